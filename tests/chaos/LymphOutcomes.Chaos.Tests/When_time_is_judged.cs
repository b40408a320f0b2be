using LymphOutcomes.Chaos.Tests.Judging;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>The judge of P12: it must find what it is there to find.</summary>
public sealed class When_time_is_judged
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DueByTime Hourly = new(TimeSpan.FromHours(1), Escalations: 2);

    [Fact]
    public void Nothing_is_wrong_with_what_came_once_in_time() =>
        Assert.Empty(Faults(Hourly, ("raised", 0), ("escalated", 60), ("repeated", 70), ("escalated", 120)));

    [Theory]
    [InlineData(59, 120, "less than 01:00:00 after")]
    [InlineData(60, 119, "less than 01:00:00 after")]
    public void Too_early_is_wrong(int first, int second, string words) =>
        Assert.Contains(words, Assert.Single(Faults(Hourly, ("raised", 0), ("escalated", first), ("escalated", second))));

    [Fact]
    public void So_is_too_often_and_too_seldom()
    {
        Assert.Equal(
            ["passed on 3 times and not 2"],
            Faults(Hourly, ("raised", 0), ("escalated", 60), ("escalated", 120), ("escalated", 180)));
        Assert.Equal(["passed on 1 times and not 2"], Faults(Hourly, ("raised", 0), ("escalated", 60)));
    }

    [Fact]
    public void So_is_what_comes_after_a_person_took_it_up()
    {
        DueByTime any = Hourly with { Escalations = null };
        Assert.Empty(Faults(any, ("raised", 0), ("escalated", 60), ("acknowledged", 90)));
        Assert.Equal(
            ["passed on after somebody had taken it up"],
            Faults(any, ("raised", 0), ("acknowledged", 30), ("escalated", 60)));
    }

    [Fact]
    public void What_was_put_aside_comes_back_once_and_not_before_its_time_and_waits_anew()
    {
        DueByTime aside = Hourly with { WakesAt = Start.AddMinutes(30) };
        Assert.Empty(Faults(
            aside, ("raised", 0), ("snoozed", 1), ("snooze-ended", 31), ("escalated", 91), ("escalated", 151)));
        Assert.Equal(
            ["back at 2026-03-02T09:29:00.0000000+00:00, before 2026-03-02T09:30:00.0000000+00:00"],
            Faults(aside, ("raised", 0), ("snoozed", 1), ("snooze-ended", 29), ("escalated", 91), ("escalated", 151)));
        Assert.Equal(
            ["passed on while it was put aside", "back 0 times"],
            Faults(aside with { Escalations = 1 }, ("raised", 0), ("snoozed", 1), ("escalated", 91)));
    }

    [Fact]
    public void What_lapses_does_so_once_and_not_before_its_time()
    {
        DueByTime lapses = Hourly with { Escalations = 0, LapsesAt = Start.AddHours(5) };
        Assert.Empty(Faults(lapses, ("raised", 0), ("lapsed", 300)));
        Assert.Equal(["lapsed 2 times"], Faults(lapses, ("raised", 0), ("lapsed", 300), ("lapsed", 301)));
        Assert.Single(Faults(lapses, ("raised", 0), ("lapsed", 299)));
        Assert.Equal(["lapsed 1 times"], Faults(lapses with { LapsesAt = null }, ("raised", 0), ("lapsed", 300)));
    }

    private static IEnumerable<string> Faults(DueByTime due, params (string Type, int Minute)[] steps) => Times.Faults(
        [.. steps.Select(step => new LoggedStep(Guid.Empty, $"alert-{step.Type}.v1", Start.AddMinutes(step.Minute)))], due);
}
