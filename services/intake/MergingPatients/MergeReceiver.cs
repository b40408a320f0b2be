using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.ReadingFacts;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.MergingPatients;

/// <summary>
/// The way of a merge, or of its end, through intake: both patients must be known, and the hospital's merges decide the rest in the
/// append lane. The directory's table of who belongs to whom is written in the same transaction.
/// </summary>
/// <param name="merges">The hospitals' merges.</param>
/// <param name="directory">Who is who.</param>
public sealed class MergeReceiver(IEventStore<MergeHistory> merges, PatientDirectory directory)
{
    /// <summary>True for deliveries that go this way.</summary>
    public static bool IsMerge(ReadDelivery read) => read.Kind?.Name is FactTypes.PatientsMerged or FactTypes.PatientsUnmerged;

    /// <summary>Stores one; safe to repeat.</summary>
    /// <param name="tenant">Who signed in.</param>
    /// <param name="read">A delivery without defect for which <see cref="IsMerge"/> holds.</param>
    /// <param name="tenantKey">Names the delivery.</param>
    /// <param name="now">When it arrived.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="LogUnavailableException">The log cannot be reached or is overloaded.</exception>
    /// <exception cref="System.Data.Common.DbException">The directory cannot be reached.</exception>
    public async Task<MergeReceipt> StoreAsync(
        string tenant, ReadDelivery read, byte[] tenantKey, DateTimeOffset now, CancellationToken ct)
    {
        if (read.Kind is null || read.Event is not { Id: { } id, Source: { } source, Time: { } time, Subject: { } subject } from)
            throw new ArgumentException("Only a delivery without defect can be stored.", nameof(read));
        (ReadFact? fact, Defect? defect) = read.Kind.Read(from.Data, new FactContext(time, now));
        if (fact is null)
            return new(MergeReceipt.Quarantined, defect);

        PatientIdentifier named = fact.Contract is PatientsMerged { Absorbed: var one } ? one : ((PatientsUnmerged)fact.Contract).Released;
        Subject other = new(named.System, named.Value);
        IReadOnlyDictionary<Subject, KnownPatient> known = await directory.KnownAsync(tenant, [subject, other], ct);
        if (!known.TryGetValue(subject, out KnownPatient? survivor))
            return new(MergeReceipt.Quarantined, new(Reasons.PatientUnknown, "$.subject", "no fact of this patient has come yet"));
        if (!known.TryGetValue(other, out KnownPatient? second))
        {
            return new(
                MergeReceipt.Quarantined,
                new(Reasons.PatientUnknown, $"$.data.{MemberOf(fact)}", "no fact of this patient has come yet"),
                survivor);
        }

        Guid eventId = DerivedId.From(KeyedHash.OfDelivery(tenantKey, source, id));
        EventHeaders headers = new(
            read.Delivery.CorrelationId,
            CausationId: null,
            from.Traceparent ?? read.Delivery.Traceparent,
            KeyedHash.OfDeliveryContent(tenantKey, from.Whole));
        PatientsWereMerged merged = new(source, time, survivor.Id, second.Id);
        PatientsWereUnmerged unmerged = new(source, time, survivor.Id, second.Id);
        AppendOutcome outcome = await merges.AppendAsync(
            new(
                Guid.CreateVersion7(now),
                MergeHistory.StreamOf(tenant),
                view => fact.Contract is PatientsMerged
                    ? DecideMerge.Merge(view, merged, new NewEvent(merged, eventId, headers))
                    : DecideMerge.Unmerge(view, unmerged, new NewEvent(unmerged, eventId, headers)),
                LookFor: [eventId]),
            ct);
        return outcome switch
        {
            AppendOutcome.Appended => new("stored", Defect: null, survivor),
            AppendOutcome.Unchanged => new("duplicate", Defect: null, survivor),
            AppendOutcome.Rejected rejected => new(
                MergeReceipt.Quarantined,
                new(rejected.Code, rejected.Code == Reasons.IdReused ? "$.id" : $"$.data.{MemberOf(fact)}", rejected.Why),
                survivor),
            _ => new(MergeReceipt.Quarantined, new(Reasons.NotStorable, "$", "the log refused this event's data"), survivor),
        };
    }

    private static string MemberOf(ReadFact fact) => fact.Contract is PatientsMerged ? "absorbed" : "released";
}

/// <summary>What became of a merge.</summary>
/// <param name="Status">As in <see cref="Receipt.Status"/>.</param>
/// <param name="Defect">Why it is in quarantine; null otherwise.</param>
/// <param name="Survivor">The patient of its subject; null when not known.</param>
public sealed record MergeReceipt(string Status, Defect? Defect, KnownPatient? Survivor = null)
{
    /// <summary>It is kept and not used.</summary>
    public const string Quarantined = "quarantined";
}
