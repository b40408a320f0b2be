using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.DetectingRedFlags;

/// <summary>Fever and local signs within a window, as LYM-020 and LYM-023 read them. Pure.</summary>
internal static class InfectionSigns
{
    /// <summary>A fever that was measured; its value is the temperature.</summary>
    public const string Temperature = "temperature";

    // Fever, chills or flu-like, without a number: a patient's own word is enough [choice].
    private const string Told = "told";
    private const string Local = "local ";

    /// <summary>The conditions a clinician clears to end what these signs began.</summary>
    public static readonly ImmutableHashSet<string> Conditions = ["cellulitis", "infection"];

    /// <summary>What a point adds to the window, and whether it adds anything.</summary>
    public static (ImmutableList<EarlierValue> Recent, bool Adds) TakeIn(
        ImmutableList<EarlierValue> recent, RedFlagPoint point, CellulitisSignsLimits limits)
    {
        ImmutableList<EarlierValue> before = recent;
        if (point.Celsius is { } celsius && Threshold.AtLeast(celsius, limits.FeverCelsius))
            recent = recent.With(point.At, Temperature, celsius);
        foreach (SymptomTold sign in point.Signs)
        {
            if (sign.Code is "FEVER" or "CHILLS")
                recent = recent.With(point.At, Told);
            else if (KindOf(sign) is { } kind)
                recent = recent.With(point.At, $"{Local}{kind} {sign.Side?.ToWire()}");
        }

        return (recent, recent != before);
    }

    /// <summary>
    /// How severe the signs of a window are for one side, or for what has none; null when they say nothing. Those of a side go with those
    /// without one; what one side alone explains is told for that side only.
    /// </summary>
    public static Severity? SeverityFor(Side? side, ImmutableList<EarlierValue> recent, CellulitisSignsLimits limits) => side is null
        ? Of(Side.Left, recent, limits) is null && Of(Side.Right, recent, limits) is null ? Of(null, recent, limits) : null
        : Of(side, recent, limits);

    /// <summary>The same for all signs together, whatever their side.</summary>
    public static Severity? SeverityOfAll(ImmutableList<EarlierValue> recent, CellulitisSignsLimits limits) => Of(null, recent, limits);

    /// <summary>How many different local signs there are for a side, or in all.</summary>
    public static int CountFor(Side? side, ImmutableList<EarlierValue> recent) => LocalOf(side, recent).Distinct().Count();

    /// <summary>True with a fever in the window, measured or told.</summary>
    public static bool HasFever(ImmutableList<EarlierValue> recent) => recent.Has(Temperature) || recent.Has(Told);

    private static Severity? Of(Side? side, ImmutableList<EarlierValue> recent, CellulitisSignsLimits limits)
    {
        int local = CountFor(side, recent);
        // A side must have a sign of its own: what has no side is no news of it.
        if (local == 0 || (side is { } own && !recent.Exists(sign => IsLocal(sign) && SideOf(sign) == own.ToWire())))
            return null;
        if (HasFever(recent))
            return Severity.Urgent;
        return local >= limits.LocalSignsWithoutFever ? Severity.CallProvider : null;
    }

    private static IEnumerable<string> LocalOf(Side? side, ImmutableList<EarlierValue> recent) => recent
        .Where(sign => IsLocal(sign) && (side is not { } own || SideOf(sign) == "" || SideOf(sign) == own.ToWire()))
        .Select(sign => sign.Word!.Split(' ')[1]);

    private static bool IsLocal(EarlierValue sign) => sign.Word!.StartsWith(Local, StringComparison.Ordinal);

    private static string SideOf(EarlierValue sign) => sign.Word!.Split(' ')[2];

    // Redness and rash are one sign, and so are pain and tenderness (domain sheet 5).
    private static string? KindOf(SymptomTold sign) => sign.Code switch
    {
        "REDNESS" or "RASH" => "redness",
        "WARMTH" => "warmth",
        "TENDERNESS" or "ARM_PAIN" or "LEG_PAIN" => "pain",
        var code when code.EndsWith("_SWELLING", StringComparison.Ordinal) && sign.Onset == Onset.Sudden => "swelling",
        _ => null,
    };
}
