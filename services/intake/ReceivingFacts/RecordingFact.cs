using LymphOutcomes.EventStore;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>The one decision intake takes about a readable fact: is this delivery new? Pure.</summary>
public static class RecordingFact
{
    /// <summary>Appends a new delivery, does nothing for a repeat, refuses another content under a known id.</summary>
    /// <param name="view">The log, asked for the delivery's event id.</param>
    /// <param name="new">The event; its id names the delivery, its content hash what was delivered.</param>
    public static Decision Decide(StreamView<NoState> view, NewEvent @new)
    {
        if (@new.Id is not { } id || !view.Known.TryGetValue(id, out KnownEvent? known))
            return new Decision.Append([@new]);
        return string.Equals(known.ContentHash, @new.Headers?.ContentHash, StringComparison.Ordinal)
            ? new Decision.Nothing()
            : new Decision.Reject(Reasons.IdReused, "this source sent other content under this id before");
    }
}
