using System.Text;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.JudgingPatients;
using Microsoft.Extensions.Configuration;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_a_rule_set_is_chosen
{
    [Theory]
    [InlineData(null, 3)]
    [InlineData("", 3)]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    [InlineData("3", 3)]
    public void The_setting_names_its_version(string? setting, int version) => Assert.Equal(version, Read(setting).Version);

    [Theory]
    [InlineData("0")]
    [InlineData("4")]
    [InlineData("1.0")]
    [InlineData("two")]
    public void Anything_else_is_refused_with_what_would_be_right(string setting)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Read(setting));
        Assert.Equal($"Alerting:RuleSetVersion is '{setting}', but must be one of 1, 2, 3.", refused.Message);
    }

    [Fact]
    public void The_first_has_one_rule_the_second_five_and_the_third_all() => Assert.Equal(
        ("LYM-001", 5, Rules.Ids.Count),
        (Assert.Single(RuleSet.First.Active), RuleSet.Second.Active.Count, RuleSet.Third.Active.Count));

    // What is settled of a history holds for both only as long as this is so.
    [Fact]
    public void Both_have_the_same_limits()
    {
        Assert.Equal(RuleSet.First.SwellingHigh, RuleSet.Second.SwellingHigh);
        Assert.Equal(RuleSet.First.LowVolume, RuleSet.Second.LowVolume);
        Assert.Equal(RuleSet.First.EarlySwelling, RuleSet.Second.EarlySwelling);
        Assert.Equal(RuleSet.First.Borderline, RuleSet.Second.Borderline);
        Assert.Equal(RuleSet.First.QuietDaysAfterSurgery, RuleSet.Second.QuietDaysAfterSurgery);
        Assert.Equal(RuleSet.First.SymptomWorse.Symptoms, RuleSet.Second.SymptomWorse.Symptoms);
        Assert.Equal(
            RuleSet.First.SymptomWorse, RuleSet.Second.SymptomWorse with { Symptoms = RuleSet.First.SymptomWorse.Symptoms });
    }

    [Theory]
    [InlineData(null, "Pacific/Auckland")]
    [InlineData("Europe/Ljubljana", "Europe/Ljubljana")]
    public void A_set_of_the_hospitals_own_that_names_no_zone_stays_in_the_one_of_the_settings(string? named, string zone)
    {
        RuleBook book = new(RuleSet.Third with { Escalation = new() { Zone = "Pacific/Auckland" } });
        RuleSet proposed = RuleSet.Third with { Version = 4, Escalation = new() { WatchDays = 3, Zone = named } };
        Assert.Empty(RuleSetCheck.Faults(proposed));
        RuleSetHistory history = RuleSetHistory.Initial with
        {
            Proposed =
            [
                new(RuleSetJson.ReadSent(RuleSetJson.Write(proposed), 4), Base: 3, "lea", "sooner", Given.Day(0)),
            ],
            InForce = new(4, Activation: 1, Guid.Empty, "lea", "agreed", Given.Day(1), Seq: 2),
        };
        book.Put("north", history, version: 2);
        Assert.Equal((zone, 3, 1), (
            book.InForce("north").Escalation.Zone, book.InForce("north").Escalation.WatchDays, book.InForce("north").Activation));
        book.Put("north", history with { InForce = history.InForce! with { Version = 2 } }, version: 3);
        Assert.Equal("Pacific/Auckland", book.InForce("north").Escalation.Zone);
    }

    [Fact]
    public void An_alert_stored_before_there_were_extras_still_reads()
    {
        const string stored = """
            {"alert":{"id":"0199a0c4-9a31-7e02-b1c2-3d4e5f607182","key":{"rule":"LYM-001","limb":{"site":"arm","side":"left"}},"ruleSet":1,
            "severity":"call_provider","condition":"active","handling":"new","evidence":{"first":"00000002-0000-0000-0000-000000000001",
            "peak":"00000002-0000-0000-0000-000000000001","latest":["00000002-0000-0000-0000-000000000001"],"count":1},"peakValue":12,
            "numbers":{"thresholdPercent":10},"message":"m","historical":false,"firstEffective":"2025-09-19T09:00:00+00:00",
            "lastEffective":"2025-09-19T09:00:00+00:00","raisedAt":"2025-09-19T09:00:00+00:00","version":0}}
            """;
        var raised = (AlertRaised)AlertingEventTypes.All.Read("alert-raised.v1", Encoding.UTF8.GetBytes(stored))!;
        Assert.Equal(new AlertKey("LYM-001", Given.LeftArm), raised.Alert.Key);
        Assert.Equal((12, null, null), (raised.Alert.PeakValue, raised.Alert.Resolution, raised.Alert.MergedInto));
    }

    private static RuleSet Read(string? setting) => RuleSetSetting.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new(RuleSetSetting.Key, setting)]).Build());
}
