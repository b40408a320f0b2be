using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Bench.Signal;

/// <summary>Draws invented patients. The same seed and number give the same patient.</summary>
internal static class Cohort
{
    /// <summary>One patient of a cohort.</summary>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="number">From 0; noise rows and schedules follow from it, so that their parts are exact.</param>
    public static Patient Draw(int seed, int number)
    {
        NoiseRow row = NoiseRow.All[number % NoiseRow.All.Count];
        bool isWeekly = number / NoiseRow.All.Count % CohortDefinition.OneInWeekly == 0;
        Dice dice = new(seed, number * 3L);
        bool bothAtRisk = dice.Chance(CohortDefinition.BothAtRiskShare);
        Side side = dice.Chance(0.5) ? Side.Left : Side.Right;
        bool isTaped = dice.Chance(CohortDefinition.TapedShare);
        double size = dice.Between(0.88, 1.15);
        Truth truth = DrawTruth(dice);
        BodyWeightPath weight = BodyWeightPath.Draw(dice);
        Person person = new(
            number,
            isWeekly,
            new Limb(row.Site, side),
            bothAtRisk,
            truth,
            weight,
            Coupling: dice.Between(CohortDefinition.CouplingLeast, CohortDefinition.CouplingGreatest),
            Asymmetry: 1 + dice.Normal(CohortDefinition.AsymmetrySd),
            Fluid: DrawFluid(dice),
            new Measuring(row, isTaped, size));
        Visits visits = new(person, new Dice(seed, (number * 3L) + 1), new Dice(seed, (number * 3L) + 2));
        visits.Play();
        return new(number, row, isWeekly, person.Limb, bothAtRisk, truth, visits.Messages, visits.Readings);
    }

    private static Truth DrawTruth(Dice dice)
    {
        bool comesOn = dice.Chance(CohortDefinition.OnsetShare);
        bool isStep = dice.Chance(CohortDefinition.StepShare);
        double perMonth = dice.Between(CohortDefinition.RampLeast, CohortDefinition.RampGreatest);
        double plateau = dice.Between(CohortDefinition.PlateauLeast, CohortDefinition.PlateauGreatest);
        double step = dice.Between(CohortDefinition.StepLeast, CohortDefinition.StepGreatest);
        OnsetShape shape = isStep ? new(true, 0, step) : new(false, perMonth, plateau);
        double onset = dice.Between(CohortDefinition.FirstOnsetDay, CohortDefinition.LastCrossingDay - shape.DaysToCrossing);
        bool isEarly = dice.Chance(CohortDefinition.EarlySwellingShare);
        EarlySwellingShape early = new(
            dice.Between(CohortDefinition.EarlyPeakLeast, CohortDefinition.EarlyPeakGreatest),
            dice.Between(CohortDefinition.EarlyDecayLeastDays, CohortDefinition.EarlyDecayGreatestDays));
        return new(shape, comesOn ? onset : null, isEarly ? early : null);
    }

    private static FluidIndex DrawFluid(Dice dice)
    {
        double level = dice.Normal(CohortDefinition.FluidLevelSd);
        bool follows = dice.Chance(CohortDefinition.FluidFollowsShare);
        double perPoint = dice.Between(1.5, 2.5);
        return new(level, follows ? perPoint : 0.3, IsSent: dice.Chance(CohortDefinition.FluidDeviceShare));
    }
}

/// <summary>How a patient's L-Dex goes with swelling.</summary>
/// <param name="Level">Its value without swelling.</param>
/// <param name="PerPoint">What one point of true change adds.</param>
/// <param name="IsSent">The hospital has a device; else only the baseline 'L-Dex only' gets to see it.</param>
internal sealed record FluidIndex(double Level, double PerPoint, bool IsSent);

/// <summary>What stays the same of a patient.</summary>
internal sealed record Person(
    int Number,
    bool IsWeekly,
    Limb Limb,
    bool BothAtRisk,
    Truth Truth,
    BodyWeightPath Weight,
    double Coupling,
    double Asymmetry,
    FluidIndex Fluid,
    Measuring Measuring);
