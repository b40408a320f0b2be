using System.Diagnostics;
using LymphOutcomes.Intake.Quarantining;
using LymphOutcomes.ServiceDefaults.Observing;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// Stores a batch of AMQP messages of any hospitals, whole: afterwards each is in a log or in quarantine.
/// </summary>
/// <param name="receiver">The way of a fact.</param>
/// <param name="quarantine">For messages whose sender cannot be told.</param>
/// <param name="attempts">Counts how often a suspicious message was in hand.</param>
/// <param name="time">Names batches.</param>
internal sealed class Inbox(FactReceiver receiver, QuarantineTable quarantine, LonelyAttempts attempts, TimeProvider time)
{
    /// <summary>
    /// Writes down, before anything of it is read, that a suspicious message is in hand; others come back as they are. Once a
    /// delivery: waiting for the database is no attempt.
    /// </summary>
    public async Task<IReadOnlyList<ArrivedMessage>> CountAsync(IReadOnlyList<ArrivedMessage> batch, CancellationToken ct) =>
        batch is [{ IsSuspicious: true } alone] ? [alone with { TimesAlone = await attempts.BeginAsync(alone.Body, ct) }] : batch;

    /// <summary>Safe to repeat. Throws when something cannot be stored now.</summary>
    public async Task StoreAsync(IReadOnlyList<ArrivedMessage> batch, CancellationToken ct)
    {
        using Activity? activity = LymphTelemetry.StartGroup(
            "receive facts", ActivityKind.Consumer, batch.Select(message => message.Traceparent));
        activity?.SetTag("lymph.items", batch.Count);
        List<(string Tenant, ArrivedMessage Message)> readable = [];
        foreach (ArrivedMessage message in batch)
        {
            (string? tenant, Defect? defect) = message.Sender();
            if (message.IsGivenUp)
                defect = new(Reasons.DeliveredTooOften, "$", $"delivered {message.Deliveries} times without an end");
            if (defect is not null || tenant is null)
                await quarantine.KeepAsync(tenant ?? QuarantineTable.NoTenant, [Parked(message, defect!)], ct);
            else
                readable.Add((tenant, message));
        }

        foreach (var hospital in readable.GroupBy(pair => pair.Tenant, StringComparer.Ordinal))
            await receiver.ReceiveAsync(hospital.Key, [.. hospital.Select(pair => DeliveryOf(pair.Message))], ct);
        if (batch is [{ TimesAlone: > 0 } alone])
            await attempts.EndAsync(alone.Body, ct);
    }

    private static QuarantinedEvent Parked(ArrivedMessage message, Defect defect) =>
        new(new Delivery(message.Body, "amqp"), defect, new CloudEvent(), Patient: null);

    private Delivery DeliveryOf(ArrivedMessage message) =>
        new(message.Body, "amqp", Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), message.Traceparent ?? Activity.Current?.Id);
}
