using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_conditions_speak_against_a_session
{
    private static readonly DateTimeOffset Zero = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void A_session_within_the_interval_is_urgent_and_a_back_dated_onset_makes_an_old_one_wrong()
    {
        JsonElement input = Vectors.Input("V38");
        double[] sessions = input.Numbers("sessions");
        string?[] expected = Words(Vectors.Expected("V38").GetProperty("severity"));
        Assert.Equal(expected, sessions.Select(day => Severity(Of(input.GetProperty("conditions")[0]), day)));

        Holds corrected = Of(input.GetProperty("later_correction"));
        Assert.Equal(Vectors.Expected("V38").Text("after_correction_session_9"), Severity(corrected, sessions[0]));
    }

    [Theory]
    [InlineData("without", 0)]
    [InlineData("with", 1)]
    public void Heart_disease_holds_for_life_unless_a_provider_clears(string which, int place)
    {
        JsonElement input = Vectors.Input("V39");
        JsonElement condition = input.GetProperty(which)[0];
        Holds holds = Holds.Of(
            [Onset("heart-disease", condition.Number("onset"))],
            [],
            condition.GetProperty("provider_cleared_for_mld").GetBoolean() ? [Clearance("heart-disease", 0)] : []);

        Assert.Equal(
            Words(Vectors.Expected("V39").GetProperty("severity"))[place],
            Severity(holds, input.Number("session")));
    }

    [Theory]
    [InlineData("cellulitis", HoldGroup.Acute)]
    [InlineData("infection", HoldGroup.Acute)]
    [InlineData("fever", HoldGroup.Acute)]
    [InlineData("dvt", HoldGroup.Acute)]
    [InlineData("blood-clot", HoldGroup.Acute)]
    [InlineData("stroke", HoldGroup.Acute)]
    [InlineData("heart-disease", HoldGroup.UntilCleared)]
    [InlineData("kidney-failure", HoldGroup.UntilCleared)]
    public void Eight_conditions_hold_in_two_groups(string word, HoldGroup group) =>
        Assert.Equal(group, Contraindications.GroupOf(Condition(word)));

    [Fact]
    public void A_provider_who_allows_it_when_an_acute_condition_begins_knows_of_it_and_before_does_not()
    {
        Assert.Empty(Holds.Of([Onset("cellulitis", 1)], [], [Clearance("cellulitis", 1)]).Against(Day(2)));
        Assert.Single(Holds.Of([Onset("cellulitis", 1)], [], [Clearance("cellulitis", 0)]).Against(Day(2)));
    }

    [Fact]
    public void Time_alone_ends_nothing() =>
        Assert.Single(Holds.Of([Onset("cellulitis", 0)], [], []).Against(Day(20_000)));

    [Fact]
    public void What_ends_every_record_ends_those_that_began_before_it_and_no_other_condition()
    {
        Holds holds = Holds.Of(
            [Onset("fever", 1), Onset("fever", 3), Onset("fever", 5), Onset("dvt", 1)],
            [new(Contraindication.Fever, Day(5))],
            []);
        Assert.Equal(
            [(Day(1), Day(5)), (Day(1), null), (Day(3), Day(5)), (Day(5), (DateTimeOffset?)null)],
            holds.Active.Select(active => (active.From, active.Until)).OrderBy(time => time.From).ThenBy(time => time.Until is null));
    }

    [Fact]
    public void What_names_a_record_ends_that_one_alone_however_late_its_onset_was_put()
    {
        ConditionOnset one = Onset("infection", 2);
        ConditionOnset other = Onset("infection", 3);
        Holds holds = Holds.Of([one, other], [new(Contraindication.Infection, Day(1), one.Record)], []);

        Assert.Equal([other.Record], holds.Against(Day(4)).Select(active => active.Record));
        Assert.DoesNotContain(holds.Active, active => active.Record == one.Record && active.Holds(Day(2)));
    }

    [Fact]
    public void Of_several_ends_the_first_counts() =>
        Assert.Equal(
            Day(4),
            Assert.Single(Holds.Of(
                [Onset("stroke", 0)], [new(Contraindication.Stroke, Day(9)), new(Contraindication.Stroke, Day(4))], []).Active).Until);

    [Fact]
    public void Two_days_without_fever_end_a_fever_and_nothing_else()
    {
        Holds holds = Holds.Of(
            [Onset("fever", 0), Onset("cellulitis", 0)],
            [
                new(Contraindication.Fever, Day(3), IsFeverFree: true),
                new(Contraindication.Cellulitis, Day(3), IsFeverFree: true),
            ],
            []);
        Assert.Equal([Contraindication.Cellulitis], holds.Against(Day(3)).Select(active => active.Condition));
    }

    [Fact]
    public void A_clearance_is_good_from_its_time_to_its_end_and_for_what_it_names()
    {
        Holds holds = Holds.Of(
            [Onset("heart-disease", -100), Onset("kidney-failure", -100)],
            [],
            [Clearance("heart-disease", 10, until: 20)]);

        Assert.Equal([2, 1, 1, 2], ((double[])[9.999, 10, 19.999, 20]).Select(day => holds.Against(Day(day)).Count()));
        Assert.Equal(Contraindication.KidneyFailure, Assert.Single(holds.Against(Day(15))).Condition);
    }

    [Theory]
    [InlineData("heart-disease", 0)]
    [InlineData("cellulitis", 1)]
    public void A_clearance_given_before_the_onset_counts_for_what_lasts_for_life_only(string condition, int against) =>
        Assert.Equal(against, Holds.Of([Onset(condition, 5)], [], [Clearance(condition, 4)]).Against(Day(6)).Count());

    [Fact]
    public void The_order_of_what_is_on_record_does_not_matter()
    {
        ConditionOnset[] onsets = [Onset("fever", 1), Onset("dvt", 1), Onset("fever", 8)];
        ConditionEnd[] ends = [new(Contraindication.Fever, Day(4)), new(Contraindication.Dvt, Day(9)), new(Contraindication.Fever, Day(6))];
        Assert.Equal(Holds.Of(onsets, ends, []).Active, Holds.Of(onsets.Reverse(), ends.Reverse(), []).Active);
    }

    [Theory]
    [InlineData("cellulitis", 10, true)]
    [InlineData("dvt", 10, true)]
    [InlineData("dvt", 9.999, false)]
    [InlineData("cellulitis", 45.999, true)]
    [InlineData("cellulitis", 46, false)]
    [InlineData("fever", 12, false)]
    public void Swelling_is_acute_until_twenty_eight_days_after_the_clearance(string condition, double day, bool acute) =>
        Assert.Equal(acute, Holds.Of([Onset(condition, 10)], [new(Condition(condition), Day(18))], []).IsAcute(Day(day)));

    [Fact]
    public void An_interval_that_was_ended_before_it_began_makes_nothing_acute()
    {
        ConditionOnset onset = Onset("dvt", 10);
        Assert.False(Holds.Of([onset], [new(Contraindication.Dvt, Day(9), onset.Record)], []).IsAcute(Day(11)));
    }

    [Fact]
    public void A_thermometer_sets_the_hold_and_two_days_below_lift_it()
    {
        FeverHold? hold = FeverHold.After(null, Day(0), 37.99);
        Assert.Null(hold);
        hold = FeverHold.After(hold, Day(1), 38.0);
        Assert.Equal(new FeverHold(Day(1), Day(1), BelowSince: null), hold);
        hold = FeverHold.After(hold, Day(2), 37.5);
        hold = FeverHold.After(hold, Day(3.999), 37.0);
        Assert.Equal(new FeverHold(Day(1), Day(1), Day(2)), hold);
        Assert.Null(FeverHold.After(hold, Day(4), 37.0));
        Assert.Equal(new FeverHold(Day(1), Day(4), BelowSince: null), FeverHold.After(hold, Day(4), 38.4));
        // Two days without any reading show nothing.
        Assert.NotNull(FeverHold.After(FeverHold.After(null, Day(1), 39), Day(9), 36.8));
    }

    private static string? Severity(Holds holds, double day) =>
        holds.Against(Day(day)).Select(active => Contraindications.GroupOf(active.Condition)).Order().ToList() switch
        {
            [] => null,
            [HoldGroup.Acute, ..] => "urgent",
            _ => "call_provider",
        };

    private static Holds Of(JsonElement condition) => Holds.Of(
        [Onset(condition.Text("code"), condition.Number("onset"))],
        [new(Condition(condition.Text("code")), Day(condition.Number("cleared")))],
        []);

    private static ConditionOnset Onset(string condition, double day) => new($"{condition}-{day}", Condition(condition), Day(day));

    private static MldClearance Clearance(string condition, double from, double? until = null) =>
        new([Condition(condition)], Day(from), until is { } day ? Day(day) : null);

    private static Contraindication Condition(string word) =>
        WireText.TryParse(word, out Contraindication condition) ? condition : throw new ArgumentException(word, nameof(word));

    private static string?[] Words(JsonElement words) => [.. words.EnumerateArray().Select(word => word.GetString())];

    private static DateTimeOffset Day(double day) => Zero.AddDays(day);
}
