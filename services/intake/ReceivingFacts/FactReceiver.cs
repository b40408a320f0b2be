using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.MergingPatients;
using LymphOutcomes.Intake.Quarantining;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// The way of a fact through intake, the same for both doors: bytes, envelope, patient, checked fact, log, receipt. A receipt is
/// given only for what is committed; if anything cannot be stored, the call fails as a whole and may be repeated safely.
/// </summary>
/// <param name="log">Intake's log.</param>
/// <param name="merges">Takes merges of patients, which are no facts of one.</param>
/// <param name="directory">Who is who.</param>
/// <param name="details">Names and phones.</param>
/// <param name="notes">Words that came with facts.</param>
/// <param name="keys">Names deliveries.</param>
/// <param name="quarantine">Keeps what cannot be used.</param>
/// <param name="news">Tells of it on the patient's stream.</param>
/// <param name="time">When it arrived.</param>
public sealed class FactReceiver(
    IEventStore<NoState> log,
    MergeReceiver merges,
    PatientDirectory directory,
    PatientDetailsTable details,
    ContextNotes notes,
    TenantKeys keys,
    QuarantineTable quarantine,
    ParkingNews news,
    TimeProvider time)
{
    /// <summary>Most deliveries in one call.</summary>
    public const int DeliveriesMax = 1_000;

    // So that one call of a thousand cannot fill the log's waiting line for everybody.
    private const int AppendsAtOnceMax = 250;

    /// <summary>One receipt a delivery, in order.</summary>
    /// <param name="tenant">Who signed in.</param>
    /// <param name="deliveries">1 to <see cref="DeliveriesMax"/>.</param>
    /// <param name="ct">Stops the call; what was committed until then stays.</param>
    /// <exception cref="LogUnavailableException">The log cannot be reached or is overloaded.</exception>
    /// <exception cref="System.Data.Common.DbException">The directory or the quarantine cannot be reached.</exception>
    public async Task<IReadOnlyList<Receipt>> ReceiveAsync(
        string tenant, IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        Outcome[] done = await StoreAllAsync(tenant, deliveries, ct);
        QuarantinedEvent[] parked = [.. done.Select(outcome => outcome.Quarantined).OfType<QuarantinedEvent>()];
        IReadOnlyList<QuarantinedEvent> kept = await quarantine.KeepAsync(tenant, parked, ct);
        // After the entry, so that nobody is told of one that cannot be found; a repeat of a call cut off here tells it.
        await news.TellParkedAsync(tenant, kept, ct);
        return [.. done.Select(outcome => outcome.Receipt)];
    }

    /// <summary>
    /// The same way once more for one delivery out of quarantine. What cannot be used still is only told: its entry is there.
    /// </summary>
    /// <exception cref="LogUnavailableException">The log cannot be reached or is overloaded.</exception>
    /// <exception cref="System.Data.Common.DbException">The directory cannot be reached.</exception>
    public async Task<(Receipt Receipt, QuarantinedEvent? Parked)> ReceiveAgainAsync(
        string tenant, Delivery delivery, CancellationToken ct)
    {
        Outcome[] done = await StoreAllAsync(tenant, [delivery], ct);
        return (done[0].Receipt, done[0].Quarantined);
    }

    private async Task<Outcome[]> StoreAllAsync(string tenant, IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deliveries.Count, DeliveriesMax, nameof(deliveries));
        byte[] tenantKey = await keys.OfAsync(tenant, ct);
        ReadDelivery[] read = [.. deliveries.Select(ReadDelivery.Of)];
        IReadOnlyDictionary<Subject, KnownPatient> patients = await directory.IdentifyAsync(
            tenant,
            // A merge makes nobody known.
            read.Where(delivery => !MergeReceiver.IsMerge(delivery)).Select(delivery => delivery.Event.Subject).OfType<Subject>(),
            ct);

        Task<Outcome>[] outcomes = new Task<Outcome>[read.Length];
        DateTimeOffset now = time.GetUtcNow();
        for (int start = 0; start < read.Length; start += AppendsAtOnceMax)
        {
            int end = Math.Min(start + AppendsAtOnceMax, read.Length);
            // Started in order, so that the earlier of two deliveries with one id is the one that counts.
            for (int index = start; index < end; index++)
                outcomes[index] = StoreAsync(tenant, read[index], patients, tenantKey, now, ct);
            await Task.WhenAll(outcomes[start..end]);
        }

        Outcome[] done = [.. outcomes.Select(outcome => outcome.Result)];
        // After the log, so that a refused delivery cannot change a name; also for duplicates, because the first attempt may have
        // been cut off right here.
        await details.ReplaceAsync(tenant, [.. done.Select(outcome => outcome.Details).OfType<DetailsUpdate>()], ct);
        await notes.KeepAsync(tenant, [.. done.Select(outcome => outcome.Note).OfType<ContextNote>()], ct);
        return done;
    }

    private async Task<Outcome> StoreAsync(
        string tenant,
        ReadDelivery read,
        IReadOnlyDictionary<Subject, KnownPatient> patients,
        byte[] tenantKey,
        DateTimeOffset now,
        CancellationToken ct)
    {
        if (MergeReceiver.IsMerge(read))
            return await StoreMergeAsync(tenant, read, tenantKey, now, ct);
        KnownPatient? patient = read.Event.Subject is { } subject ? patients.GetValueOrDefault(subject) : null;
        if (read.Defect is { } unreadable)
            return Parked(read, unreadable, patient, tenantKey);
        // Erased between the two statements of a moment ago; the sender's repeat gives the patient a new id.
        if (patient is null)
            throw new LogUnavailableException("The directory did not name the patient.");

        (CheckedFact? fact, Defect? defect) = CheckedFact.Of(read, patient, tenantKey, now);
        if (fact?.Event.Id is not { } eventId)
            return Parked(read, defect!, patient, tenantKey);

        AppendOutcome outcome = await log.AppendAsync(
            new AppendUnit<NoState>(
                Guid.CreateVersion7(now),
                StreamKey.OfPatient(tenant, patient.Id),
                view => RecordingFact.Decide(view, fact.Event),
                LookFor: [eventId]),
            ct);
        return outcome switch
        {
            AppendOutcome.Appended => Taken("stored"),
            AppendOutcome.Unchanged => Taken("duplicate"),
            AppendOutcome.Rejected rejected => Parked(read, new(rejected.Code, "$.id", rejected.Why), patient, tenantKey),
            _ => Parked(read, new(Reasons.NotStorable, "$", "the log refused this event's data"), patient, tenantKey),
        };

        Outcome Taken(string status) =>
            new(new(read.Event.Id, status, Patient: patient.Survivor), Details: fact.Details, Note: fact.Note);
    }

    private async Task<Outcome> StoreMergeAsync(
        string tenant, ReadDelivery read, byte[] tenantKey, DateTimeOffset now, CancellationToken ct)
    {
        MergeReceipt merged = await merges.StoreAsync(tenant, read, tenantKey, now, ct);
        return merged.Defect is { } defect
            ? Parked(read, defect, merged.Survivor, tenantKey)
            : new(new(read.Event.Id, merged.Status, Patient: merged.Survivor!.Survivor));
    }

    private static Outcome Parked(ReadDelivery read, Defect defect, KnownPatient? patient, byte[] tenantKey) => new(
        new(read.Event.Id, "quarantined", defect.Reason, defect.Detail, patient?.Survivor),
        Quarantined: QuarantinedEvent.Of(read.Delivery, defect, read.Event, patient?.Id, tenantKey));

    private sealed record Outcome(
        Receipt Receipt, DetailsUpdate? Details = null, QuarantinedEvent? Quarantined = null, ContextNote? Note = null);
}
