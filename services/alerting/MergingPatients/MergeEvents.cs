using System.Text.Json.Serialization;
using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting.MergingPatients;

// What the streams hold of merges. The patient who is merged keeps a stream, which says where they belong; that of the patient who
// goes on for both holds copies of the facts, each under the change it was made for.

/// <summary>In the patient's own stream: they were merged into another patient, or are a patient of their own again.</summary>
/// <param name="Into">The patient who goes on for both; null = a patient of their own.</param>
/// <param name="Change">Of two such events the higher holds.</param>
/// <param name="Reviewed">What people said there about points of this patient; null when they come from nowhere.</param>
public sealed record PatientBelongs(Guid? Into, int Change, IReadOnlyList<ReviewedPoint>? Reviewed = null);

/// <summary>A fact of a patient who was merged into this one. It is the same fact, by the same id; evidence refers to that.</summary>
/// <param name="From">The patient it was sent for.</param>
/// <param name="Change">By which change of that patient it is here.</param>
/// <param name="Fact">The fact.</param>
public sealed record FactJoined(Guid From, int Change, PatientFact Fact);

/// <summary>All facts of that patient up to the merge are here, and count from now on.</summary>
/// <param name="From">The patient.</param>
/// <param name="Change">By which change they are here.</param>
/// <param name="Reviewed">What people had said about that patient's points.</param>
public sealed record PatientJoined(Guid From, int Change, IReadOnlyList<ReviewedPoint> Reviewed);

/// <summary>That patient belongs elsewhere now: the facts count here no more, and what came along goes back.</summary>
/// <param name="From">The patient.</param>
/// <param name="Change">By which change; copies made for an earlier one come too late.</param>
/// <param name="Alerts">The alerts that go back, as they stand.</param>
/// <param name="Reviewed">What people said about that patient's points, which goes back too.</param>
public sealed record PatientParted(
    Guid From, int Change, IReadOnlyList<AlertState> Alerts, IReadOnlyList<ReviewedPoint> Reviewed);

/// <summary>An alert goes on in this stream, with its id, its handling and its history: the patient it was about was merged.</summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="From">The patient whose stream it comes from.</param>
public sealed record AlertTakenOver(AlertState Alert, Guid From) : AlertEvent(Alert);

/// <summary>A patient whose facts are, or were, looked at with another's.</summary>
/// <param name="Patient">Who.</param>
/// <param name="Change">The latest change heard of here.</param>
/// <param name="IsHere">False when that change took the patient away.</param>
/// <param name="Gathered">Facts that came before all were here, and do not count yet; null when all are.</param>
public sealed record JoinedPatient(
    Guid Patient,
    int Change,
    bool IsHere,
    IReadOnlyList<AcceptedFact>? Gathered = null)
{
    /// <summary>True when the facts count.</summary>
    [JsonIgnore]
    public bool IsWhole => IsHere && Gathered is null;
}
