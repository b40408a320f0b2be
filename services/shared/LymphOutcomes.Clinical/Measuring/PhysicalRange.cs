namespace LymphOutcomes.Clinical;

/// <summary>What a number can be on its face; outside it, it is a slip of the pen or of the unit, not a limb.</summary>
/// <param name="Least">Smallest possible value, itself possible.</param>
/// <param name="Greatest">Greatest possible value, itself possible.</param>
/// <param name="Unit">UCUM unit of both.</param>
/// <remarks>Source: domain sheet 4.6, plausible ranges [choice].</remarks>
public readonly record struct PhysicalRange(double Least, double Greatest, string Unit)
{
    /// <summary>Girth of a limb in cm: arm 10 to 80, leg 12 to 150.</summary>
    public static PhysicalRange GirthCm(LimbSite site) =>
        site == LimbSite.Arm ? new(10, 80, "cm") : new(12, 150, "cm");

    /// <summary>Volume of a limb in mL: arm 300 to 15,000, leg 1,500 to 40,000.</summary>
    public static PhysicalRange VolumeMl(LimbSite site) =>
        site == LimbSite.Arm ? new(300, 15_000, "mL") : new(1_500, 40_000, "mL");

    /// <summary>Body weight in kg: 20 to 400.</summary>
    public static PhysicalRange WeightKg { get; } = new(20, 400, "kg");

    /// <summary>Girth of the belly at the navel in cm: 40 to 250.</summary>
    public static PhysicalRange BellyCm { get; } = new(40, 250, "cm");

    /// <summary>Girth of the neck in cm: 20 to 80.</summary>
    public static PhysicalRange NeckCm { get; } = new(20, 80, "cm");

    /// <summary>Figure of eight around a hand or foot in cm: 20 to 100.</summary>
    public static PhysicalRange FigureOfEightCm { get; } = new(20, 100, "cm");

    /// <summary>Body temperature in degrees Celsius: 30 to 45.</summary>
    public static PhysicalRange TemperatureCelsius { get; } = new(30, 45, "Cel");

    /// <summary>Is this value possible? Both ends are; NaN and infinities are not.</summary>
    public bool Holds(double value) => Threshold.AtLeast(value, Least) && Threshold.AtMost(value, Greatest);

    /// <summary>The range in words, for example <c>10 to 80 cm</c>.</summary>
    public override string ToString() => $"{Least} to {Greatest} {Unit}";
}
