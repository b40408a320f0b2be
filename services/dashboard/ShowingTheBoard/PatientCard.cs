using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.Layout;

namespace LymphOutcomes.Dashboard.ShowingTheBoard;

/// <summary>One card: a patient and every alert of theirs that nobody has resolved.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Alerts">Most severe first, then oldest; at least one.</param>
/// <param name="Waiting">Facts of the patient that wait and are not in the numbers; null when none does.</param>
public sealed record PatientCard(Guid Patient, IReadOnlyList<Alert> Alerts, PatientWaiting? Waiting = null)
{
    /// <summary>Severity of the most severe alert, as on the wire.</summary>
    public string Severity => Alerts[0].Severity;

    /// <summary>When staff could first know of the most severe alert.</summary>
    public DateTimeOffset Since => Alerts[0].RaisedAt;

    /// <summary>Cards of a board, most severe first, then oldest. Resolved alerts make no card.</summary>
    /// <param name="alerts">In any order; the same alert twice counts once, the later version.</param>
    public static IReadOnlyList<PatientCard> Of(IEnumerable<Alert> alerts) =>
    [
        .. alerts
            // Pages are read one after the other; an alert that changed in between may come twice.
            .GroupBy(alert => alert.Id)
            .Select(same => same.MaxBy(alert => alert.Version)!)
            .Where(alert => alert.Handling is not "resolved")
            .GroupBy(alert => alert.Patient)
            .Select(open => new PatientCard(open.Key, [.. Sorted(open)]))
            .OrderByDescending(card => Words.Rank(card.Severity))
            .ThenBy(card => card.Since)
            .ThenBy(card => card.Patient),
    ];

    private static IOrderedEnumerable<Alert> Sorted(IEnumerable<Alert> alerts) =>
        alerts.OrderByDescending(alert => Words.Rank(alert.Severity))
            .ThenBy(alert => alert.RaisedAt)
            .ThenBy(alert => alert.Id);
}
