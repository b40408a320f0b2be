using LymphOutcomes.Clinical;
using LymphOutcomes.Intake.ReceivingFacts;
using Contract = LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Intake.ReadingFacts;

/// <summary>
/// Could these numbers have been read on a limb of this site? Ranges and units are Clinical's (domain sheet 4.6).
/// </summary>
/// <remarks>What needs other readings to be seen (a jump, swapped sides, inches labelled cm) is alerting's hold, not
/// a defect.</remarks>
public static class LimbReadingCheck
{
    /// <summary>The first defect of a pair of limbs; null when there is none.</summary>
    /// <param name="siteWord"><c>arm</c> or <c>leg</c>, checked before.</param>
    /// <param name="girthUnit">UCUM unit of every girth.</param>
    /// <param name="left">The left limb.</param>
    /// <param name="right">The right limb.</param>
    /// <param name="path">Place of the object that holds them.</param>
    public static Defect? OfPair(
        string siteWord, string? girthUnit, Contract.LimbReading? left, Contract.LimbReading? right, string path)
    {
        if (!WireText.TryParse(siteWord, out LimbSite site))
            return new(Reasons.WordUnknown, "$.data.site", "expected arm or leg");
        if (left is null && right is null)
            return new(Reasons.MissingMember, path, "neither left nor right was measured");
        return UnitDefect(girthUnit, left?.Girths is not null || right?.Girths is not null, path)
            ?? Of(site, girthUnit, left, $"{path}.left")
            ?? Of(site, girthUnit, right, $"{path}.right");
    }

    private static Defect? UnitDefect(string? unit, bool hasGirths, string path)
    {
        if (unit is null)
            return hasGirths ? new(Reasons.MissingMember, $"{path}.girthUnit", "girths need a unit: cm, mm or [in_i]") : null;
        return Girth.TryToCm(1, unit, out _)
            ? null
            : new(Reasons.UnitUnknown, $"{path}.girthUnit", "expected the UCUM unit cm, mm or [in_i]");
    }

    private static Defect? Of(LimbSite site, string? girthUnit, Contract.LimbReading? limb, string path)
    {
        if (limb is null)
            return null;
        if (limb.Girths is null && limb.VolumeMl is null)
            return new(Reasons.MissingMember, path, "neither girths nor a volume");
        if (limb.Girths is not null && limb.VolumeMl is not null)
            return new(Reasons.Contradiction, path, "girths and a volume exclude each other");

        return (limb.VolumeMl is { } volumeMl ? Possible(volumeMl, PhysicalRange.VolumeMl(site), $"{path}.volumeMl") : null)
            ?? Expect.List(limb.Girths, LimbReading.StationsMin, LimbReading.StationsMax, $"{path}.girths")
            ?? Expect.Each(limb.Girths, $"{path}.girths", (station, place) => StationDefect(site, girthUnit, station, place))
            ?? (limb.Girths is { } girths ? Together(girths, girthUnit, $"{path}.girths") : null);
    }

    // What intake accepts, alerting must be able to compute with: the very same check, on all stations together.
    private static Defect? Together(IReadOnlyList<Contract.GirthAtStation> girths, string? girthUnit, string path)
    {
        Station[] stations = [.. girths.Select(girth => new Station(girth.PositionCm, InCm(girth.Girth, girthUnit)))];
        return LimbReading.TryOfGirths(StationMeaning.Edge, stations, out _, out Refusal? refusal)
            ? null
            : new(Reasons.Contradiction, path, refusal.Words);
    }

    private static double InCm(double girth, string? unit) => Girth.TryToCm(girth, unit, out double cm) ? cm : double.NaN;

    private static Defect? StationDefect(LimbSite site, string? girthUnit, Contract.GirthAtStation station, string path) =>
        Expect.Between<double>(station.PositionCm, -LimbReading.ReachCm, LimbReading.ReachCm, "cm", $"{path}.positionCm")
        ?? Possible(InCm(station.Girth, girthUnit), PhysicalRange.GirthCm(site), $"{path}.girth");

    private static Defect? Possible(double value, PhysicalRange range, string path) =>
        range.Holds(value) ? null : new(Reasons.ValueOutOfRange, path, $"{value:0.##} is not within {range}");
}
