using LymphOutcomes.Bench.Signal;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Bench.Tests;

public sealed class When_a_cohort_is_drawn
{
    private const int Seed = 77;
    private static readonly Lazy<Patient[]> Drawn = new(() => [.. Enumerable.Range(0, 4_000).Select(n => Cohort.Draw(Seed, n))]);

    [Fact]
    public void The_same_seed_gives_the_same_patients()
    {
        Patient once = Cohort.Draw(Seed, 5);
        Patient again = Cohort.Draw(Seed, 5);

        Assert.Equal(once.Truth, again.Truth);
        Assert.Equal(once.Readings[once.Limb], again.Readings[once.Limb]);
        Assert.Equal(
            once.Messages.SelectMany(message => message.Items).Select(item => item.Fact),
            again.Messages.SelectMany(message => message.Items).Select(item => item.Fact),
            (one, other) => one?.Origin == other?.Origin);
    }

    [Fact]
    public void Another_seed_gives_others() => Assert.NotEqual(Cohort.Draw(1, 5).Truth, Cohort.Draw(2, 5).Truth);

    [Fact]
    public void The_four_rows_of_noise_are_equal_parts() =>
        Assert.All(Drawn.Value.CountBy(patient => patient.Row), part => Assert.Equal(1_000, part.Value));

    [Fact]
    public void One_in_ten_is_measured_weekly() => Assert.Equal(400, Drawn.Value.Count(patient => patient.IsWeekly));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_noise_of_an_RVC_is_twice_that_of_a_volume(int row)
    {
        NoiseRow noise = NoiseRow.All[row];
        // Of each patient one reading: those of one patient share the error of the starting size.
        double[] changes =
        [
            .. Drawn.Value.Where(patient => patient.Row == noise && !patient.BothAtRisk && patient.Truth.OnsetDay is null)
                .Select(patient => patient.Readings[patient.Limb].FirstOrDefault(reading => reading.Day > 500)?.CleanPercent)
                .OfType<double>(),
        ];

        Assert.InRange(changes.Average(), -0.3, 0.3);
        double sd = Math.Sqrt(changes.Average(change => change * change));
        // Five standard errors of a standard deviation.
        double tolerance = 5 / Math.Sqrt(2.0 * changes.Length);
        Assert.InRange(sd / noise.RvcSdPoints, 1 - tolerance, 1 + tolerance);
    }

    [Theory]
    [InlineData(LimbSite.Arm, 0.88)]
    [InlineData(LimbSite.Arm, 1.15)]
    [InlineData(LimbSite.Leg, 1.0)]
    public void A_tape_has_the_error_of_its_row(LimbSite site, double size)
    {
        NoiseRow row = NoiseRow.All.First(one => one.Site == site);
        Measuring tape = new(row, isTaped: true, size);
        Dice dice = new(1, 1);
        double middle = tape.Ml(tape.Read(1, new Dice(1, 2)));
        double[] read = [.. Enumerable.Range(0, 20_000).Select(_ => tape.Ml(tape.Read(1, dice)))];

        double mean = read.Average();
        double sdPercent = 100 * Math.Sqrt(read.Average(ml => Math.Pow(ml - mean, 2))) / mean;
        Assert.InRange(sdPercent / row.SemPercent, 0.96, 1.04);
        Assert.InRange(middle / mean, 0.9, 1.1);
    }

    [Fact]
    public void The_true_change_is_five_points_on_the_day_of_the_crossing_and_less_before() =>
        Assert.All(
            Drawn.Value.Select(patient => patient.Truth with { Early = null }).Where(truth => truth.OnsetDay is not null),
            truth =>
            {
                double crossing = truth.CrossingDay!.Value;
                Assert.InRange(crossing, CohortDefinition.FirstOnsetDay, CohortDefinition.LastCrossingDay);
                if (truth.Shape.IsStep)
                    Assert.Equal(truth.Shape.TopPoints, truth.PointsAt(crossing));
                else
                    Assert.Equal(5, truth.PointsAt(crossing), 6);
                Assert.True(truth.PointsAt(crossing - 0.01) < 5);
            });

    [Fact]
    public void Readings_follow_the_truth()
    {
        double[] errors =
        [
            .. Drawn.Value.Where(patient => !patient.BothAtRisk && patient.Truth.OnsetDay is not null)
                .Select(patient => (patient.Truth, Reading: patient.Readings[patient.Limb].LastOrDefault(r => r.CleanPercent is not null)))
                .Where(pair => pair.Reading is not null)
                .Select(pair => pair.Reading!.CleanPercent!.Value - pair.Truth.PointsAt(pair.Reading.Day)),
        ];

        Assert.InRange(errors.Average(), -0.3, 0.3);
    }

    [Fact]
    public void Three_in_ten_come_to_swell() =>
        Assert.InRange(Drawn.Value.Count(patient => patient.Truth.OnsetDay is not null), 1_085, 1_315);

    [Fact]
    public void What_intake_would_hold_back_is_not_sent() =>
        Assert.Contains(Drawn.Value, patient => patient.Messages.Any(message => message.Items.Any(item => item.News is not null)));

    [Fact]
    public void Messages_come_in_the_order_of_arrival() =>
        Assert.All(
            Drawn.Value.Take(100),
            patient => Assert.Equal(
                patient.Messages.Select(message => message.Day).Order(), patient.Messages.Select(message => message.Day)));
}
