namespace LymphOutcomes.Clinical;

/// <summary>How much more one limb exceeds the other than it did before, in girth.</summary>
public static class InterlimbGirth
{
    /// <summary>
    /// The largest rise of the difference (limb minus other) over the stations that all four readings have, cm; negative when it fell
    /// everywhere.
    /// </summary>
    /// <param name="then">The sitting compared with.</param>
    /// <param name="now">The later sitting.</param>
    /// <param name="riseCm">The rise; NaN when there is none.</param>
    /// <returns>False when a reading has no girths, their meanings differ, or no station is common to all four.</returns>
    /// <remarks>
    /// Source: Wells score compares the calves 10 cm below the knee; no protocol of ours says which station that is, so the one with the
    /// largest rise stands for it [choice]: to miss the calf would be worse than to look at a thigh.
    /// </remarks>
    public static bool TryRiseCm(Sitting then, Sitting now, out double riseCm)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(now);
        riseCm = double.NaN;
        if (then is not { Limb: LimbReading.Girths thenLimb, Other: LimbReading.Girths thenOther }
            || now is not { Limb: LimbReading.Girths nowLimb, Other: LimbReading.Girths nowOther }
            || new[] { thenOther, nowLimb, nowOther }.Any(reading => reading.Meaning != thenLimb.Meaning))
        {
            return false;
        }

        double[] rises =
        [
            .. from limb in nowLimb.Stations
               join other in nowOther.Stations on limb.Place equals other.Place
               join limbBefore in thenLimb.Stations on limb.Place equals limbBefore.Place
               join otherBefore in thenOther.Stations on limb.Place equals otherBefore.Place
               select limb.GirthCm - other.GirthCm - (limbBefore.GirthCm - otherBefore.GirthCm),
        ];
        if (rises.Length == 0)
            return false;
        riseCm = rises.Max();
        return true;
    }
}
