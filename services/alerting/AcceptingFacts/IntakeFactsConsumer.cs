using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.ServiceDefaults.Messaging;
using MassTransit;

namespace LymphOutcomes.Alerting.AcceptingFacts;

/// <summary>Takes intake's facts off the bus. Acknowledged when committed; every message may come twice.</summary>
public sealed class IntakeFactsConsumer(FactIntake intake) : IConsumer<IntakeFacts>
{
    /// <summary>The queue it reads.</summary>
    public const string Queue = "lymph.alerting.intake-facts";

    private static readonly HashSet<string> FromSessionsOnly =
        [FactTypes.SessionCompleted, FactTypes.SessionPlanned, FactTypes.SessionCancelled, FactTypes.SideEffectsReported];

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<IntakeFacts> context) =>
        // Session facts are taken from sessions only, which has screened them (design, section 4).
        intake.AcceptAsync(
            Queue,
            [.. context.Message.Items.Where(item => !FromSessionsOnly.Contains(item.Type))],
            SuspectGroup.IsSuspect(context),
            context.CancellationToken);
}
