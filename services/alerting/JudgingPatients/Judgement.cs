using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>What the rules found.</summary>
/// <param name="Ended">
/// Episodes that no later fact changes, those of one key oldest first: they are over, or, without an end, such that only a person can
/// say so.
/// </param>
/// <param name="Progress">How far each rule is on each limb or symptom, where it has anything to remember.</param>
public sealed record Judgement(IReadOnlyList<Episode> Ended, IReadOnlyList<Progress> Progress)
{
    /// <summary>Before the first fact.</summary>
    public static Judgement Nothing { get; } = new([], []);
}

/// <summary>All that one rule must remember of one key to go on without the points it has followed already.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Stretch">The stretch in which the rule holds and that has not ended; null when there is none.</param>
/// <param name="Earlier">Earlier values it may still look back at, oldest first; few, and for most rules none.</param>
/// <param name="Carried">Running figures it goes on from, by name, for example of a moving average; null for rules without any.</param>
public sealed record Progress(
    AlertKey Key,
    OpenStretch? Stretch,
    ImmutableList<EarlierValue> Earlier,
    ImmutableSortedDictionary<string, double>? Carried = null)
{
    /// <summary>True when there is nothing to remember.</summary>
    [JsonIgnore]
    public bool IsNothing => Stretch is null && Earlier.Count == 0 && Carried is not { Count: > 0 };

    /// <summary>Before the first point.</summary>
    public static Progress None(AlertKey key) => new(key, Stretch: null, Earlier: []);
}

/// <summary>A stretch in which a rule holds and has not ended.</summary>
/// <param name="Trail">The facts that fired.</param>
/// <param name="MarginPoints">As in <see cref="Episode"/>.</param>
/// <param name="Numbers">As in <see cref="Episode"/>, as of the point that fired last.</param>
/// <param name="Message">As in <see cref="Episode"/>, as of the point that fired last.</param>
/// <param name="Low">Points in a row, since then, that speak for the end.</param>
/// <param name="Reference">What a point must be back to, in the rule's own unit; null where the rule set's limits alone say.</param>
/// <param name="EndsAt">The moment at which it ends by itself; null when only a fact can end it.</param>
/// <param name="BeginsAt">The moment at which it begins by itself; until then it is no episode. Null = with its first fact.</param>
/// <param name="IsToldWhenOver">As in <see cref="Episode"/>.</param>
/// <param name="Rises">When it becomes more severe by itself; null when only a fact can make it so.</param>
public sealed record OpenStretch(
    Trail Trail,
    double? MarginPoints,
    IReadOnlyDictionary<string, double> Numbers,
    string Message,
    int Low = 0,
    double? Reference = null,
    DateTimeOffset? EndsAt = null,
    DateTimeOffset? BeginsAt = null,
    bool IsToldWhenOver = true,
    Rise? Rises = null)
{
    /// <summary>The episode it is so far, or with its end.</summary>
    public Episode ToEpisode(AlertKey key, Ending? end) => ToEpisode(key, end, end?.At);

    /// <summary>
    /// The episode it is at a moment: what begins and ends by itself may have done so since the last fact. Null before it begins.
    /// </summary>
    public Episode? ToEpisode(AlertKey key, DateTimeOffset now) =>
        BeginsAt > now ? null : EndsAt <= now ? ToEpisode(key, new Ending(EndsAt.Value, By: null)) : ToEpisode(key, end: null, now);

    private Episode ToEpisode(AlertKey key, Ending? end, DateTimeOffset? upTo) =>
        new(key, Rises?.At <= upTo ? Rises.Of(Trail) : Trail, MarginPoints, Numbers, Message, end, IsToldWhenOver, BeginsAt);
}

/// <summary>A stretch becomes more severe by time alone.</summary>
/// <param name="At">When.</param>
/// <param name="To">The severity it has from then on.</param>
public sealed record Rise(DateTimeOffset At, Severity To)
{
    /// <summary>A trail that has risen.</summary>
    public Trail Of(Trail trail) => trail.Severity < To ? trail with { Severity = To } : trail;
}

/// <summary>An earlier value of a limb or symptom.</summary>
/// <param name="At">Effective time.</param>
/// <param name="Value">In the rule's own unit.</param>
/// <param name="Confirms">False when the value is too weak to confirm another.</param>
/// <param name="Word">What the value is of, where a rule looks back at several kinds; null where it does not.</param>
/// <param name="Reading">The reading it is of, where a rule compares station by station; null where it does not.</param>
[JsonConverter(typeof(EarlierValueConverter))]
public sealed record EarlierValue(
    DateTimeOffset At, double Value, bool Confirms = true, string? Word = null, EarlierReading? Reading = null);

/// <summary>An earlier reading of a limb.</summary>
/// <param name="Limb">What was read.</param>
/// <param name="Protocol">How.</param>
/// <param name="RaterId">Who measured; null when not said.</param>
public sealed record EarlierReading(LimbReading Limb, MeasuringProtocol Protocol, string? RaterId);
