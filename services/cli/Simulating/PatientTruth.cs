namespace LymphOutcomes.Cli.Simulating;

/// <summary>What is known of one synthetic patient beyond what the hospital sends: the answer sheet.</summary>
/// <param name="Subject">The patient as the hospital names them, <c>mrn|S42-0001</c>.</param>
/// <param name="Site"><c>arm</c> or <c>leg</c>.</param>
/// <param name="Side">The side at risk.</param>
/// <param name="Course">How that limb truly swells.</param>
/// <param name="LastVisit">Day of the last measurement.</param>
/// <param name="TrueChangePercent">Change on that day without error of measurement, percent.</param>
/// <param name="MeasuredChangePercent">The same from the girths sent, relative to the other limb and the pre-operative
/// reading (RVC).</param>
public sealed record PatientTruth(
    string Subject,
    string Site,
    string Side,
    SwellingCourse Course,
    DateOnly LastVisit,
    double TrueChangePercent,
    double MeasuredChangePercent)
{
    /// <summary>The limit of LYM-001, percent.</summary>
    public const double LimitPercent = 10;

    /// <summary>True when the limb really is 10 % or more above its start at the last visit.</summary>
    public bool IsSwollen => TrueChangePercent >= LimitPercent;

    /// <summary>True when the last reading says so; error of measurement makes this differ from <see cref="IsSwollen"/>
    /// now and then.</summary>
    public bool ReadsSwollen => MeasuredChangePercent >= LimitPercent;
}
