using System.Diagnostics;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.ServiceDefaults.Observing;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.NotingWaitingFacts;
using MassTransit;

namespace LymphOutcomes.Sessions.RecordingSessions;

/// <summary>
/// Takes sessions, bookings, cancellations and side effects among intake's facts, and what sessions are screened by. Acknowledged when
/// committed; every message may come twice.
/// </summary>
/// <param name="merges">Records items where their patient belongs.</param>
/// <param name="suspects">Takes groups apart that keep coming back.</param>
/// <param name="news">Told of every group dealt with, also of empty ones.</param>
public sealed class IntakeFactsConsumer(Merges merges, SuspectGroup suspects, IntakeNews news)
    : IConsumer<IntakeFacts>
{
    /// <summary>The queue it reads.</summary>
    public const string Queue = "lymph.sessions.intake-facts";

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<IntakeFacts> context)
    {
        await RecordAsync(context);
        news.Heard(context.Message, context.SentTime);
    }

    private async Task RecordAsync(ConsumeContext<IntakeFacts> context)
    {
        List<BusItem> facts = [.. context.Message.Items.Where(item =>
            SessionFactReader.Types.Contains(item.Type)
            || ParkingNewsReader.Types.Contains(item.Type)
            || item.Type == IdentityTypes.IdentityChanged)];
        if (facts.Count == 0)
            return;
        if (SuspectGroup.IsSuspect(context))
        {
            await suspects.HandleAsync(
                facts,
                item => item.Id,
                item => merges.TakeAsync(item, context.CancellationToken),
                (item, why) => merges.ParkAsync(item, why, context.CancellationToken),
                context.CancellationToken);
            return;
        }

        using Activity? activity = LymphTelemetry.StartGroup(
            "record sessions", ActivityKind.Consumer, facts.Select(item => item.Traceparent));
        activity?.SetTag("lymph.items", facts.Count);
        AppendOutcome[] outcomes = await Task.WhenAll(facts
            .Select(item => merges.TakeAsync(item, context.CancellationToken)));
        List<Exception> failures = [.. outcomes.OfType<AppendOutcome.Failed>().Select(failed => failed.Cause)];
        if (failures.Count > 0)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            throw new AggregateException("Some facts of sessions could not be recorded; the message will be delivered again.", failures);
        }

        LymphTelemetry.Consumed(Queue, facts.Count, outcomes.OfType<AppendOutcome.Appended>()
            .Sum(appended => appended.Events.Count(stored => stored.Data is ItemParked)));
    }
}
