using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.ReadingFacts;

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>
/// Tells, in the patient's own stream, that an event of theirs waits in quarantine or no longer does: the relay carries it to
/// alerting, whose card says so. Safe to repeat: each piece of news has an id of its own.
/// </summary>
/// <param name="log">Intake's log.</param>
/// <param name="time">Names appends.</param>
public sealed class ParkingNews(IEventStore<NoState> log, TimeProvider time)
{
    private const int AtOnceMax = 250;

    /// <summary>Tells of events that have just been put into quarantine; those of no known patient are nobody's news.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be reached; tell it again.</exception>
    public async Task TellParkedAsync(string tenant, IReadOnlyList<QuarantinedEvent> events, CancellationToken ct)
    {
        foreach (QuarantinedEvent[] some in events.Where(one => one is { Patient: not null, Receipt: not null }).Chunk(AtOnceMax))
        {
            await Task.WhenAll(some.Select(one => TellAsync(
                tenant, one.Patient!.Value, ParkedOf(one.Receipt!.Value, one.Event.Type, one.Defect.Reason, one.Attempt), ct)));
        }
    }

    /// <summary>Tells that an entry still waits, for another reason or of a patient who is known only now.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be reached; tell it again.</exception>
    public Task TellParkedAgainAsync(
        string tenant, Guid patient, Guid receipt, string? type, string reason, int attempt, CancellationToken ct) =>
        TellAsync(tenant, patient, ParkedOf(receipt, type, reason, attempt), ct);

    /// <summary>Tells that an entry no longer waits.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="patient">Our patient id.</param>
    /// <param name="receipt">Names the entry.</param>
    /// <param name="outcome"><c>stored</c> or <c>discarded</c>.</param>
    /// <param name="attempt">Which attempt settled it, from 1.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="LogUnavailableException">The log cannot be reached; tell it again.</exception>
    public Task TellUnparkedAsync(
        string tenant, Guid patient, Guid receipt, string outcome, int attempt, CancellationToken ct) =>
        TellAsync(
            tenant,
            patient,
            // Below zero: the news of that it waits have the numbers from zero up.
            new(new FactWasUnparked(receipt, outcome, attempt), DerivedId.From(receipt, -attempt)),
            ct);

    private static NewEvent ParkedOf(Guid receipt, string? type, string reason, int attempt) => new(
        // A type that is none of ours is the sender's free text and does not belong into a log.
        new FactWasParked(receipt, FactKinds.IsOurs(type) ? type : null, reason, attempt),
        DerivedId.From(receipt, attempt));

    private async Task TellAsync(string tenant, Guid patient, NewEvent news, CancellationToken ct)
    {
        AppendOutcome outcome = await log.AppendAsync(
            new AppendUnit<NoState>(
                Guid.CreateVersion7(time.GetUtcNow()),
                StreamKey.OfPatient(tenant, patient),
                view => view.Known.ContainsKey(news.Id!.Value) ? new Decision.Nothing() : new Decision.Append([news]),
                LookFor: [news.Id!.Value]),
            ct);
        if (outcome is AppendOutcome.Failed failed)
            throw new LogUnavailableException("The log did not take the news of a parked event.", failed.Cause);
    }
}
