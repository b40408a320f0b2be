using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Dashboard.CallingServices;

namespace LymphOutcomes.Dashboard.FindingPatients;

/// <summary>Names to ids, asked of intake for each page and joined in memory: names are kept nowhere else.</summary>
/// <param name="intake">The directory.</param>
/// <param name="logger">Says when it cannot be used.</param>
public sealed partial class PatientDirectory(IntakeClient intake, ILogger<PatientDirectory> logger)
{
    /// <summary>
    /// What the directory knows of these patients; a part when it fails half-way. Never throws for a failed look-up.
    /// </summary>
    /// <param name="patients">Any number of ids, also doubled.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<FoundPatients> FindAsync(IEnumerable<Guid> patients, CancellationToken ct)
    {
        var found = new Dictionary<Guid, PatientDirectoryEntry>();
        try
        {
            foreach (Guid[] ids in patients.Distinct().Chunk(IntakeClient.LookupMax))
            {
                PatientLookupResult result = await intake.LookupAsync(ids, ct);
                foreach (PatientDirectoryEntry entry in result.Items)
                    found[entry.Patient] = entry;
            }
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(e);
            return new(found, Reached: false);
        }

        return new(found, Reached: true);
    }

    [LoggerMessage(4201, LogLevel.Warning, "Names cannot be looked up; cards show ids")]
    private partial void LogUnreachable(Exception reason);
}

/// <summary>Answer of the directory.</summary>
/// <param name="Entries">By patient id.</param>
/// <param name="Reached">False when the directory could not be used: a missing name then says nothing.</param>
public sealed record FoundPatients(IReadOnlyDictionary<Guid, PatientDirectoryEntry> Entries, bool Reached)
{
    /// <summary>What is known of one patient; null when nothing.</summary>
    /// <param name="patient">Our patient id.</param>
    public PatientDirectoryEntry? this[Guid patient] => Entries.GetValueOrDefault(patient);
}
