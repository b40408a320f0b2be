using System.Text.Json;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.NotifyingPeople;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;
using static LymphOutcomes.Alerting.Tests.Notifying;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_an_event_is_routed
{
    [Theory]
    [InlineData("watch", Severity.Watch, true)]
    [InlineData("watch", Severity.Urgent, true)]
    [InlineData("call_provider", Severity.Watch, false)]
    [InlineData("call_provider", Severity.CallProvider, true)]
    [InlineData("urgent", Severity.CallProvider, false)]
    [InlineData("urgent", Severity.Urgent, true)]
    public void A_route_is_told_from_its_severity_on(string atLeast, Severity severity, bool told) =>
        Assert.Equal(told, Of(new AlertRaised(Alert(severity)), Webhook(severity: atLeast)).Count == 1);

    [Fact]
    public void Information_tells_nobody() =>
        Assert.Empty(Of(new AlertRaised(Alert(Severity.Info)), Webhook(severity: "watch")));

    [Fact]
    public void What_came_to_light_late_tells_nobody() =>
        Assert.Empty(Of(new AlertRaised(Alert(Severity.Urgent, historical: true)), Webhook(severity: "watch")));

    [Fact]
    public void News_that_make_it_more_severe_tell_again() =>
        Assert.Equal("upgraded", Assert.Single(Of(new AlertUpgraded(Alert(Severity.Urgent)), Webhook())).What);

    [Fact]
    public void One_that_opens_again_tells_again() =>
        Assert.Equal("reopened", Assert.Single(Of(new AlertReopened(Alert()), Webhook())).What);

    [Fact]
    public void More_of_the_same_a_clear_and_what_people_do_tell_nobody()
    {
        AlertState alert = Alert(Severity.Urgent);
        AlertEvent[] quiet =
        [
            new AlertRepeated(alert), new AlertCleared(alert), new AlertWithdrawn(alert), new AlertAcknowledged(alert, "ana"),
            new AlertAssigned(alert, "ana", "eva"), new AlertResolved(alert, "ana", "called", Note: null),
        ];

        Assert.All(quiet, happened => Assert.Empty(Of(happened, Webhook(severity: "watch"), Webhook(name: "chief", audience: "lead"))));
    }

    [Fact]
    public void A_fact_tells_nobody() =>
        Assert.Empty(Routing.Of(
            Stored(new AlertRaised(Alert())) with { Data = new PatientWeighed(Given.Origin(1, 1), 70) }, [Read(Webhook())]));

    [Fact]
    public void An_event_this_program_does_not_know_tells_nobody() =>
        Assert.Empty(Routing.Of(Stored(new AlertRaised(Alert())) with { Data = null }, [Read(Webhook())]));

    [Fact]
    public void The_lead_is_told_only_of_what_was_not_taken_up()
    {
        Route lead = Read(Webhook(audience: "lead"));
        Route ward = Read(Webhook(name: "other"));
        StoredEvent escalated = Stored(new AlertEscalated(Alert()));

        Assert.Empty(Routing.Of(Stored(new AlertRaised(Alert(Severity.Urgent))), [lead]));
        Delivery told = Assert.Single(Routing.Of(escalated, [ward, lead]));
        Assert.Equal(("escalated", "ward"), (told.What, told.Route));
    }

    [Fact]
    public void What_other_rules_find_is_told_when_it_is_released_and_the_urgent_at_once()
    {
        Route[] ward = [Read(Webhook())];
        EventHeaders byOtherRules = new(CorrelationId: "rule-change-2");

        Assert.Empty(Routing.Of(Stored(new AlertRaised(Alert())) with { Headers = byOtherRules }, ward));
        Assert.Empty(Routing.Of(Stored(new AlertReopened(Alert())) with { Headers = byOtherRules }, ward));
        Assert.Single(Routing.Of(Stored(new AlertUpgraded(Alert())) with { Headers = byOtherRules }, ward));
        Assert.Single(Routing.Of(Stored(new AlertRaised(Alert(Severity.Urgent))) with { Headers = byOtherRules }, ward));
        Assert.Equal("raised", Assert.Single(Routing.Of(Stored(new AlertReleased(Alert(), By: "lea")), ward)).What);
        // Whatever happens to what is held is nobody's business.
        AlertState held = Alert(Severity.Urgent) with { Held = true };
        Assert.Empty(new AlertEvent[] { new AlertRaised(held), new AlertUpgraded(held) }.SelectMany(one => Routing.Of(Stored(one), ward)));
    }

    [Fact]
    public void A_historical_alert_that_is_made_a_live_one_is_news() =>
        Assert.Equal("raised", Assert.Single(Routing.Of(Stored(new AlertConverted(Alert(), "ana")), [Read(Webhook())])).What);

    [Fact]
    public void A_route_for_some_rules_is_told_of_those() =>
        Assert.Equal(
            ["swelling", "all"],
            Of(
                new AlertRaised(Alert(rule: "LYM-001")),
                Webhook(name: "swelling", rules: ["LYM-001", "LYM-002"]),
                Webhook(name: "symptoms", rules: ["LYM-010"]),
                Webhook(name: "all")).Select(delivery => delivery.Route));

    [Fact]
    public void The_same_event_and_route_give_the_same_delivery_and_others_another()
    {
        Delivery first = Assert.Single(Of(new AlertRaised(Alert()), Webhook()));

        Assert.Equal(first, Assert.Single(Of(new AlertRaised(Alert()), Webhook())));
        Assert.NotEqual(first.Id, Assert.Single(Of(new AlertRaised(Alert()), Webhook(name: "other"))).Id);
        Assert.NotEqual(
            first.Id, Assert.Single(Routing.Of(Stored(new AlertRaised(Alert()), n: 2), [Read(Webhook())])).Id);
    }

    [Fact]
    public void The_message_is_the_alert_as_it_is_listed_and_its_id_is_the_deliverys()
    {
        Delivery delivery = Assert.Single(Of(new AlertRaised(Alert()), Webhook()));

        AlertNotification told = JsonSerializer.Deserialize<AlertNotification>(delivery.Body, ContractJson.Options)!;
        Assert.Equal((delivery.Id, "raised", Tenant), (told.Id, told.Type, told.Tenant));
        Assert.Equal((Alert().Id, Patient, "LYM-001"), (told.Alert.Id, told.Alert.Patient, told.Alert.Rule));
    }

    private static IReadOnlyList<Delivery> Of(AlertEvent happened, params RouteOptions[] routes) =>
        Routing.Of(Stored(happened), [.. routes.Select(Read)]);
}
