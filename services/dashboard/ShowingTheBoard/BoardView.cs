using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;

namespace LymphOutcomes.Dashboard.ShowingTheBoard;

/// <summary>What the board shows at one moment.</summary>
/// <param name="Cards">Most severe first, then oldest; null when alerting cannot be reached.</param>
/// <param name="Cut">True when there are more alerts than were read.</param>
/// <param name="Patients">Names.</param>
/// <param name="ReadAt">When it was read.</param>
public sealed record BoardView(
    IReadOnlyList<PatientCard>? Cards, bool Cut, FoundPatients Patients, DateTimeOffset ReadAt)
{
    /// <summary>How many patients have this as their most severe alert.</summary>
    /// <param name="severity">As on the wire.</param>
    public int Count(string severity) =>
        Cards?.Count(card => string.Equals(card.Severity, severity, StringComparison.Ordinal)) ?? 0;

    /// <summary>Reads it now.</summary>
    /// <param name="alerting">Alerts.</param>
    /// <param name="directory">Names.</param>
    /// <param name="now">Time of reading.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<BoardView> ReadAsync(
        AlertingClient alerting, PatientDirectory directory, DateTimeOffset now, CancellationToken ct)
    {
        OpenAlerts open = await alerting.OpenAlertsAsync(ct);
        IReadOnlyList<PatientCard> cards = PatientCard.Of(open.Items);
        FoundPatients patients = cards.Count == 0
            ? new(new Dictionary<Guid, Contracts.Intake.V1.PatientDirectoryEntry>(), Reached: true)
            : await directory.FindAsync(cards.Select(card => card.Patient), ct);
        return new(cards, open.Cut, patients, now);
    }

    /// <summary>A board that cannot be read.</summary>
    /// <param name="now">Time of the attempt.</param>
    public static BoardView Unreachable(DateTimeOffset now) =>
        new(null, Cut: false, new(new Dictionary<Guid, Contracts.Intake.V1.PatientDirectoryEntry>(), Reached: true), now);
}
