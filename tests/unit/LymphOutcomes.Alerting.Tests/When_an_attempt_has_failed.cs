using LymphOutcomes.Alerting.NotifyingPeople;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_an_attempt_has_failed
{
    private static readonly DateTimeOffset First = Given.Day(0);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(10, 2_560)]
    [InlineData(11, 3_600)]
    [InlineData(60, 3_600)]
    public void The_next_waits_twice_as_long_up_to_an_hour(int attempt, double seconds) =>
        Assert.Equal(First.AddSeconds(seconds), Backoff.Next(attempt, First, First, draw: 0));

    [Fact]
    public void Chance_shortens_the_wait_by_up_to_a_half()
    {
        Assert.Equal(First.AddSeconds(7.5), Backoff.Next(2, First, First, draw: 0.5));
        Assert.InRange(Backoff.Next(2, First, First, draw: 0.999_999)!.Value, First.AddSeconds(5), First.AddSeconds(5.001));
    }

    [Fact]
    public void After_three_days_it_is_given_up()
    {
        Assert.NotNull(Backoff.Next(50, First, First.AddHours(71), draw: 0));
        Assert.Null(Backoff.Next(50, First, First.AddHours(71).AddSeconds(1), draw: 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.999)]
    public void A_receiver_that_never_answers_is_tried_for_three_days_whatever_chance_says(double draw)
    {
        DateTimeOffset now = First;
        int attempt = 1;
        while (Backoff.Next(attempt, First, now, draw) is { } next)
            (now, attempt) = (next, attempt + 1);

        Assert.InRange(attempt, 80, Backoff.AttemptsMax - 1);
        Assert.InRange(now - First, TimeSpan.FromHours(71), Backoff.GivenUpAfter);
    }
}
