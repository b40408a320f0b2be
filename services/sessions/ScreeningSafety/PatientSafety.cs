using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;
using LymphOutcomes.Sessions.AwaitingClearance;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.StartingSessions;

namespace LymphOutcomes.Sessions.ScreeningSafety;

/// <summary>All that sessions knows of one patient, for screening. The fold of the patient's stream.</summary>
/// <param name="Facts">
/// In the order stored, which says nothing about when they were so. All of them, or, where <paramref name="ShortenedTo"/> is set, those
/// that a session after that moment is screened by, and the sessions after it.
/// </param>
/// <param name="Unread">Items that could not be read and may speak against a session.</param>
/// <param name="Holds">Sessions that are on hold, or were given against what is on record, as last said.</param>
/// <param name="ShortenedTo">Sessions and temperatures up to here are left out; null when none is.</param>
/// <param name="Overrides">What providers answered for, in the order it was written down; null while there is none.</param>
/// <param name="Waiting">Facts that wait in intake's quarantine and may speak against a session; null while nothing was heard of
/// any.</param>
/// <param name="Starts">Sessions that were started over the API, in the order it was written down; null while there is none.</param>
/// <param name="IsKnown">True once a system of the hospital has told anything of the patient. What people plan here says nothing of their
/// health.</param>
/// <param name="Waits">Planned sessions that wait to be cleared; null while there was none.</param>
/// <param name="Belongs">With whom the patient is screened; null while nobody said that it is another one.</param>
/// <param name="Others">Patients whose facts are, or were, looked at with these; null while there are none.</param>
public sealed record PatientSafety(
    ImmutableList<KnownFact> Facts,
    ImmutableList<UnreadItem> Unread,
    ImmutableList<SessionHeld> Holds,
    DateTimeOffset? ShortenedTo = null,
    ImmutableList<HoldOverridden>? Overrides = null,
    WaitingFacts? Waiting = null,
    ImmutableList<SessionStarted>? Starts = null,
    bool IsKnown = false,
    ImmutableList<HoldWait>? Waits = null,
    Belonging? Belongs = null,
    ImmutableList<JoinedPatient>? Others = null)
    : IFold<PatientSafety>
{
    /// <inheritdoc/>
    public static PatientSafety Initial { get; } = new([], [], []);

    /// <inheritdoc/>
    public static int FoldVersion => 5;

    /// <inheritdoc/>
    public static bool KeepsSnapshot => true;

    /// <summary>True when no session was ever given, by all that is at hand; false also where that is not known any more.</summary>
    [JsonIgnore]
    public bool WasNeverTreated =>
        ShortenedTo is null && Others is null && !Facts.Exists(known => known.Fact is SessionRecorded);

    /// <inheritdoc/>
    public static PatientSafety ForSnapshot(PatientSafety state) => ShortMemory.Of(state);

    /// <inheritdoc/>
    public static PatientSafety Evolve(PatientSafety state, StoredEvent @event) => @event.Data switch
    {
        TreatmentEvent => state,
        SessionEvent fact => state.With(@event.Id, fact),
        FactWaits or FactWaitsNoMore => state.WithNews(@event.Data),
        ItemParked parked => state.With(parked, @event.Timestamp),
        SessionHeld held => state with
        {
            Holds = state.Holds.RemoveAll(known => known.Session == held.Session).Add(held),
            Waits = HoldWait.After(state.Waits, held, @event.Timestamp),
        },
        SessionCleared cleared => state with
        {
            Holds = state.Holds.RemoveAll(known => known.Session == cleared.Session),
            Waits = HoldWait.Without(state.Waits, cleared.Session),
        },
        HoldOverdue overdue => state with { Waits = HoldWait.After(state.Waits, overdue, @event.Timestamp) },
        SessionStarted started => state with { Starts = (state.Starts ?? []).Add(started) },
        FactJoined joined => state.With(joined),
        ItemJoined joined => state.With(joined),
        NewsJoined joined => state.With(joined),
        PatientJoined joined => state.With(joined),
        PatientParted parted => state.With(parted),
        PatientBelongs belongs => state.With(belongs),
        HoldOverridden answered => state with { Overrides = (state.Overrides ?? []).Add(answered) },
        _ => state,
    };

    /// <summary>The state with one more fact. If it could not be read before, it does not wait any more.</summary>
    /// <param name="id">Its id; that of the item it came in.</param>
    /// <param name="fact">The fact.</param>
    public PatientSafety With(Guid id, SessionEvent fact) =>
        this with
        {
            Facts = Facts.Add(new(id, fact)),
            Unread = Unread.RemoveAll(item => item.Item == id),
            IsKnown = IsKnown || fact.By is null,
        };

    /// <summary>The state with news of intake's quarantine.</summary>
    /// <param name="news">A <see cref="FactWaits"/> or a <see cref="FactWaitsNoMore"/>.</param>
    public PatientSafety WithNews(object news)
    {
        WaitingFacts known = Waiting ?? WaitingFacts.None;
        return news switch
        {
            FactWaits waits => this with { Waiting = known.With(waits) },
            FactWaitsNoMore settled => this with { Waiting = known.Without(settled) },
            _ => this,
        };
    }

    /// <summary>The state with one more item that could not be read, if it is of a type that sessions are screened by.</summary>
    /// <param name="parked">The item.</param>
    /// <param name="at">When that was found.</param>
    public PatientSafety With(ItemParked parked, DateTimeOffset at) =>
        SafetyFactReader.Types.Contains(parked.Type) && !Unread.Exists(item => item.Item == parked.Item)
            ? this with { Unread = Unread.Add(new(parked.Item, parked.Type, at)) }
            : this;
}

/// <summary>A fact with its id.</summary>
/// <param name="Id">Given by intake when it published the fact; reasons name it.</param>
/// <param name="Fact">The fact.</param>
/// <param name="From">The patient it was sent for, who was merged into this one; null for this patient's own.</param>
public sealed record KnownFact(Guid Id, SessionEvent Fact, Guid? From = null);

/// <summary>An item that could not be read.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Type">Its type as published.</param>
/// <param name="Since">When that was found.</param>
/// <param name="From">The patient it was sent for, who was merged into this one; null for this patient's own.</param>
public sealed record UnreadItem(Guid Item, string Type, DateTimeOffset Since, Guid? From = null);
