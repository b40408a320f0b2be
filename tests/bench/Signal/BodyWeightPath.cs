namespace LymphOutcomes.Bench.Signal;

/// <summary>A patient's true weight: a steady one, or one with one large swing that may be lost again.</summary>
/// <param name="StartKg">At the operation.</param>
/// <param name="SwingKg">Gain, negative for a loss; 0 without a swing.</param>
/// <param name="From">Day it begins.</param>
/// <param name="Over">Days it takes.</param>
/// <param name="BackAfter">Days until it goes back, in as many days; null when it stays.</param>
internal sealed record BodyWeightPath(double StartKg, double SwingKg, double From, double Over, double? BackAfter)
{
    /// <summary>Draws one.</summary>
    public static BodyWeightPath Draw(Dice dice)
    {
        double start = Math.Clamp(74 + dice.Normal(14), 45, 130);
        bool swings = dice.Chance(CohortDefinition.WeightSwingShare);
        double swing = dice.Between(CohortDefinition.SwingLeastKg, CohortDefinition.SwingGreatestKg) * (dice.Chance(0.5) ? 1 : -1);
        double from = dice.Between(0, 900);
        double over = dice.Between(30, 120);
        double back = dice.Between(60, 240);
        bool comesBack = dice.Chance(0.5);
        return new(start, swings ? swing : 0, from, over, comesBack ? back : null);
    }

    /// <summary>Weight on a day, kg.</summary>
    public double KgAt(double day)
    {
        double gone = Math.Clamp((day - From) / Over, 0, 1);
        double lost = BackAfter is { } after ? Math.Clamp((day - From - Over - after) / Over, 0, 1) : 0;
        return StartKg + (SwingKg * (gone - lost));
    }

    /// <summary>The factor on the volume of both limbs.</summary>
    /// <param name="day">The day.</param>
    /// <param name="coupling">How much of the relative gain the limbs take part in.</param>
    public double LimbFactorAt(double day, double coupling) => 1 + (coupling * ((KgAt(day) / StartKg) - 1));
}
