using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Bench.Signal;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Bench.Tests;

/// <summary>A ramp of one point a month from day 200 in the left arm: it crosses 5 % on day 350.</summary>
public sealed class When_calls_are_counted
{
    private static readonly Limb LeftArm = new(LimbSite.Arm, Side.Left);
    private static readonly OnsetShape OnePointAMonth = new(IsStep: false, 1, 20);

    [Fact]
    public void A_call_before_anything_began_is_false()
    {
        Tally tally = Counted(Swelling(), Call(150), Call(400));

        Assert.Equal(1, tally.FalseCalls);
        Assert.Equal(110 / 365.25, tally.YearsAtRisk, 9);
        Assert.Equal(100 / (110 / 365.25), tally.FalsePer100Years, 6);
        Assert.Equal(50, tally.MedianDelayDays, 9);
    }

    [Fact]
    public void A_call_ahead_of_the_crossing_is_neither_false_nor_less_than_no_delay()
    {
        Tally tally = Counted(Swelling(), Call(300));

        Assert.Equal((0, 1, 1), (tally.FalseCalls, tally.CallsAhead, tally.Found));
        Assert.Equal((0, -50, 100), (tally.MedianDelayDays, tally.MedianSignedDelayDays, tally.MedianSinceOnsetDays));
        Assert.Equal(100 / (260 / 365.25), tally.BeforeCrossingPer100Years, 6);
    }

    [Fact]
    public void A_call_a_year_after_the_crossing_is_the_last_that_finds() =>
        Assert.Equal((1, 365), (Counted(Swelling(), Call(715)).Found, Counted(Swelling(), Call(715)).MedianDelayDays));

    [Fact]
    public void A_missed_onset_counts_as_a_year()
    {
        Tally tally = Counted(Swelling(), Call(716));

        Assert.Equal((0, 365, 515), (tally.Found, tally.MedianDelayDays, tally.MedianSinceOnsetDays));
    }

    [Fact]
    public void A_watch_alert_finds_nothing_and_is_told()
    {
        Tally tally = Counted(Swelling(), Call(400) with { Severity = Severity.Watch });

        Assert.Equal(0, tally.Found);
        Assert.Equal(100 / (1095 / 7.0), tally.CardsPer100PatientsAWeek, 9);
    }

    [Fact]
    public void A_call_for_the_other_limb_is_false() =>
        Assert.Equal(1, Counted(Swelling(), Call(400) with { Limb = LeftArm with { Side = Side.Right } }).FalseCalls);

    [Fact]
    public void Early_calls_are_apart()
    {
        // 5 points falling to 37 % in 40 days are 1 point on day 64, and 0.5 on day 92.
        Truth healing = new(OnePointAMonth, OnsetDay: null, new EarlySwellingShape(5, 40));
        Truth slowly = healing with { Early = new(10, 45) };

        Assert.Equal((0, 1), Apart(Counted(Of(healing), Call(90))));
        Assert.Equal((1, 0), Apart(Counted(Of(healing), Call(92))));
        Assert.Equal((0, 1), Apart(Counted(Of(slowly), Call(92))));

        static (int False, int Early) Apart(Tally tally) => (tally.FalseCalls, tally.EarlyCalls);
    }

    [Fact]
    public void A_detector_is_quiet_for_91_days_after_a_call()
    {
        Patient patient = Swelling(At(100, 6), At(190, 6), At(191, 6), At(200, 6));

        Assert.Equal([100.0, 191.0], Detector.OneReading(5).Of(patient).Select(call => call.Day));
    }

    [Fact]
    public void A_reading_of_the_early_time_is_no_call() => Assert.Empty(Detector.OneReading(5).Of(Swelling(At(90, 20))));

    [Fact]
    public void The_limit_rises_with_swelling_and_not_with_a_wrong_starting_size()
    {
        CusumModel model = new(1.5, 1.5, OnePointAMonth, IsClean: true);
        Reading[] rising = [.. Enumerable.Range(0, 10).Select(n => At(100 + (30 * n), n))];
        Reading[] shifted = [.. Enumerable.Range(0, 10).Select(n => At(100 + (30 * n), 2))];

        double[] statistics = [.. LikelihoodCusum.Of(model, rising)];
        Assert.Equal(statistics.Order(), statistics);
        Assert.True(statistics[^1] > 20);
        Assert.True(LikelihoodCusum.Of(model, shifted).Max() < 3);
    }

    [Fact]
    public void In_shadow_one_slip_is_less_than_a_step()
    {
        Reading[] slip = [.. Enumerable.Range(0, 8).Select(n => At(100 + (30 * n), n == 6 ? 40 : 0))];
        Reading[] step = [.. Enumerable.Range(0, 8).Select(n => At(100 + (30 * n), n >= 6 ? 8 : 0))];
        ShadowCusum shadow = new();

        double ofSlip = shadow.Of(Swelling(), LeftArm, slip).Max();
        double ofStep = shadow.Of(Swelling(), LeftArm, step).Max();
        Assert.True(ofSlip < ofStep, $"{ofSlip} of a slip, {ofStep} of a step");
    }

    [Fact]
    public void The_threshold_gives_the_rate_it_was_set_for()
    {
        Patient[] patients = [.. Enumerable.Range(0, 800).Select(number => Cohort.Draw(78, number))];
        double threshold = CohortRun.ThresholdFor(patients, LikelihoodCusum.OfTold, 3);
        Tally tally = new("");
        foreach (Patient patient in patients)
            tally.Add(patient, LikelihoodCusum.At("", threshold).Of(patient));

        Assert.InRange(tally.FalsePer100Years, 2.5, 3);
    }

    [Fact]
    public void The_engine_is_run_as_the_service_runs_it()
    {
        // Of many, the first whose step is so high that one reading suffices.
        Patient patient = Enumerable.Range(0, 2_000).Select(number => Cohort.Draw(79, number)).First(one =>
            one is { BothAtRisk: false, IsWeekly: false, Truth: { OnsetDay: not null, Shape: { IsStep: true, TopPoints: > 18 } } });
        IReadOnlyList<Call> calls = EngineRun.Of(patient, RuleSet.Standard);

        Assert.Contains(calls, call =>
            call is { By: "LYM-001", Severity: Severity.CallProvider }
            && call.Limb == patient.Limb
            && call.Day >= patient.Truth.OnsetDay);
        Assert.Equal(calls.Select(call => call.Day).Order(), calls.Select(call => call.Day));
    }

    private static Call Call(double day) => new(day, "it", LeftArm, Severity.CallProvider);

    private static Reading At(double day, double percent) => new(day, percent, percent, FluidChange: null);

    private static Patient Swelling(params Reading[] readings) => Of(new(OnePointAMonth, OnsetDay: 200, Early: null), readings);

    private static Patient Of(Truth truth, params Reading[] readings) => new(
        0,
        NoiseRow.All[0],
        IsWeekly: false,
        LeftArm,
        BothAtRisk: false,
        truth,
        [],
        new Dictionary<Limb, IReadOnlyList<Reading>> { [LeftArm] = readings });

    private static Tally Counted(Patient patient, params Call[] calls)
    {
        Tally tally = new("it");
        tally.Add(patient, calls);
        return tally;
    }
}
