using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.MergingPatients;

// What the streams hold of merges. Alerting keeps its own in the same way: ADR 18.

/// <summary>In the patient's own stream: they were merged into another patient, or are a patient of their own again.</summary>
/// <param name="Into">The patient who goes on for both; null = a patient of their own.</param>
/// <param name="Change">Of two such events the higher holds.</param>
/// <param name="Overrides">What providers answered for there, of this patient's sessions; null when they come from nowhere.</param>
public sealed record PatientBelongs(Guid? Into, int Change, IReadOnlyList<HoldOverridden>? Overrides = null);

/// <summary>A fact of a patient who was merged into this one. It is not published again.</summary>
/// <param name="From">The patient it was sent for.</param>
/// <param name="Change">By which change of that patient it is here.</param>
/// <param name="Id">Id of the fact; reasons name it.</param>
/// <param name="Fact">The fact.</param>
public sealed record FactJoined(Guid From, int Change, Guid Id, SessionEvent Fact);

/// <summary>An item of that patient that could not be read and may speak against a session.</summary>
/// <param name="From">The patient it was sent for.</param>
/// <param name="Change">By which change of that patient it is here.</param>
/// <param name="Item">The item.</param>
public sealed record ItemJoined(Guid From, int Change, UnreadItem Item);

/// <summary>News of intake's quarantine about that patient: one of the two is set.</summary>
/// <param name="From">The patient they are of.</param>
/// <param name="Change">By which change of that patient they are here.</param>
/// <param name="Item">Id of the item that told them.</param>
/// <param name="Waits">That a fact waits.</param>
/// <param name="Over">That it waits no more.</param>
public sealed record NewsJoined(Guid From, int Change, Guid Item, FactWaits? Waits, FactWaitsNoMore? Over);

/// <summary>All there was of that patient up to the merge is here. Until then nobody may be treated by it.</summary>
/// <param name="From">The patient.</param>
/// <param name="Change">By which change they are here.</param>
/// <param name="Overrides">What providers had answered for.</param>
/// <param name="Waiting">Facts of that patient that waited in intake's quarantine.</param>
public sealed record PatientJoined(
    Guid From, int Change, IReadOnlyList<HoldOverridden> Overrides, IReadOnlyList<FactWaits> Waiting);

/// <summary>That patient belongs elsewhere now, and so does what came along.</summary>
/// <param name="From">The patient.</param>
/// <param name="Change">By which change; copies made for an earlier one come too late.</param>
/// <param name="Overrides">What providers answered for of that patient's sessions, which goes back.</param>
public sealed record PatientParted(Guid From, int Change, IReadOnlyList<HoldOverridden> Overrides);

/// <summary>A patient whose facts are, or were, looked at with another's.</summary>
/// <param name="Patient">Who.</param>
/// <param name="Change">The latest change heard of here.</param>
/// <param name="IsHere">False when that change took the patient away.</param>
/// <param name="IsWhole">True when all their facts are here.</param>
/// <param name="Waiting">Their facts that wait in intake's quarantine; null while nothing was heard of any.</param>
public sealed record JoinedPatient(Guid Patient, int Change, bool IsHere, bool IsWhole, WaitingFacts? Waiting = null);
