using System.Text.Json;
using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Short words for treatment, and what one rule finds in it.</summary>
internal static class Treatment
{
    internal delegate IReadOnlyList<Progress> Rule(
        TreatmentSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended);

    public static SessionGiven Session(
        int n, double day, string givenBy = "therapist", string? record = null, int? version = null, string? purpose = null) =>
        new(Given.Origin(n, day, record, version), 45, givenBy, Purpose: purpose);

    public static SessionGiven SessionOn(int n, double day, string[] areas, string? consent = null) =>
        new(Given.Origin(n, day), 45, "therapist", areas, consent);

    public static ConditionFound Found(
        int n, double day, string condition, double? onset = null, string? record = null, int? version = null) =>
        new(
            Given.Origin(n, day, record, version),
            condition,
            onset is { } began ? DateOnly.FromDateTime(Given.Day(began).DateTime) : null,
            Areas: [],
            IslStage: null);

    public static ConditionOver Over(int n, double day, string condition, string? record = null, string basis = "provider") =>
        new(Given.Origin(n, day), condition, basis, record);

    public static DrainageCleared Cleared(int n, double day, string condition, double? until = null) => new(
        Given.Origin(n, day), [condition], until is { } last ? DateOnly.FromDateTime(Given.Day(last).DateTime) : null);

    public static SessionBooked Booked(int n, double day, double startsOn, string? record = null, int? version = null) =>
        new(Given.Origin(n, day, record, version), Given.Day(startsOn), "therapist", Areas: null, Purpose: null);

    public static SessionCalledOff CalledOff(int n, double day, string booking) => new(Given.Origin(n, day), booking, Reason: null);

    public static TemperatureTaken Temperature(int n, double day, double celsius) => new(Given.Origin(n, day), celsius, Place: null);

    public static SideEffectsTold SideEffect(
        int n, double day, string effect, int? score = null, double? began = null, string? session = null) =>
        new(Given.Origin(n, day), [new(effect, score, began is { } at ? Given.Day(at) : null, Gone: null)], session);

    public static GarmentGiven Garment(int n, double day, double hours = 12, string? record = null, int? version = null) =>
        new(Given.Origin(n, day, record, version), "sleeve", hours, Side.Left, WornAt: null, HandedOutOn: null);

    public static GarmentWornOn Worn(int n, int day, double hours, string? garment = null) => new(
        Given.Origin(n, day), DateOnly.FromDateTime(Given.Day(day).DateTime), hours, garment);

    /// <summary>
    /// Treatment of a left arm at risk, days 100 to 222, that makes every rule of treatment speak; its facts are numbered from
    /// <paramref name="n"/> on.
    /// </summary>
    public static IEnumerable<PatientFact> History(int n) =>
    [
        Found(n, 200, "heart-disease"),
        Booked(n + 1, 205, startsOn: 211),
        Cleared(n + 2, 212, "heart-disease"),
        SessionOn(n + 3, 220, ["groin-left"]),
        SideEffect(n + 4, 221, "fatigue", 8),
        Session(n + 5, 222, "self"),
        Garment(n + 6, 100),
        Worn(n + 7, 101, 0),
        Worn(n + 8, 102, 0),
        Worn(n + 9, 103, 0),
        // Little for a leg, and much for an arm that is lost again later.
        Given.Legs(n + 10, 160, 8500),
        Given.Legs(n + 11, 200, 8460),
        Given.Arms(n + 12, 160, 2330),
        Given.Arms(n + 13, 220, 2090),
        Given.Arms(n + 14, 300, 2260),
        .. Enumerable.Range(0, 8).Select(i => Session(n + 15 + i, 161 + (i * 7), record: $"course-{i}")),
    ];

    public static IReadOnlyList<Episode> Judged(Rule rule, double now, params PatientFact[] facts) =>
        Follow(rule, SeriesOf(facts), now, cut: null);

    /// <summary>
    /// The same whatever order the facts come in, and wherever the older points are folded away and only what the rule remembers of
    /// them is left: asserted here, so that each test shows it.
    /// </summary>
    public static IReadOnlyList<Episode> JudgedEveryWay(Rule rule, double now, params PatientFact[] facts)
    {
        TreatmentSeries series = SeriesOf(facts);
        IReadOnlyList<Episode> episodes = Follow(rule, series, now, cut: null);
        string expected = Written(episodes);
        Assert.Equal(expected, Written(Judged(rule, now, [.. facts.Reverse()])));
        Assert.Equal(expected, Written(Judged(rule, now, [.. facts.OrderBy(fact => fact.Origin.ContentHash + fact.Origin.Id)])));
        foreach (DateTimeOffset cut in series.Points.Select(point => point.At).Distinct())
            Assert.Equal(expected, Written(Follow(rule, series, now, cut)));
        return episodes;
    }

    public static string Written(IEnumerable<Episode> episodes) => string.Join(
        '\n',
        episodes.Select(episode => JsonSerializer.Serialize(episode, AlertingEventTypes.All.Json)).Order(StringComparer.Ordinal));

    private static List<Episode> Follow(Rule rule, TreatmentSeries series, double now, DateTimeOffset? cut)
    {
        List<Episode> ended = [];
        IReadOnlyList<Progress> memory = [];
        if (cut is { } until)
        {
            memory = rule(series with { Points = [.. series.Points.Where(point => point.At <= until)] }, [], RuleSet.Third, ended);
            // As in a snapshot.
            string kept = JsonSerializer.Serialize(memory, AlertingEventTypes.All.Json);
            memory = JsonSerializer.Deserialize<IReadOnlyList<Progress>>(kept, AlertingEventTypes.All.Json)!;
            Assert.All(memory, progress => Assert.InRange(progress.Earlier.Count, 0, 64));
            series = series with { Points = [.. series.Points.Where(point => point.At > until)] };
        }

        memory = rule(series, memory, RuleSet.Third, ended);
        Assert.Equal(memory.Count, memory.Select(progress => progress.Key).Distinct().Count());
        return
        [
            .. ended,
            .. memory.Select(progress => progress.Stretch?.ToEpisode(progress.Key, Given.Day(now))).OfType<Episode>(),
        ];
    }

    private static TreatmentSeries SeriesOf(PatientFact[] facts)
    {
        // The number in the log is part of the evidence: the same for the same fact, whatever order they come in.
        PatientPicture picture = facts.Aggregate(
            PatientPicture.Initial, (known, fact) => known.With(fact.Origin.Id.ToByteArray()[0] + 1, fact));
        IEnumerable<SwollenTime> swollen = Rules.Judge(picture, RuleSet.Third, DateTimeOffset.MaxValue)
            .Where(episode => CompressionLapse.SwellingRules.Contains(episode.Key.Rule))
            .Select(episode => new SwollenTime(episode.Trail.First.At, episode.End?.At));
        return PatientSeries.Of(picture, RuleSet.Third).Treatment with { Swollen = [.. swollen] };
    }
}
