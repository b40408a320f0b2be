using LymphOutcomes.Alerting.DetectingFluid;
using LymphOutcomes.Alerting.DetectingRedFlags;
using LymphOutcomes.Alerting.DetectingSymptoms;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.WatchingWeight;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>All that the rules follow of one patient, each kind in effective-time order. A new kind is a member here.</summary>
/// <param name="Swelling">Each watched limb.</param>
/// <param name="Symptoms">Each symptom and side that was ever reported.</param>
/// <param name="Reports">All symptoms together: one series, or none.</param>
/// <param name="Questionnaires">Each instrument.</param>
/// <param name="Fluids">The L-Dex of each limb.</param>
/// <param name="Girths">Belly, neck, hands and feet.</param>
/// <param name="RedFlags">Signs, temperatures and clinicians' words: none, or one series for each side and one for what has none.</param>
/// <param name="Clots">What may be a clot, limb by limb.</param>
/// <param name="Treatment">What was done, and what was told and measured about it.</param>
/// <param name="Weights">The body weight: one series, none of a patient never weighed.</param>
public sealed record PatientSeries(
    IReadOnlyList<SwellingSeries> Swelling,
    IReadOnlyList<SymptomSeries> Symptoms,
    IReadOnlyList<ReportSeries> Reports,
    IReadOnlyList<QuestionnaireSeries> Questionnaires,
    IReadOnlyList<FluidSeries> Fluids,
    IReadOnlyList<GirthSeries> Girths,
    IReadOnlyList<RedFlagSeries> RedFlags,
    IReadOnlyList<ClotSeries> Clots,
    TreatmentSeries Treatment,
    IReadOnlyList<WeightSeries> Weights)
{
    /// <summary>The series of a picture, as far as it holds facts. Pure.</summary>
    public static PatientSeries Of(PatientPicture picture, RuleSet rules)
    {
        IReadOnlyList<SwellingSeries> swelling = Trajectories.Of(picture, rules);
        IReadOnlyList<SymptomSeries> symptoms = SymptomSeries.Of(picture);
        return new(
            swelling,
            symptoms,
            ReportSeries.Of(picture),
            QuestionnaireSeries.Of(picture),
            FluidSeries.Of(picture),
            GirthSeries.Of(picture, symptoms),
            RedFlagSeries.Of(picture),
            ClotSeries.Of(picture, swelling, rules.ClotSigns),
            TreatmentSeries.Of(picture, swelling),
            WeightSeries.Of(picture));
    }

    /// <summary>The same with the points of a span of time only.</summary>
    public PatientSeries Within(Span span) => span.IsAll
        ? this
        : new(
            [.. Swelling.Select(series => series with { Points = span.Pick(series.Points, point => point.At) })],
            [.. Symptoms.Select(series => series with { Points = span.Pick(series.Points, point => point.At) })],
            [.. Reports.Select(series => series with { Points = span.Pick(series.Points, point => point.At) })],
            [.. Questionnaires.Select(series => series with { Points = span.Pick(series.Points, point => point.At) })],
            [.. Fluids.Select(series => series with { Points = span.Pick(series.Points, point => point.At) })],
            [.. Girths.Select(series => series with { Points = span.Pick(series.Points, point => point.At) })],
            [.. RedFlags.Select(series => series with { Points = span.Pick(series.Points, point => point.At) })],
            [.. Clots.Select(series => series with { Points = span.Pick(series.Points, point => point.At) })],
            Treatment with { Points = span.Pick(Treatment.Points, point => point.At) },
            [.. Weights.Select(series => new WeightSeries(span.Pick(series.Points, point => point.At)))]);
}

/// <summary>A span of effective time.</summary>
/// <param name="After">Only what is later than this; null = from the beginning.</param>
/// <param name="UpTo">Only what is not later than this; null = to the end.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Span(DateTimeOffset? After, DateTimeOffset? UpTo)
{
    /// <summary>True when nothing is left out.</summary>
    public bool IsAll => After is null && UpTo is null;

    /// <summary>The points within, in the order given.</summary>
    /// <param name="points">Points of one series.</param>
    /// <param name="at">Their place in time.</param>
    public IReadOnlyList<TPoint> Pick<TPoint>(IReadOnlyList<TPoint> points, Func<TPoint, DateTimeOffset> at)
    {
        List<TPoint> within = new(points.Count);
        foreach (TPoint point in points)
        {
            DateTimeOffset moment = at(point);
            if ((After is null || moment > After) && (UpTo is null || moment <= UpTo))
                within.Add(point);
        }

        return within;
    }
}
