using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_the_next_visit_is_planned
{
    private static readonly DateOnly Surgery = new(2025, 3, 3);
    private static readonly SurveillanceSchedule Schedule = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Due_dates_are_those_of_the_worked_numbers(int i)
    {
        JsonElement visit = Vectors.Input("V37").GetProperty("cases")[i];
        JsonElement expected = Vectors.Expected("V37").GetProperty("due_and_overdue_from")[i];
        NextVisit next = Schedule.After(Surgery.AddDays(visit[0].GetInt32()), Surgery, recheck: visit[1].GetDouble() >= 5);
        Assert.Equal(
            (expected[0].GetInt32(), expected[1].GetInt32()),
            (next.DueOn.DayNumber - Surgery.DayNumber, next.OverdueFrom.DayNumber - Surgery.DayNumber));
    }

    [Theory]
    [InlineData(36, 0, 91)]
    [InlineData(36, 1, 182)]
    [InlineData(60, 0, 182)]
    [InlineData(60, 1, 365)]
    public void Intervals_grow_after_three_and_five_years(int months, int days, int interval) =>
        Assert.Equal(interval, Schedule.After(Surgery.AddMonths(months).AddDays(days), Surgery, recheck: false).IntervalDays);

    [Fact]
    public void Swelling_is_looked_at_again_soon_however_long_ago_surgery_was() =>
        Assert.Equal((30, 14), (After(72).IntervalDays, After(72).GraceDays));

    private static NextVisit After(int months) => Schedule.After(Surgery.AddMonths(months), Surgery, recheck: true);
}
