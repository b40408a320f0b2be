namespace LymphOutcomes.Cli.Simulating;

/// <summary>What fixes a synthetic hospital: equal settings give equal bytes on every machine.</summary>
/// <param name="Seed">Names the hospital; 0 or more.</param>
/// <param name="Patients">1 to <see cref="PatientsMax"/>. Patient n is the same person whatever the number of patients.</param>
/// <param name="Days">Length of the longest history, <see cref="DaysMin"/> to <see cref="DaysMax"/>.</param>
/// <param name="End">Every fact is dated before this day (UTC).</param>
public sealed record HospitalSettings(int Seed, int Patients, int Days, DateOnly End)
{
    /// <summary>Most patients of one run; larger hospitals are several seeds.</summary>
    public const int PatientsMax = 5_000;

    /// <summary>Shorter histories hold no reading later than 90 days after surgery beside a baseline, so nothing to see.</summary>
    public const int DaysMin = 365;

    /// <summary>Ten years.</summary>
    public const int DaysMax = 3_650;
}
