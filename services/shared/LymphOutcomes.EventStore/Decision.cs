namespace LymphOutcomes.EventStore;

/// <summary>What a decision came to. A refusal is a value; an exception is a bug or a broken server.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Append these, all or none.</summary>
    /// <param name="Events">At least one, at most 1,000.</param>
    /// <param name="Note">
    /// What the decision found out on the way about the state after them, for inline views; null when nothing. Nothing may depend on it
    /// that could not be found out again.
    /// </param>
    public sealed record Append(IReadOnlyList<NewEvent> Events, object? Note = null) : Decision;

    /// <summary>Nothing to write: it was done before.</summary>
    public sealed record Nothing : Decision;

    /// <summary>
    /// The state at hand came from a snapshot that left out what this decision needs: fold the whole stream and ask again.
    /// To answer this twice is a bug and fails the unit.
    /// </summary>
    public sealed record ReadHistory : Decision;

    /// <summary>It may not be done.</summary>
    /// <param name="Code">Short and stable, for programs.</param>
    /// <param name="Why">For people; no patient data.</param>
    public sealed record Reject(string Code, string Why) : Decision;

    /// <summary>Appends the events, or does nothing when there are none.</summary>
    public static Decision Of(IReadOnlyList<NewEvent> events) => events.Count == 0 ? new Nothing() : new Append(events);
}

/// <summary>What became of one <see cref="AppendUnit{TState}"/>.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    /// <summary>Committed.</summary>
    /// <param name="Events">As stored, in order.</param>
    public sealed record Appended(IReadOnlyList<StoredEvent> Events) : AppendOutcome;

    /// <summary>There was nothing to write.</summary>
    public sealed record Unchanged : AppendOutcome;

    /// <summary>The decision refused.</summary>
    /// <param name="Code">As in <see cref="Decision.Reject"/>.</param>
    /// <param name="Why">As in <see cref="Decision.Reject"/>.</param>
    public sealed record Rejected(string Code, string Why) : AppendOutcome;

    /// <summary>This unit alone could not be written (its decision threw, or the database refused its data); others
    /// were not harmed.</summary>
    /// <param name="Cause">Why.</param>
    public sealed record Failed(Exception Cause) : AppendOutcome
    {
        /// <summary>A decision that asks for its history although it was given: a bug.</summary>
        public static Failed AskedForHistoryTwice { get; } =
            new(new InvalidOperationException("The decision asks for the history it was given."));
    }
}
