using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>
/// Fever that nobody noted as a condition but the thermometer shows. Temperatures may be folded away, so a rule that asks remembers it.
/// </summary>
/// <param name="Hold">What the readings say; null when they show no fever.</param>
/// <param name="Fact">The latest reading of 38.0 Cel or more.</param>
/// <param name="Seq">Its number in alerting's log.</param>
/// <param name="Past">The fever before, for what it spoke against while it lasted; null when there was none.</param>
internal sealed record ThermometerFever(FeverHold? Hold, Guid Fact, long Seq, PastFever? Past)
{
    private const string Began = "began";
    private const string Last = "last";
    private const string Below = "below";
    private const string Over = "over";

    /// <summary>Before the first reading.</summary>
    public static ThermometerFever None { get; } = new(Hold: null, default, Seq: 0, Past: null);

    /// <summary>What was remembered.</summary>
    public static ThermometerFever From(Progress? memory)
    {
        if (memory is null)
            return None;
        EarlierValue? pastLast = Find($"past {Last}");
        PastFever? past = pastLast is null
            ? null
            : new(
                Find($"past {Began}")!.At, pastLast.At, FactOf(pastLast), (long)pastLast.Value, OverOf(Find($"past {Over}")!));
        return Find($"now {Last}") is { } last
            ? new(new(Find($"now {Began}")!.At, last.At, Find($"now {Below}")?.At), FactOf(last), (long)last.Value, past)
            : None with { Past = past };

        EarlierValue? Find(string word) => memory.Earlier.Find(value => value.Word!.StartsWith(word, StringComparison.Ordinal));
    }

    /// <summary>What to remember, under the rule's own key.</summary>
    public Progress ToMemory(string rule)
    {
        ImmutableList<EarlierValue> values = [];
        if (Past is { } past)
        {
            values = values.AddRange(
            [
                new(past.Began, 0, Word: $"past {Began}"),
                new(past.LastAt, past.Seq, Word: $"past {Last} {past.Fact:N}"),
                new(past.End.At, 0, Word: $"past {Over} {past.End.By:N}"),
            ]);
        }

        if (Hold is { } hold)
        {
            values = values.AddRange([new(hold.Began, 0, Word: $"now {Began}"), new(hold.LastAt, Seq, Word: $"now {Last} {Fact:N}")]);
            if (hold.BelowSince is { } since)
                values = values.Add(new(since, 0, Word: $"now {Below}"));
        }

        return new(new(rule, Limb: null), Stretch: null, values);
    }

    /// <summary>After one more reading.</summary>
    public ThermometerFever After(TemperatureTaken taken, long seq)
    {
        DateTimeOffset at = taken.Origin.EffectiveTime;
        FeverHold? hold = FeverHold.After(Hold, at, taken.Celsius);
        if (hold is null && Hold is { } over)
            return None with { Past = new(over.Began, over.LastAt, Fact, Seq, new(at, taken.Origin.Id)) };
        return Threshold.AtLeast(taken.Celsius, FeverHold.FromCelsius)
            ? this with { Hold = hold, Fact = taken.Origin.Id, Seq = seq }
            : this with { Hold = hold };
    }

    /// <summary>
    /// True when it speaks against a session at a moment: nobody has said since the last reading that the fever is over, and no
    /// provider has allowed drainage in spite of it.
    /// </summary>
    public bool IsAgainst(DateTimeOffset at, TreatmentBackground background) =>
        Hold is { } hold
        && background.OverBetween(Contraindication.Fever, hold.LastAt, at) is null
        && !background.Holds.IsCleared(Contraindication.Fever, hold.Began, at);

    private static Guid FactOf(EarlierValue value) => Guid.ParseExact(value.Word!.Split(' ')[2], "N");

    private static Ending OverOf(EarlierValue value) => new(value.At, FactOf(value));
}

/// <summary>A fever that the thermometer showed and shows no more.</summary>
/// <param name="Began">First reading of 38.0 Cel or more.</param>
/// <param name="LastAt">Latest reading of 38.0 Cel or more.</param>
/// <param name="Fact">That reading.</param>
/// <param name="Seq">Its number in alerting's log.</param>
/// <param name="End">The reading that showed it to be over.</param>
internal sealed record PastFever(DateTimeOffset Began, DateTimeOffset LastAt, Guid Fact, long Seq, Ending End);
