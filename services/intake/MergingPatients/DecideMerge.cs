using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.MergingPatients;

/// <summary>May two patients become one person, or two again; and where does each belong from then on? Pure.</summary>
public static class DecideMerge
{
    /// <summary>Decides on a merge. One that was made before, under another delivery, is written down and changes nothing.</summary>
    /// <param name="view">The hospital's merges, asked for the delivery's event id.</param>
    /// <param name="merged">What the hospital says.</param>
    /// <param name="delivery">Id of the event, and what stands beside it.</param>
    public static Decision Merge(StreamView<MergeHistory> view, PatientsWereMerged merged, NewEvent delivery)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(merged);
        MergeHistory now = view.State;
        if (Repeat(view, delivery) is { } repeat)
            return repeat;
        if (merged.Absorbed == merged.Survivor)
            return new Decision.Reject(Reasons.MergeWithSelf, "both identifiers are of one patient");
        if (now.Merges.TryGetValue(merged.Absorbed, out Guid into))
        {
            return into == merged.Survivor
                ? new Decision.Append([delivery])
                : new Decision.Reject(Reasons.AlreadyMerged, "this patient was merged into another one before");
        }

        if (now.WayUp(merged.Survivor).Contains(merged.Absorbed))
            return new Decision.Reject(Reasons.MergeCycle, "the one who is to go on was merged into this patient before");
        MergeHistory after = now.With(merged);
        return after.Under(after.SurvivorOf(merged.Survivor)).Count >= MergeHistory.PersonMax
            ? new Decision.Reject(Reasons.MergeTooLarge, $"more than {MergeHistory.PersonMax} patients would be one person")
            : Placed(after, merged.Absorbed, delivery);
    }

    /// <summary>Decides that a merge was wrong.</summary>
    /// <param name="view">The hospital's merges, asked for the delivery's event id.</param>
    /// <param name="unmerged">What the hospital says. The one who keeps the rest may be any in the chain above.</param>
    /// <param name="delivery">Id of the event, and what stands beside it.</param>
    public static Decision Unmerge(StreamView<MergeHistory> view, PatientsWereUnmerged unmerged, NewEvent delivery)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(unmerged);
        if (Repeat(view, delivery) is { } repeat)
            return repeat;
        return view.State.WayUp(unmerged.Released).Contains(unmerged.Survivor)
            ? Placed(view.State.With(unmerged), unmerged.Released, delivery)
            : new Decision.Reject(Reasons.NotMerged, "these patients were not merged, or are separate again");
    }

    private static Decision? Repeat(StreamView<MergeHistory> view, NewEvent delivery)
    {
        if (!view.Known.TryGetValue(delivery.Id!.Value, out KnownEvent? known))
            return null;
        return string.Equals(known.ContentHash, delivery.Headers?.ContentHash, StringComparison.Ordinal)
            ? new Decision.Nothing()
            : new Decision.Reject(Reasons.IdReused, "this source sent other content under this id before");
    }

    // Those merged into the patient go where the patient goes.
    private static Decision.Append Placed(MergeHistory after, Guid patient, NewEvent delivery) => new(
    [
        delivery,
        .. after.Under(patient).Prepend(patient).Select((moved, n) => new NewEvent(
            new PatientPlaced(
                moved,
                (after.Places.GetValueOrDefault(moved)?.Change ?? 0) + 1,
                after.SurvivorOf(moved) is var survivor && survivor != moved ? survivor : null),
            DerivedId.From(delivery.Id!.Value, n),
            new(CausationId: delivery.Id.Value.ToString("D"), Traceparent: delivery.Headers?.Traceparent))),
    ]);
}
