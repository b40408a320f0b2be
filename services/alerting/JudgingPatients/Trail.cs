using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>A fact that fired.</summary>
/// <param name="Fact">Its id.</param>
/// <param name="Seq">Its number in alerting's log: from then on staff could know.</param>
/// <param name="At">Its effective time.</param>
/// <param name="Value">The measure, in the rule's own unit; larger is worse.</param>
/// <param name="Severity">The severity it has by itself.</param>
[JsonConverter(typeof(EvidenceConverter))]
public sealed record Evidence(Guid Fact, long Seq, DateTimeOffset At, double Value, Severity Severity);

/// <summary>The facts that fired in one episode, bounded: the first, the peak, the latest 32 in effective order, and the count.</summary>
/// <param name="First">First in effective order.</param>
/// <param name="Peak">The worst; of equals the first.</param>
/// <param name="Latest">The latest, oldest first.</param>
/// <param name="Count">How many fired in all.</param>
/// <param name="Severity">The highest that any of them had.</param>
[JsonConverter(typeof(TrailConverter))]
public sealed record Trail(Evidence First, Evidence Peak, ImmutableList<Evidence> Latest, int Count, Severity Severity)
{
    private const int LatestMax = 32;

    /// <summary>The last in effective order.</summary>
    [JsonIgnore]
    public Evidence Last => Latest[^1];

    /// <summary>Every piece kept, each once, in effective order.</summary>
    [JsonIgnore]
    public IReadOnlyList<Evidence> Kept
    {
        get
        {
            List<Evidence> kept = new(Latest.Count + 2) { First };
            Keep(Peak);
            foreach (Evidence evidence in Latest)
                Keep(evidence);
            return kept;

            // Few enough to be looked through: a set of them would cost more, and this is asked for at every step.
            void Keep(Evidence next)
            {
                foreach (Evidence known in kept)
                {
                    if (known.Fact == next.Fact)
                        return;
                }

                kept.Add(next);
            }
        }
    }

    /// <summary>A trail of one.</summary>
    public static Trail Begin(Evidence first) => new(first, first, [first], 1, first.Severity);

    /// <summary>A trail, or none yet, with one more piece later than all before.</summary>
    public static Trail Of(Trail? before, Evidence next) => before?.With(next) ?? Begin(next);

    /// <summary>The trail with one more piece, later than all before.</summary>
    public Trail With(Evidence next) => new(
        First,
        next.Value > Peak.Value ? next : Peak,
        (Latest.Count < LatestMax ? Latest : Latest.RemoveAt(0)).Add(next),
        Count + 1,
        next.Severity > Severity ? next.Severity : Severity);
}
