using System.Text.Json;
using LymphOutcomes.Alerting.DetectingRedFlags;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using static LymphOutcomes.Alerting.Tests.GivenSigns;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>LYM-020 and LYM-023.</summary>
public sealed class When_signs_of_infection_are_told
{
    private static readonly PatientFact[] Infected = [Temperature(1, 0, 38.5), Told(2, 0.5, "REDNESS")];

    [Fact]
    public void The_worked_cases_come_out()
    {
        (JsonElement input, JsonElement expected) = Vector("V28");
        Assert.Equal(Severities(expected), input.GetProperty("cases").EnumerateArray().Select(one => SeverityBy(
            CellulitisSigns.Id,
            Temperature(1, 0, one[0].GetDouble()),
            Told(2, 0.1, [
                .. one[1].GetBoolean() ? ["CHILLS"] : Array.Empty<string>(),
                .. one[2].EnumerateArray().Select(sign => sign.GetString()!.ToUpperInvariant()),
            ]))));
    }

    [Theory]
    [InlineData(37.9999, null)]
    [InlineData(38.0, "urgent")]
    public void Fever_begins_at_thirty_eight(double celsius, string? severity) =>
        Assert.Equal(severity, SeverityBy(CellulitisSigns.Id, Temperature(1, 0, celsius), Told(2, 1, "WARMTH")));

    [Theory]
    [InlineData(2, "urgent")]
    [InlineData(2.0001, null)]
    public void Signs_go_together_within_forty_eight_hours(double day, string? severity)
    {
        Assert.Equal(severity, SeverityBy(CellulitisSigns.Id, Temperature(1, 0, 38.5), Told(2, day, "WARMTH")));
        Assert.Equal(severity, SeverityBy(CellulitisSigns.Id, Told(1, 0, "WARMTH"), Temperature(2, day, 38.5)));
    }

    [Fact]
    public void Fever_alone_is_no_such_thing() => Assert.Empty(JudgedBy(
        CellulitisSigns.Id, Temperature(1, 0, 38.4), Temperature(2, 0.5, 39.9), Told(3, 1, "FEVER", "CHILLS"), Told(4, 1.2, "HEADACHE")));

    [Fact]
    public void Redness_and_rash_are_one_sign_and_so_are_pain_and_tenderness()
    {
        Assert.Empty(JudgedBy(CellulitisSigns.Id, Told(1, 0, "REDNESS", "RASH")));
        Assert.Empty(JudgedBy(CellulitisSigns.Id, Told(1, 0, "TENDERNESS", "ARM_PAIN", "LEG_PAIN")));
        Assert.Equal("call_provider", SeverityBy(CellulitisSigns.Id, Told(1, 0, "RASH", "TENDERNESS")));
    }

    [Fact]
    public void Swelling_is_a_sign_only_when_it_came_suddenly()
    {
        Assert.Empty(JudgedBy(CellulitisSigns.Id, Temperature(1, 0, 39), Told(2, 0.1, Sign("ARM_SWELLING", onset: Onset.Gradual))));
        Assert.Single(JudgedBy(CellulitisSigns.Id, Temperature(1, 0, 39), Told(2, 0.1, Sign("ARM_SWELLING", onset: Onset.Sudden))));
    }

    [Fact]
    public void A_sign_that_was_asked_about_and_is_not_there_is_none() =>
        Assert.Empty(JudgedBy(CellulitisSigns.Id, Temperature(1, 0, 39), Told(2, 0.1, Sign("REDNESS", score: 0))));

    [Fact]
    public void Fever_makes_it_urgent_later_on()
    {
        Episode episode = Assert.Single(JudgedBy(CellulitisSigns.Id, Told(1, 0, "REDNESS", "WARMTH"), Temperature(2, 1, 38.2)));
        Assert.Equal((Severity.Urgent, 2), (episode.Trail.Severity, episode.Trail.Count));
        Assert.Equal(38.2, episode.Numbers["temperatureCelsius"]);
    }

    [Fact]
    public void It_is_about_a_side_when_the_signs_tell_one()
    {
        Episode left = Assert.Single(JudgedBy(
            CellulitisSigns.Id, Temperature(1, 0, 39), Told(2, 0.1, Sign("REDNESS", Side.Left), Sign("WARMTH"))));
        Assert.Equal(new AlertKey("LYM-020", Limb: null, Extra: null, Side.Left), left.Key);
        Assert.Equal(2, left.Numbers["localSignsCount"]);
        Assert.StartsWith("Possible skin infection in a lymphedema limb (left side).", left.Message, StringComparison.Ordinal);
        Assert.Null(Assert.Single(JudgedBy(CellulitisSigns.Id, Infected)).Key.Side);
    }

    [Fact]
    public void Signs_of_both_sides_are_told_of_each_or_together()
    {
        Assert.Equal(
            [Side.Left, Side.Right],
            JudgedBy(CellulitisSigns.Id, Temperature(1, 0, 39), Told(2, 0.1, Sign("REDNESS", Side.Left), Sign("WARMTH", Side.Right)))
                .Select(episode => episode.Key.Side!.Value));
        // Without fever neither side has enough by itself.
        Episode both = Assert.Single(JudgedBy(CellulitisSigns.Id, Told(1, 0, Sign("REDNESS", Side.Left), Sign("WARMTH", Side.Right))));
        Assert.Equal((null, Severity.CallProvider), (both.Key.Side, both.Trail.Severity));
    }

    [Theory]
    [InlineData("cellulitis", "provider", true)]
    [InlineData("infection", "provider", true)]
    [InlineData("fever", "provider", false)]
    [InlineData("dvt", "provider", false)]
    [InlineData("fever", "fever-free-48h", false)]
    public void Only_a_clinician_who_clears_it_ends_it(string condition, string basis, bool ends)
    {
        Episode episode = Assert.Single(JudgedBy(
            CellulitisSigns.Id,
            [.. Infected, Temperature(3, 5, 36.8), Told(4, 100, Sign("REDNESS", score: 0)), Over(5, 200, condition, basis)]));
        Assert.Equal(ends ? Given.Fact(5) : null, episode.End?.By);
    }

    [Fact]
    public void Two_days_without_fever_end_it_once_the_infection_is_on_record()
    {
        Episode episode = Assert.Single(JudgedBy(
            CellulitisSigns.Id, [.. Infected, Found(3, 1, "cellulitis"), Over(4, 6, "fever", "fever-free-48h")]));
        Assert.Equal(Given.Fact(4), episode.End?.By);
    }

    [Fact]
    public void An_infection_of_years_ago_that_nobody_closed_does_not_stand_for_this_one() => Assert.True(Assert.Single(JudgedBy(
        CellulitisSigns.Id, [Found(3, -700, "cellulitis"), .. Infected, Over(4, 6, "fever", "fever-free-48h")])).IsLive);

    [Theory]
    [InlineData(-1.4, "arm-left", true)]
    [InlineData(1, "arm-left", true)]
    [InlineData(1, "arm-right", false)]
    [InlineData(-30, "arm-left", false)]
    public void The_end_of_another_illness_ends_nothing(double notedDay, string area, bool ends)
    {
        PatientFact[] facts =
        [
            Temperature(1, 0, 38.5), Told(2, 0.5, Sign("REDNESS", Side.Left)), Found(3, notedDay, "infection", area),
            Over(4, 2, "infection", ofRecord: "record-3"),
        ];
        Assert.Equal(!ends, Assert.Single(JudgedBy(CellulitisSigns.Id, facts)).IsLive);
    }

    [Fact]
    public void Nor_does_it_take_away_signs_that_wait_for_others() => Assert.Single(JudgedBy(
        CellulitisSigns.Id,
        Found(1, -30, "infection"), Told(2, 0, "REDNESS"), Over(3, 1, "infection", ofRecord: "record-1"), Temperature(4, 1.1, 38.5)));

    [Fact]
    public void A_spreading_infection_goes_on_after_the_end_of_an_old_one() => Assert.True(Assert.Single(JudgedBy(
        SepsisWords.Id,
        [Found(3, -30, "infection"), .. Infected, Told(4, 1, "CONFUSION"), Over(5, 2, "infection", ofRecord: "record-3")])).IsLive);

    [Fact]
    public void What_was_there_before_the_end_is_no_sign_of_what_comes_after()
    {
        Assert.Single(JudgedBy(CellulitisSigns.Id, [.. Infected, Over(3, 1, "cellulitis"), Temperature(4, 1.1, 38.5)]));
        Assert.Equal(2, JudgedBy(
            CellulitisSigns.Id,
            [.. Infected, Over(3, 1, "cellulitis"), Temperature(4, 1.1, 38.5), Told(5, 1.2, "RASH")]).Count);
    }

    [Theory]
    [InlineData("CONFUSION")]
    [InlineData("FAINTING")]
    [InlineData("FAST_BREATHING")]
    [InlineData("VOMITING")]
    public void Words_of_sepsis_beside_them_are_an_alert_of_their_own(string word)
    {
        Assert.Empty(JudgedBy(SepsisWords.Id, Told(1, 0, word)));
        Assert.Equal("urgent", SeverityBy(SepsisWords.Id, [.. Infected, Told(3, 1, word)]));
        Assert.Equal("urgent", SeverityBy(SepsisWords.Id, [Told(3, -1, word), .. Infected]));
    }

    [Theory]
    [InlineData(39.4999, null)]
    [InlineData(39.5, "urgent")]
    public void Very_high_fever_is_one_of_them(double celsius, string? severity) =>
        Assert.Equal(severity, SeverityBy(SepsisWords.Id, Temperature(1, 0, celsius), Told(2, 0.1, "REDNESS")));

    [Theory]
    [InlineData(7.5, "urgent")]
    [InlineData(7.5001, null)]
    public void They_belong_together_for_seven_days(double day, string? severity) =>
        Assert.Equal(severity, SeverityBy(SepsisWords.Id, [.. Infected, Told(3, day, "CONFUSION")]));

    [Fact]
    public void A_clinician_ends_that_too()
    {
        Episode episode = Assert.Single(JudgedBy(
            SepsisWords.Id,
            [
                .. Infected, Told(3, 1, "CONFUSION"), Over(4, 2, "fever", "fever-free-48h"), Over(5, 9, "infection"),
                Told(6, 9.5, "CONFUSION"),
            ]));
        Assert.Equal(Given.Fact(5), episode.End?.By);
    }
}
