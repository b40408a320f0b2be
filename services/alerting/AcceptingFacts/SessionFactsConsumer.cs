using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.ServiceDefaults.Messaging;
using MassTransit;

namespace LymphOutcomes.Alerting.AcceptingFacts;

/// <summary>Takes sessions' facts off the bus. Acknowledged when committed; every message may come twice.</summary>
public sealed class SessionFactsConsumer(FactIntake intake) : IConsumer<SessionFacts>
{
    /// <summary>The queue it reads.</summary>
    public const string Queue = "lymph.alerting.session-facts";

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<SessionFacts> context) =>
        intake.AcceptAsync(Queue, context.Message.Items, SuspectGroup.IsSuspect(context), context.CancellationToken);
}
