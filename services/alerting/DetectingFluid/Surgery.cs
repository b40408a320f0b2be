using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.DetectingFluid;

/// <summary>The operations that matter to a limb.</summary>
internal static class Surgery
{
    /// <summary>Days of surgery on that side by the care context in force, oldest first.</summary>
    public static IReadOnlyList<DateOnly> DaysOn(PatientPicture picture, Limb limb) =>
        CurrentFacts.Of<CareContextKnown>(picture) is [.., var context]
            ? [.. context.Surgeries.Where(surgery => surgery.Limb == limb).Select(surgery => surgery.On).Order()]
            : [];

    /// <summary>True on or before the day of the first operation: what is measured then is a starting value (domain sheet 4.4).</summary>
    public static bool IsAhead(IReadOnlyList<DateOnly> surgeries, DateTimeOffset at) =>
        surgeries is [var first, ..] && DateOnly.FromDateTime(at.DateTime) <= first;
}
