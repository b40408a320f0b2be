using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;

namespace LymphOutcomes.Dashboard.ShowingTheBoard;

/// <summary>What the board shows at one moment.</summary>
/// <param name="Cards">Most severe first, then oldest; null when alerting cannot be reached.</param>
/// <param name="Cut">True when there are more alerts than were read.</param>
/// <param name="Patients">Names.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Waiting">Patients without a card of whom facts wait, as far as read; null when that could not be read.</param>
/// <param name="WaitingCut">True when there are more patients of whom facts wait than were read: some may have no card.</param>
/// <param name="PutAside">Alerts that somebody put aside for a while, those that come back first first: they make no card.</param>
public sealed record BoardView(
    IReadOnlyList<PatientCard>? Cards,
    bool Cut,
    FoundPatients Patients,
    DateTimeOffset ReadAt,
    IReadOnlyList<PatientWaiting>? Waiting = null,
    bool WaitingCut = false,
    IReadOnlyList<Alert>? PutAside = null)
{
    /// <summary>How many alerts on cards are historical: late to come to light, or of history that was loaded. They page nobody.</summary>
    public int Historical => Cards?.Sum(card => card.Alerts.Count(alert => alert.Historical)) ?? 0;

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
        Dictionary<Guid, PatientWaiting> waiting = open.Waiting.DistinctBy(one => one.Patient).ToDictionary(one => one.Patient);
        IReadOnlyList<PatientCard> cards =
        [
            .. PatientCard.Of(open.Items.Where(alert => !IsPutAside(alert, now)))
                .Select(card => card with { Waiting = waiting.GetValueOrDefault(card.Patient) }),
        ];
        (IReadOnlyList<PatientWaiting>? others, bool cut) = await OthersAsync(alerting, cards, ct);
        Alert[] aside =
        [
            .. open.Items.Where(alert => IsPutAside(alert, now)).DistinctBy(alert => alert.Id).OrderBy(alert => alert.SnoozedUntil),
        ];
        Guid[] shown =
        [
            .. cards.Select(card => card.Patient)
                .Concat((others ?? []).Select(one => one.Patient))
                .Concat(aside.Select(alert => alert.Patient))
                .Distinct(),
        ];
        FoundPatients patients = shown.Length == 0
            ? new(new Dictionary<Guid, Contracts.Intake.V1.PatientDirectoryEntry>(), Reached: true)
            : await directory.FindAsync(shown, ct);
        return new(cards, open.Cut, patients, now, others, cut, aside);
    }

    // One whose time is over is back, also before alerting has written so.
    private static bool IsPutAside(Alert alert, DateTimeOffset now) => alert.SnoozedUntil > now;

    // A board without this list is better than no board.
    private static async Task<(IReadOnlyList<PatientWaiting>? Others, bool Cut)> OthersAsync(
        AlertingClient alerting, IReadOnlyList<PatientCard> cards, CancellationToken ct)
    {
        try
        {
            WaitingPage page = await alerting.WaitingAsync(ct);
            HashSet<Guid> onCards = [.. cards.Select(card => card.Patient)];
            return ([.. page.Items.Where(one => !onCards.Contains(one.Patient))], page.Next is not null);
        }
        catch (ServiceUnreachableException)
        {
            return (null, false);
        }
    }

    /// <summary>A board that cannot be read.</summary>
    /// <param name="now">Time of the attempt.</param>
    public static BoardView Unreachable(DateTimeOffset now) =>
        new(null, Cut: false, new(new Dictionary<Guid, Contracts.Intake.V1.PatientDirectoryEntry>(), Reached: true), now);
}
