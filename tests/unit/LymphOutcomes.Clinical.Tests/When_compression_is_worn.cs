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

    private static bool IsLapse(IReadOnlyList<WornDay> days) =>
        CompressionAdherence.IsAtZero(days)
        || (CompressionAdherence.Percent(days) is { } percent && Threshold.Below(percent, 50));

    private static IEnumerable<WornDay> Days(double advised, params double[] hours) =>
        hours.Select((worn, i) => new WornDay(Zero.AddDays(i), worn, advised));
}
