using System.Collections.Immutable;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>What the rules found.</summary>
/// <param name="Ended">Episodes that are over, those of one key oldest first.</param>
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
public sealed record Progress(AlertKey Key, OpenStretch? Stretch, ImmutableList<EarlierValue> Earlier)
{
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
public sealed record OpenStretch(
    Trail Trail,
    double? MarginPoints,
    IReadOnlyDictionary<string, double> Numbers,
    string Message,
    int Low = 0,
    double? Reference = null,
    DateTimeOffset? EndsAt = null)
{
    /// <summary>The episode it is so far, or with its end.</summary>
    public Episode ToEpisode(AlertKey key, Ending? end) => new(key, Trail, MarginPoints, Numbers, Message, end);

    /// <summary>The episode it is at a moment: what ends by itself may have ended since the last fact.</summary>
    public Episode ToEpisode(AlertKey key, DateTimeOffset now) =>
        ToEpisode(key, EndsAt <= now ? new Ending(EndsAt.Value, By: null) : null);
}

/// <summary>An earlier value of a limb or symptom.</summary>
/// <param name="At">Effective time.</param>
/// <param name="Value">In the rule's own unit.</param>
/// <param name="Confirms">False when the value is too weak to confirm another.</param>
public sealed record EarlierValue(DateTimeOffset At, double Value, bool Confirms = true);
