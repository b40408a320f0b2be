namespace LymphOutcomes.Clinical;

/// <summary>How much more one limb exceeds the other than it did before, in girth.</summary>
public static class InterlimbGirth
{
    /// <summary>
    /// The largest rise of the difference (limb minus other) over the stations that all four readings have up to a height, cm;
    /// negative when it fell everywhere.
    /// </summary>
    /// <param name="then">The sitting compared with.</param>
    /// <param name="now">The later sitting.</param>
    /// <param name="upToCm">Stations higher than this do not count, cm from position 0: for calves <see cref="LowerLeg"/>.</param>
    /// <param name="riseCm">The rise; NaN when there is none.</param>
    /// <returns>False when a reading has no girths, their meanings differ, or no station that counts is common to all four.</returns>
    /// <remarks>
    /// Source: Wells score compares the calves 10 cm below the knee; no protocol of ours says which station that is, so the one with the
    /// largest rise below the knee stands for it [choice]. Thighs do not: a leg that is larger all the way up by the share of a
    /// lymphedema exceeds 3 cm there long before its calf does.
    /// </remarks>
    public static bool TryRiseCm(Sitting then, Sitting now, double upToCm, out double riseCm)
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
               where Threshold.AtMost(limb.PositionCm, upToCm)
               select limb.GirthCm - other.GirthCm - (limbBefore.GirthCm - otherBefore.GirthCm),
        ];
        if (rises.Length == 0)
            return false;
        riseCm = rises.Max();
        return true;
    }
}
