using System.Text.Json;
using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-040; V36.</summary>
public sealed class When_compression_lapses
{
    private static readonly PatientFact[] Swollen =
        [Given.LeftArmAtRisk(90, surgeryDay: -400), Given.Arms(91, -300, 2000), Given.Arms(92, -100, 2300)];

    [Fact]
    public void The_weeks_of_the_worked_numbers_are_judged()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "vectors", "clinical.json");
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement vector = file.RootElement.GetProperty("vectors").EnumerateArray()
            .Single(candidate => candidate.GetProperty("id").GetString() == "V36");
        (JsonElement input, JsonElement severities) = (vector.GetProperty("input"), vector.GetProperty("expected").GetProperty("severity"));
        for (int week = 0; week < severities.GetArrayLength(); week++)
        {
            double[] hours = [.. input.GetProperty("weeks")[week].EnumerateArray().Select(day => day.GetDouble())];
            PatientFact[] swelling = input.GetProperty("swelling_alert_open")[week].GetBoolean() ? Swollen : [];
            Assert.Equal(
                severities[week].GetString(),
                Every([.. swelling, .. Week(hours, input.GetProperty("prescribed_h").GetDouble())])
                    .Select(episode => Contract(episode.Trail.Severity)).SingleOrDefault());
        }
    }

    [Theory]
    [InlineData(6.0, 0)]
    [InlineData(5.9, 1)]
    public void Below_half_of_the_advised_time_over_seven_days_is_a_lapse(double last, int episodes) =>
        Assert.Equal(episodes, Every(Week([6, 6, 6, 6, 6, 6, last])).Count);

    [Fact]
    public void Six_days_are_no_week_and_a_day_not_told_of_is_no_day_of_zero()
    {
        Assert.Empty(Every(Week([1, 1, 1, 1, 1, 1])));
        PatientFact[] gap = [Garment(1, -1), .. Enumerable.Range(0, 9).Where(day => day != 4).Select(day => Worn(10 + day, day, 1))];
        Assert.Empty(Every(gap));
        Assert.Empty(Every(Garment(1, -1), Worn(2, 0, 0), Worn(3, 1, 0), Worn(4, 3, 0)));
    }

    [Fact]
    public void Three_days_at_zero_are_a_lapse_before_a_week_is_over()
    {
        Episode episode = Assert.Single(Every(Week([0, 0, 0])));
        Assert.Equal("Garment (left sleeve) not worn for 3 days in a row. Ask what gets in the way.", episode.Message);
        Assert.Equal("record-1", episode.Key.Extra);
    }

    [Fact]
    public void It_ends_at_seventy_percent_of_a_week()
    {
        // 8.4 of 12 hours are 70 %.
        double[] lapse = [0, 0, 0];
        Assert.True(Assert.Single(Every(Week([.. lapse, 8.4, 8.4, 8.4, 8.4, 8.4, 8.4, 8.3]))).IsLive);
        Ending? end = Assert.Single(Every(Week([.. lapse, 8.4, 8.4, 8.4, 8.4, 8.4, 8.4, 8.4]))).End;
        Assert.Equal(Given.Fact(19), end?.By);
    }

    [Fact]
    public void Swelling_that_shows_during_a_lapse_makes_it_a_call()
    {
        PatientFact[] lapse = [Given.LeftArmAtRisk(90, surgeryDay: -400), Given.Arms(91, -300, 2000), .. Week([0, 0, 0])];
        Assert.Equal(Severity.Watch, Assert.Single(Every(lapse)).Trail.Severity);
        Episode raised = Assert.Single(Every([.. lapse, Given.Arms(95, 4, 2300)]));
        Assert.Equal((Severity.CallProvider, Given.Fact(95)), (raised.Trail.Severity, raised.Trail.Last.Fact));
        // It was over before.
        Assert.Equal(
            Severity.Watch,
            Assert.Single(Every(
                [.. lapse, Given.Arms(95, -100, 2300), Given.Arms(96, -90, 2000), Given.Arms(97, -80, 2000)])).Trail.Severity);
    }

    [Fact]
    public void What_is_advised_may_change_from_a_day_on()
    {
        PatientFact[] worn = [.. Enumerable.Range(0, 7).Select(day => Worn(10 + day, day, 5))];
        Assert.Single(Every([Garment(1, -1, 12, "g"), .. worn]));
        Assert.Empty(Every([Garment(1, -1, 12, "g"), Garment(2, 3, 6, "g", version: 2), .. worn]));
    }

    [Fact]
    public void A_report_without_a_name_is_of_the_one_garment_in_use()
    {
        PatientFact[] worn = [.. Enumerable.Range(0, 3).Select(day => Worn(10 + day, day, 0))];
        Assert.Empty(Every(worn));
        Assert.Empty(Every([Garment(1, 5), .. worn]));
        Assert.Empty(Every([Garment(1, -1, record: "a"), Garment(2, -1, record: "b"), .. worn]));
        PatientFact[] named = [.. Enumerable.Range(0, 3).Select(day => Worn(10 + day, day, 0, garment: "b"))];
        Assert.Equal("b", Assert.Single(Every([Garment(1, -1, record: "a"), Garment(2, -1, record: "b"), .. named])).Key.Extra);
    }

    [Fact]
    public void Of_two_reports_of_a_day_the_longer_time_counts() =>
        Assert.Empty(Every(Garment(1, -1), Worn(2, 0, 0), Worn(3, 1, 9, "record-1"), Worn(4, 1, 0), Worn(5, 2, 0), Worn(6, 3, 12)));

    private static PatientFact[] Week(double[] hours, double advised = 12) =>
        [Garment(1, -1, advised), .. hours.Select((worn, day) => Worn(10 + day, day, worn))];

    private static string Contract(Severity severity) => severity == Severity.CallProvider ? "call_provider" : "watch";

    private static IReadOnlyList<Episode> Every(params PatientFact[] facts) => JudgedEveryWay(CompressionLapse.Follow, 60, facts);
}
