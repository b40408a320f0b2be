using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.CollectingDeadLetters;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.ServiceDefaults.Observing;

namespace LymphOutcomes.Intake.Quarantining;

/// <summary>
/// Replays and discards entries of quarantine. A replay goes the way every delivery goes; one that fails again stays, with the
/// new reason. Once settled an entry is settled: two who try at once do it once.
/// </summary>
/// <param name="claims">One at a time.</param>
/// <param name="quarantine">The entries.</param>
/// <param name="receiver">The way of a fact.</param>
/// <param name="news">Tells of it on the patient's stream.</param>
/// <param name="keys">Names entries.</param>
/// <param name="dead">Where messages of queues go back to.</param>
/// <param name="time">Names replays.</param>
public sealed class SettlingQuarantine(
    Claims claims,
    QuarantineTable quarantine,
    FactReceiver receiver,
    ParkingNews news,
    TenantKeys keys,
    DeadLetterReturn dead,
    TimeProvider time)
{
    // A caller who hangs up does not stop what has begun: told and not settled, the card and the entry would say different things.
    // Ends before the claim does.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LetGoTime = TimeSpan.FromSeconds(5);

    private static readonly Counter<long> Settled = LymphTelemetry.Meter.CreateCounter<long>(
        "lymph.quarantine.settled", "{event}", "Entries of quarantine that wait no more.");

    /// <summary>Tries an entry again.</summary>
    /// <param name="tenant">The hospital, or <see cref="QuarantineTable.NoTenant"/> for an operator.</param>
    /// <param name="id">The entry.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="ct">Stops the call before the entry is taken in hand; then it comes to an end within a minute.</param>
    /// <exception cref="LogUnavailableException">Nothing can be stored or published now; try again.</exception>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    public async Task<Settlement> ReplayAsync(string tenant, long id, Settler by, CancellationToken ct)
    {
        if (await claims.TakeAsync(tenant, id, by, "replay", ct) is not { } claimed)
            return await WhyNotAsync(tenant, id, ct);
        return await TryAsync(claimed, inTime => ReplayAsync(claimed, inTime));
    }

    /// <summary>Settles an entry by giving its bytes up; their hash, and who did it, stay.</summary>
    /// <param name="tenant">The hospital, or <see cref="QuarantineTable.NoTenant"/> for an operator.</param>
    /// <param name="id">The entry.</param>
    /// <param name="by">Who, and why.</param>
    /// <param name="ct">Stops the call before the entry is taken in hand; then it comes to an end within a minute.</param>
    /// <exception cref="LogUnavailableException">It cannot be told now; try again.</exception>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    public async Task<Settlement> DiscardAsync(string tenant, long id, Settler by, CancellationToken ct)
    {
        if (await claims.TakeAsync(tenant, id, by, "discard", ct) is not { } claimed)
            return await WhyNotAsync(tenant, id, ct);
        return await TryAsync(claimed, async inTime =>
        {
            if (claimed.Patient is { } patient)
            {
                Guid receipt = await ReceiptOfAsync(claimed, inTime);
                await news.TellUnparkedAsync(tenant, patient, receipt, "discarded", claimed.Attempt, inTime);
            }

            return await SettleAsync(claimed, "discarded", "discarded", receipt: null, inTime);
        });
    }

    private async Task<Settlement> ReplayAsync(ClaimedEntry claimed, CancellationToken ct)
    {
        if (claimed.Queue is { } queue && (claimed.Tenant == QuarantineTable.NoTenant || queue != DeadLetter.Inbox))
            return await PublishBackAsync(claimed, queue, ct);
        if (claimed.Tenant == QuarantineTable.NoTenant)
        {
            const string Why = "Nobody can tell which hospital sent it; it must be sent again by its sender.";
            await claims.LetGoAsync(claimed, "failed", Why, ct);
            return new Settlement.Refused("no-tenant", Why);
        }

        Delivery delivery = new(
            claimed.Raw,
            claimed.Door,
            Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace } ? trace : null);
        (Receipt receipt, QuarantinedEvent? parked) = await receiver.ReceiveAgainAsync(claimed.Tenant, delivery, ct);
        return parked is null
            ? await StoredAsync(claimed, receipt, ct)
            : await ParkedAgainAsync(claimed, receipt, parked, ct);
    }

    private async Task<Settlement> StoredAsync(ClaimedEntry claimed, Receipt receipt, CancellationToken ct)
    {
        if (claimed.Patient is { } patient)
            await news.TellUnparkedAsync(claimed.Tenant, patient, await ReceiptOfAsync(claimed, ct), "stored", claimed.Attempt, ct);
        return await SettleAsync(claimed, "replayed", receipt.Status, receipt, ct);
    }

    private async Task<Settlement> ParkedAgainAsync(
        ClaimedEntry claimed, Receipt receipt, QuarantinedEvent parked, CancellationToken ct)
    {
        Guid name = await ReceiptOfAsync(claimed, ct);
        Guid? patient = claimed.Patient ?? parked.Patient;
        bool isNews = claimed.Patient is null || claimed.Reason != parked.Defect.Reason || claimed.IsUnsure;
        if (patient is { } known && isNews)
            await news.TellParkedAgainAsync(claimed.Tenant, known, name, parked.Event.Type, parked.Defect.Reason, claimed.Attempt, ct);
        await claims.SettleAsync(claimed, "waiting", "quarantined", parked.Defect, patient, name, ct);
        return new Settlement.Done("quarantined", receipt);
    }

    private async Task<Settlement> PublishBackAsync(ClaimedEntry claimed, string queue, CancellationToken ct)
    {
        if (queue == DeadLetter.Inbox || !DeadLetter.IsQueueOfOurs(queue))
        {
            // The door takes nothing that was dead-lettered: where it came from is no longer proven.
            const string Why = "It cannot go back into its queue: nothing proves there whose it is. Its sender must send it again.";
            await claims.LetGoAsync(claimed, "failed", Why, ct);
            return new Settlement.Refused("no-tenant", Why);
        }

        await dead.PublishAsync(queue, claimed.Raw, claimed.Properties, ct);
        return await SettleAsync(claimed, "replayed", "published", receipt: null, ct);
    }

    private async Task<Settlement> SettleAsync(
        ClaimedEntry claimed, string state, string outcome, Receipt? receipt, CancellationToken ct)
    {
        if (!await claims.SettleAsync(claimed, state, outcome, defect: null, receipt?.Patient, await NameOfAsync(claimed, ct), ct))
            return new Settlement.Refused("overtaken", "It took too long, and somebody else has taken the entry over.");
        Settled.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        return new Settlement.Done(outcome, receipt);
    }

    private async Task<Settlement> TryAsync(ClaimedEntry claimed, Func<CancellationToken, Task<Settlement>> settle)
    {
        using CancellationTokenSource inTime = new(SettleTime, time);
        try
        {
            return await settle(inTime.Token);
        }
        catch (Exception failure)
        {
            // Given back at once, so that nobody has to wait for the claim to run out; if even that fails, it does run out.
            using CancellationTokenSource atMost = new(LetGoTime, time);
            bool isAway = failure is LogUnavailableException or DbException or OperationCanceledException;
            await claims.LetGoAsync(claimed, isAway ? "not-now" : "failed", failure.GetType().Name, atMost.Token)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (failure is OperationCanceledException)
                throw new LogUnavailableException($"It did not come to an end in {SettleTime}.", failure);
            throw;
        }
    }

    private async Task<Settlement> WhyNotAsync(string tenant, long id, CancellationToken ct) =>
        await quarantine.FindAsync(tenant, id, ct) switch
        {
            null => new Settlement.Unknown(),
            { Entry.State: "waiting" } => new Settlement.Refused("being-handled", "Somebody is settling it right now."),
            { Entry.State: var state } => new Settlement.Refused($"already-{state}", $"It was {state} before."),
        };

    private async Task<Guid?> NameOfAsync(ClaimedEntry claimed, CancellationToken ct) =>
        claimed.Tenant == QuarantineTable.NoTenant ? null : await ReceiptOfAsync(claimed, ct);

    private async Task<Guid> ReceiptOfAsync(ClaimedEntry claimed, CancellationToken ct) => QuarantinedEvent.ReceiptOf(
        await keys.OfAsync(claimed.Tenant, ct), SHA256.HashData(claimed.Raw), claimed.FirstReason);
}
