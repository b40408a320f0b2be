using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.RerunningDecisions;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>From the log and the rule set of the time the same decision comes out, byte for byte, or what differs is said.</summary>
public sealed class When_a_decision_is_made_again
{
    private readonly PatientStream _patient = new(Given.Day(201), RuleSet.Second);

    public When_a_decision_is_made_again() =>
        _patient.Accept(Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 200, 2240, record: "m", version: 1));

    [Fact]
    public void The_same_comes_out()
    {
        Rerun again = Again();
        Assert.Empty(again.Differences);
        Assert.Equal(("alert-raised.v1", 2, true), (again.Decision, again.RuleSet, again.Same));
    }

    [Fact]
    public void Also_after_later_facts_a_persons_steps_and_a_correction_that_withdrew_it()
    {
        Guid alert = _patient.Alert.Id;
        _patient.Do(view => HandleAlert.Acknowledge(view, alert, version: 0, "ana"));
        _patient.Now = Given.Day(211);
        _patient.Accept(Given.Arms(3, 210, 2260));
        Assert.Equal(("alert-repeated.v1", true), (Again().Decision, Again().Same));

        _patient.Accept(
            new RecordTakenBack(Given.Origin(4, 211, "m", 1)), new RecordTakenBack(Given.Origin(5, 211, "record-3", 1)));
        Assert.Equal(("alert-withdrawn.v1", true), (Again().Decision, Again().Same));
    }

    [Fact]
    public void A_decision_of_long_ago_is_made_again_from_the_events_of_its_time()
    {
        for (int n = 10; n < 90; n++)
        {
            _patient.Now = Given.Day(200 + n);
            _patient.Accept(Given.Arms(n, 200 + n, 2240 + (n % 5)));
        }

        Assert.NotNull(_patient.Picture.Settled);
        Assert.True(Again().Same);
    }

    [Fact]
    public void Another_limit_gives_another_decision_and_what_differs_is_named()
    {
        RuleSet other = RuleSet.Second with { SwellingHigh = new() { TriggerPercent = 11 } };
        Rerun again = Again(_ => other);
        Assert.False(again.Same);
        Assert.Contains(again.Differences, difference => difference.StartsWith("numbers", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void An_unknown_rule_set_is_said() =>
        Assert.Equal("Rule set 2 is not known here.", Assert.Single(Again(_ => null).Differences));

    private Rerun Again(Func<int, RuleSet?>? ruleSet = null)
    {
        IReadOnlyList<StoredEvent> stream = _patient.Log;
        return RerunDecision.Of(
            stream, _patient.Alert.Id, ruleSet ?? (version => RuleSet.All.FirstOrDefault(rules => rules.Version == version)))!;
    }
}
