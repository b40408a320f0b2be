using LymphOutcomes.Alerting.DetectingSwelling;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>Every rule, asked in turn. A new rule is two lines here and one small file of its own. Pure.</summary>
public static class Rules
{
    /// <summary>All episodes of one patient, those of one key oldest first; the same facts give the same episodes.</summary>
    /// <remarks>
    /// Where the picture has settled its older history, that is gone on from; episodes that ended long ago are then not among
    /// those returned (<see cref="SettledHistory.Forgets"/>).
    /// </remarks>
    public static IReadOnlyList<Episode> Judge(PatientPicture picture, RuleSet rules) =>
        Judge(picture, Trajectories.Of(picture, rules.SwellingHigh.QuietDaysAfterSurgery), rules);

    /// <summary>The same, for a caller that has drawn the picture's trajectories already.</summary>
    public static IReadOnlyList<Episode> Judge(PatientPicture picture, IReadOnlyList<SwellingSeries> swelling, RuleSet rules)
    {
        Judgement judgement = GoOn(picture.Settled?.Judgement ?? Judgement.Nothing, swelling, rules);
        return
        [
            .. judgement.Ended,
            .. judgement.Open.Select(open => SwellingHigh.EpisodeOf(open, SeriesOf(open.Key, swelling), rules.SwellingHigh)),
        ];
    }

    /// <summary>Goes on from what was found before over later points.</summary>
    public static Judgement GoOn(Judgement before, IReadOnlyList<SwellingSeries> swelling, RuleSet rules)
    {
        List<Episode> ended = [.. before.Ended];
        List<OpenStretch> open = [];
        foreach (SwellingSeries series in swelling)
        {
            AlertKey key = new(SwellingHigh.Id, series.Limb);
            OpenStretch? stretch = before.Open.FirstOrDefault(o => o.Key == key);
            stretch = SwellingHigh.Follow(series, stretch, rules.SwellingHigh, ended);
            if (stretch is not null)
                open.Add(stretch);
        }

        return new(ended, open);
    }

    private static SwellingSeries SeriesOf(AlertKey key, IReadOnlyList<SwellingSeries> swelling) =>
        swelling.First(series => series.Limb == key.Limb);
}
