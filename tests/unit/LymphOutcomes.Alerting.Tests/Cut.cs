using System.Text.Json;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>
/// A rule must come to the same when it follows all points at once and when it goes on from what it remembered, as a snapshot keeps
/// it, wherever the history is cut.
/// </summary>
internal static class Cut
{
    /// <summary>Follows each limb of a patient.</summary>
    public static void Anywhere(string rule, Follow<SwellingSeries> follow, params PatientFact[] facts)
    {
        foreach (SwellingSeries series in Trajectories.Of(Given.Picture(facts), RuleSet.Third))
        {
            if (series.Points.Count == 0)
                continue;
            Anywhere(
                series.KeyFor(rule),
                follow,
                series,
                [.. series.Points.Select(point => point.At)],
                (whole, take) => whole with { Points = [.. whole.Points.Where(point => take(point.At))] });
        }
    }

    /// <summary>Follows a series of any kind.</summary>
    /// <param name="key">What it is about.</param>
    /// <param name="follow">The rule.</param>
    /// <param name="whole">The series.</param>
    /// <param name="moments">When its points are.</param>
    /// <param name="part">The series with those of its points that are taken.</param>
    public static void Anywhere<TSeries>(
        AlertKey key,
        Follow<TSeries> follow,
        TSeries whole,
        IReadOnlyList<DateTimeOffset> moments,
        Func<TSeries, Func<DateTimeOffset, bool>, TSeries> part)
    {
        List<Episode> ended = [];
        Progress all = follow(whole, Progress.None(key), RuleSet.Third, ended);
        Assert.NotEmpty(moments);
        // Twice cut, so that what was remembered is also gone on from and remembered again.
        foreach (DateTimeOffset first in moments)
        {
            foreach (DateTimeOffset second in moments.Where(moment => moment >= first))
            {
                List<Episode> found = [];
                Progress progress = Stored(follow(part(whole, at => at <= first), Progress.None(key), RuleSet.Third, found));
                progress = Stored(follow(part(whole, at => at > first && at <= second), progress, RuleSet.Third, found));
                progress = follow(part(whole, at => at > second), progress, RuleSet.Third, found);
                Assert.Equal(Json(all), Json(progress));
                Assert.Equal(Json(ended), Json(found));
            }
        }
    }

    private static Progress Stored(Progress progress) =>
        JsonSerializer.Deserialize<Progress>(Json(progress), AlertingEventTypes.All.Json)!;

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, AlertingEventTypes.All.Json);
}
