using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>Who is to be told of an event. Pure: the same event and routes give the same deliveries, ids and bytes included.</summary>
/// <remarks>
/// Told is what a person could not know before: an alert was raised, became more severe, opened again after somebody had dealt with
/// it, or was not taken up in time. More evidence of the same, a clear, a person's own step: nobody is told. Information tells
/// nobody, and neither does what came to light late: a hospital that sends ten years of history must not wake anybody.
/// </remarks>
public static class Routing
{
    /// <summary>The deliveries of one event, in the order of the routes; empty when it is nobody's business.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="routes">Those of its hospital.</param>
    public static IReadOnlyList<Delivery> Of(StoredEvent stored, IReadOnlyList<Route> routes)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(routes);
        if (stored.Stream.Patient is not { } patient
            || stored.Data is not AlertEvent { Alert: { Historical: false, MergedInto: null, Held: not true } alert }
            || alert.Severity == Severity.Info
            || IsFoundByOtherRules(stored, alert)
            || NewsOf(stored) is not var (what, audience))
        {
            return [];
        }

        return
        [
            .. routes
                .Where(route => route.Audience == audience && route.Wants(alert.Key.Rule, alert.Severity))
                .Select(route => Make(stored, patient, alert, what, route)),
        ];
    }

    private static (string What, Audience Audience)? NewsOf(StoredEvent stored) => stored.Data switch
    {
        // Of one that was born historical nobody was told.
        AlertRaised or AlertConverted or AlertReleased => ("raised", Audience.Coordinator),
        AlertUpgraded => ("upgraded", Audience.Coordinator),
        AlertReopened => ("reopened", Audience.Coordinator),
        AlertEscalated => ("escalated", Audience.Lead),
        _ => null,
    };

    // What other rules find in old facts waits until a lead releases it, and is told then; only the urgent does not wait (design D13).
    private static bool IsFoundByOtherRules(StoredEvent stored, AlertState alert) =>
        stored.Data is AlertRaised or AlertReopened
        && alert.Severity != Severity.Urgent
        && stored.Headers.CorrelationId?.StartsWith("rule-change-", StringComparison.Ordinal) == true;

    private static Delivery Make(StoredEvent stored, Guid patient, AlertState alert, string what, Route route)
    {
        string tenant = stored.Stream.Tenant;
        Guid id = IdOf(stored.Id, route.Name);
        return new(
            tenant,
            id,
            route.Name,
            route.Channel.ToWire(),
            what,
            alert.Id,
            patient,
            alert.Severity.ToWire(),
            JsonSerializer.Serialize(
                new AlertNotification(id, what, tenant, AlertView.Of(patient, alert)), ContractJson.Options),
            stored.Timestamp);
    }

    /// <summary>The id of the delivery of an event to a route.</summary>
    internal static Guid IdOf(Guid @event, string route) =>
        DerivedId.From(SHA256.HashData([.. @event.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(route)]));
}
