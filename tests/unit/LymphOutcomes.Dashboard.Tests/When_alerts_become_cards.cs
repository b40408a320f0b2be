using LymphOutcomes.Dashboard.ShowingTheBoard;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_alerts_become_cards
{
    [Fact]
    public void A_patient_with_two_alerts_has_one_card()
    {
        PatientCard card = PatientCard.Of([Given.Alert(1, 7, "watch"), Given.Alert(2, 7, "call_provider")]).Single();
        Assert.Equal(Given.Id(7), card.Patient);
        Assert.Equal([Given.Id(2), Given.Id(1)], card.Alerts.Select(alert => alert.Id));
    }

    [Fact]
    public void The_most_severe_comes_first() =>
        Assert.Equal(
            ["urgent", "call_provider", "watch", "info"],
            PatientCard.Of(
            [
                Given.Alert(1, 1, "watch", 90), Given.Alert(2, 2, "urgent"), Given.Alert(3, 3, "info", 99),
                Given.Alert(4, 4, "call_provider", 30),
            ]).Select(card => card.Severity));

    [Fact]
    public void A_patient_counts_by_their_most_severe_alert() =>
        Assert.Equal(
            [Given.Id(2), Given.Id(1)],
            PatientCard.Of(
            [
                Given.Alert(1, 1, "call_provider", 60), Given.Alert(2, 2, "info", 1), Given.Alert(3, 2, "urgent", 1),
            ]).Select(card => card.Patient));

    [Fact]
    public void Of_equal_severity_the_one_that_waits_longest_comes_first() =>
        Assert.Equal(
            [Given.Id(2), Given.Id(3), Given.Id(1)],
            PatientCard.Of(
            [
                Given.Alert(1, 1, "urgent", 5), Given.Alert(2, 2, "urgent", 50), Given.Alert(3, 3, "urgent", 20),
            ]).Select(card => card.Patient));

    [Fact]
    public void A_resolved_alert_makes_no_card() =>
        Assert.Empty(PatientCard.Of([Given.Alert(1, 1, "urgent", handling: "resolved")]));

    [Fact]
    public void An_alert_read_twice_counts_once_as_it_is_now()
    {
        PatientCard card = PatientCard.Of(
            [Given.Alert(1, 1, "urgent"), Given.Alert(1, 1, "urgent", handling: "acknowledged", version: 1)]).Single();
        Assert.Equal("acknowledged", card.Alerts.Single().Handling);
    }

    [Fact]
    public void A_severity_nobody_knows_yet_is_seen_first() =>
        Assert.Equal(
            "new-word", PatientCard.Of([Given.Alert(1, 1, "urgent", 9), Given.Alert(2, 2, "new-word")])[0].Severity);
}
