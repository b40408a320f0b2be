using System.Runtime.InteropServices;

namespace LymphOutcomes.Clinical;

/// <summary>One girth at one place of a limb.</summary>
/// <param name="PositionCm">Distance from the zero landmark in cm; negative below it.</param>
/// <param name="GirthCm">Circumference in cm, above 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Station(double PositionCm, double GirthCm)
{
    /// <summary>
    /// The position to the nearest 0.01 cm, counted in hundredths: two stations are the same place when this is equal.
    /// </summary>
    /// <remarks>Source: domain sheet 1.2, common support [choice].</remarks>
    internal int Place => (int)Math.Round(PositionCm * 100, MidpointRounding.AwayFromZero);
}
