using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;

namespace LymphOutcomes.Alerting;

// What alerting stores in a patient's stream, beside the facts it accepted (PicturingPatients/PatientFact.cs).

/// <summary>The starting size of a limb became another one.</summary>
/// <param name="Limb">Which limb.</param>
/// <param name="To">The new one; null when there is none any more.</param>
public sealed record BaselineChanged(Limb Limb, BaselineInForce? To);

/// <summary>A published item of this patient could not be read; it is kept here as it came, and waits for a person.</summary>
/// <param name="Item">Id of the item.</param>
/// <param name="Type">Its type as published.</param>
/// <param name="Version">Its version as published.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Raw">The item's data as it came.</param>
public sealed record ItemParked(Guid Item, string Type, int Version, string Reason, string Raw);

/// <summary>An event of this patient waits in intake's quarantine: what is shown of the patient lacks it.</summary>
/// <param name="Receipt">Names it there.</param>
/// <param name="Type">CloudEvents type; null when it could not be told.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Since">When intake parked it.</param>
/// <param name="Attempt">0 at the door; later which attempt to settle it found it waiting still.</param>
public sealed record FactWaits(Guid Receipt, string? Type, string Reason, DateTimeOffset Since, int Attempt);

/// <summary>A fact that waited, in intake's quarantine or here, does so no more.</summary>
/// <param name="Receipt">Intake's receipt, or the id of the item that could not be read here.</param>
/// <param name="Outcome"><c>stored</c> or <c>discarded</c>.</param>
/// <param name="Attempt">Which attempt settled it, from 1.</param>
public sealed record FactWaitsNoMore(Guid Receipt, string Outcome, int Attempt);

/// <summary>A person looked at a held point and says that it is right: it counts from now on.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="By">Who: the subject of the token.</param>
/// <param name="Reason">Why, in the erasable table.</param>
public sealed record HeldPointReleased(Guid Fact, string By, NoteRef Reason);

/// <summary>A person looked at a held point and says that it is wrong: it stays out of the trend.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="By">Who: the subject of the token.</param>
/// <param name="Reason">Why, in the erasable table.</param>
public sealed record HeldPointRejected(Guid Fact, string By, NoteRef Reason);

/// <summary>
/// Something happened to an alert. Each event carries the alert as it then stood, so that a relay or a live stream needs no
/// second look, and what staff saw at any moment is there to be read.
/// </summary>
/// <param name="Alert">The alert after the event.</param>
public abstract record AlertEvent(AlertState Alert);

/// <summary>A new alert.</summary>
public sealed record AlertRaised(AlertState Alert) : AlertEvent(Alert);

/// <summary>More or other evidence of the same episode, the same with other numbers, or the rule holds again.</summary>
public sealed record AlertRepeated(AlertState Alert) : AlertEvent(Alert);

/// <summary>It became more severe.</summary>
public sealed record AlertUpgraded(AlertState Alert) : AlertEvent(Alert);

/// <summary>The clear rule was met. The card stays until a person takes it away.</summary>
public sealed record AlertCleared(AlertState Alert) : AlertEvent(Alert);

/// <summary>The evidence was corrected away, or another alert took it over.</summary>
public sealed record AlertWithdrawn(AlertState Alert) : AlertEvent(Alert);

/// <summary>It was resolved, and evidence came that the resolution did not cover, or a person took it back into the queue.</summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="By">Who: the subject of the token; null when evidence did.</param>
/// <param name="Note">Why, in the person's words; null without.</param>
public sealed record AlertReopened(AlertState Alert, string? By = null, NoteRef? Note = null) : AlertEvent(Alert);

/// <summary>
/// Other rules had found it in old facts, and it was held back; now it goes to those who work the alerts, as if raised.
/// </summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="By">The lead who released it: the subject of the token; null when news of it did.</param>
public sealed record AlertReleased(AlertState Alert, string? By) : AlertEvent(Alert);

/// <summary>A person took it up.</summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="By">Who: the subject of the token.</param>
public sealed record AlertAcknowledged(AlertState Alert, string By) : AlertEvent(Alert);

/// <summary>A person said who is to deal with it.</summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="By">Who said so: the subject of the token.</param>
/// <param name="To">Who is to: the subject of their token; null: nobody any more.</param>
public sealed record AlertAssigned(AlertState Alert, string By, string? To) : AlertEvent(Alert);

/// <summary>A person dealt with it.</summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="By">Who: the subject of the token.</param>
/// <param name="Outcome"><c>called</c>, <c>could-not-reach</c>, <c>not-useful</c> or <c>other</c>.</param>
/// <param name="Note">The note's id in the erasable table; null without a note.</param>
public sealed record AlertResolved(AlertState Alert, string By, string Outcome, NoteRef? Note) : AlertEvent(Alert);

/// <summary>A person wrote something down about it.</summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="By">Who: the subject of the token.</param>
/// <param name="Note">The text.</param>
public sealed record AlertNoted(AlertState Alert, string By, NoteRef Note) : AlertEvent(Alert);

/// <summary>A person put it aside until a moment, which its <see cref="AlertState.Snooze"/> says.</summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="By">Who: the subject of the token.</param>
/// <param name="Note">Why, in the person's words; null without.</param>
public sealed record AlertSnoozed(AlertState Alert, string By, NoteRef? Note) : AlertEvent(Alert);

/// <summary>It is back in the queue.</summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="Because">What brought it back.</param>
/// <param name="By">Who: the subject of the token; null when nobody did.</param>
public sealed record AlertSnoozeEnded(AlertState Alert, SnoozeEnd Because, string? By = null) : AlertEvent(Alert);

/// <summary>What brings an alert back that was put aside.</summary>
public enum SnoozeEnd
{
    /// <summary>The moment came.</summary>
    Time,

    /// <summary>Evidence that was not on the person's screen.</summary>
    Evidence,

    /// <summary>It became more severe.</summary>
    Severity,

    /// <summary>A person.</summary>
    Person,
}

/// <summary>It was passed on to the lead: by a person, or because nobody took it up in time.</summary>
/// <param name="Alert">The alert after the event; how far says its <see cref="AlertState.Escalation"/>.</param>
/// <param name="By">Who: the subject of the token; null when time did.</param>
/// <param name="Note">Why, in the person's words; null without.</param>
public sealed record AlertEscalated(AlertState Alert, string? By = null, NoteRef? Note = null) : AlertEvent(Alert);

/// <summary>
/// Nothing was heard for the rule's expiry time. On what needs a call that is a mark and no more; information and what is only watched
/// are taken out of the queue by it.
/// </summary>
public sealed record AlertLapsed(AlertState Alert) : AlertEvent(Alert);

/// <summary>A person made a live alert of one that was born historical.</summary>
/// <param name="Alert">The alert after the event.</param>
/// <param name="By">Who: the subject of the token.</param>
public sealed record AlertConverted(AlertState Alert, string By) : AlertEvent(Alert);

/// <summary>A free text that is kept outside the log.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Sha256">Hash of the text, lower-case hex, to show later that it is the one.</param>
public sealed record NoteRef(Guid Id, string Sha256);
