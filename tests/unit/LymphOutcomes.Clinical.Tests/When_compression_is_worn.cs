using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_compression_is_worn
{
    private static readonly DateOnly Zero = new(2026, 3, 2);

    [Fact]
    public void The_weeks_of_the_worked_numbers_are_judged()
    {
        JsonElement input = Vectors.Input("V36");
        string?[] severities = [.. Vectors.Expected("V36").GetProperty("severity").EnumerateArray().Select(word => word.GetString())];
        JsonElement weeks = input.GetProperty("weeks");
        Assert.Equal(severities.Length, weeks.GetArrayLength());
        for (int week = 0; week < severities.Length; week++)
        {
            double[] hours = [.. weeks[week].EnumerateArray().Select(day => day.GetDouble())];
            bool lapsed = Enumerable.Range(1, hours.Length).Any(days => IsLapse([.. Days(input.Number("prescribed_h"), hours).Take(days)]));
            Assert.Equal(severities[week] is not null, lapsed);
        }
    }

    [Fact]
    public void A_day_not_told_of_leaves_the_week_unjudged()
    {
        List<WornDay> days = [.. Days(12, 1, 1, 1, 1, 1, 1, 1, 1)];
        Assert.Equal(100 / 12.0, CompressionAdherence.Percent(days)!.Value, 1e-9);
        days.RemoveAt(4);
        Assert.Null(CompressionAdherence.Percent(days));
        Assert.Null(CompressionAdherence.Percent([.. days.Take(4)]));
    }

    [Fact]
    public void Three_days_at_zero_are_three_days_in_a_row_told_of()
    {
        Assert.True(CompressionAdherence.IsAtZero([.. Days(12, 0, 0, 0)]));
        Assert.False(CompressionAdherence.IsAtZero([.. Days(12, 0, 0, 0.1)]));
        Assert.False(CompressionAdherence.IsAtZero([.. Days(12, 0, 0)]));
        Assert.False(CompressionAdherence.IsAtZero([.. Days(12, 0, 0, 12, 0).Where(day => day.WornHours < 12)]));
    }

    [Fact]
    public void Advice_that_changed_within_the_week_counts_day_by_day() =>
        Assert.Equal(
            (7 * 6) / ((3 * 12) + (4 * 6.0)) * 100,
            CompressionAdherence.Percent(
                [.. Days(12, 6, 6, 6, 6, 6, 6, 6).Select((day, i) => i < 3 ? day : day with { AdvisedHours = 6 })])!.Value,
            1e-9);

    [Fact]
    public void A_lapse_lasts_until_seventy_percent_and_a_gap_neither_begins_nor_ends_it()
    {
        Assert.Null(CompressionAdherence.LapsedSince([.. Days(10, 5, 5, 5, 5, 5, 5, 5)]));
        WornDay[] lapsed = [.. Days(10, 5, 5, 5, 5, 5, 5, 4.9)];
        Assert.Equal(Zero.AddDays(6), CompressionAdherence.LapsedSince(lapsed));
        Assert.Equal(Zero.AddDays(6), CompressionAdherence.LapsedSince([.. lapsed, new(Zero.AddDays(9), 10, 10)]));
        Assert.Equal(Zero.AddDays(6), CompressionAdherence.LapsedSince([.. lapsed, .. Later(6.9)]));
        Assert.Null(CompressionAdherence.LapsedSince([.. lapsed, .. Later(7)]));
        Assert.Equal(Zero.AddDays(2), CompressionAdherence.LapsedSince([.. Days(10, 0, 0, 0)]));

        static IEnumerable<WornDay> Later(double hours) =>
            Days(10, [.. Enumerable.Repeat(hours, 7)]).Select(day => day with { Day = day.Day.AddDays(7) });
    }

    [Fact]
    public void A_window_counts_the_days_told_of_within_it()
    {
        WornDay[] days = [.. Days(10, 1, 2, 3, 4).Where(day => day.WornHours is not 2)];
        Assert.Equal(new(3, 2, 7, 20), CompressionAdherence.Over(days, 3, Zero.AddDays(3)));
        Assert.Equal(35, CompressionAdherence.Over(days, 3, Zero.AddDays(3)).Percent);
        Assert.Null(CompressionAdherence.Over(days, 7, Zero.AddDays(-1)).Percent);
    }

    [Fact]
    public void A_garment_counts_from_the_day_it_was_handed_out_and_is_worn_as_said_last()
    {
        Advice[] versions = [new(12, Zero, Zero.AddDays(2)), new(8, Zero.AddDays(5), HandedOut: null)];
        Assert.Equal([null, 12, 12, 8], ((int[])[1, 2, 4, 5]).Select(day => GarmentsInUse.At(versions, Days, Zero.AddDays(day))?.Hours));
        Assert.Null(GarmentsInUse.At<Advice>([], Days, Zero));
        Assert.Equal(12, GarmentsInUse.OnlyAt([versions, [new(6, Zero.AddDays(4), HandedOut: null)]], Days, Zero.AddDays(3))?.Hours);
        Assert.Null(GarmentsInUse.OnlyAt([versions, [new(6, Zero.AddDays(4), HandedOut: null)]], Days, Zero.AddDays(4)));

        static (DateOnly, DateOnly?) Days(Advice advice) => (advice.Said, advice.HandedOut);
    }

    private sealed record Advice(int Hours, DateOnly Said, DateOnly? HandedOut);

    private static bool IsLapse(IReadOnlyList<WornDay> days) =>
        CompressionAdherence.IsAtZero(days)
        || (CompressionAdherence.Percent(days) is { } percent && Threshold.Below(percent, 50));

    private static IEnumerable<WornDay> Days(double advised, params double[] hours) =>
        hours.Select((worn, i) => new WornDay(Zero.AddDays(i), worn, advised));
}
