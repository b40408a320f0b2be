using System.Collections.Immutable;

namespace LymphOutcomes.Sessions;

/// <summary>A fact of this patient that sessions are screened by waits in intake's quarantine.</summary>
/// <param name="Receipt">Names it there.</param>
/// <param name="Type">Its type, without version.</param>
/// <param name="Since">When intake parked it, or found that it must wait on.</param>
/// <param name="Attempt">0 at the door; later which attempt to settle it found it waiting still.</param>
public sealed record FactWaits(Guid Receipt, string Type, DateTimeOffset Since, int Attempt);

/// <summary>A fact of this patient waits in intake's quarantine no more: it was stored, and comes by itself, or discarded.</summary>
/// <param name="Receipt">Names it there.</param>
/// <param name="Attempt">Which attempt settled it, from 1.</param>
public sealed record FactWaitsNoMore(Guid Receipt, int Attempt);

/// <summary>
/// The facts of a patient that wait in intake's quarantine and may speak against a session. Pure; the same news in any order come to the
/// same, for of one receipt the news of the latest attempt counts.
/// </summary>
/// <param name="Items">Those that wait, in the order heard of.</param>
/// <param name="Settled">Those that were settled last: news of them that come late change nothing.</param>
public sealed record WaitingFacts(ImmutableList<FactWaits> Items, ImmutableList<FactWaitsNoMore> Settled)
{
    // News overtake each other by seconds, between two messages of the bus.
    private const int SettledMax = 32;

    /// <summary>None waits.</summary>
    public static WaitingFacts None { get; } = new([], []);

    /// <summary>One more waits, or waits on.</summary>
    public WaitingFacts With(FactWaits fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (Settled.Exists(settled => settled.Receipt == fact.Receipt && settled.Attempt >= fact.Attempt))
            return this;
        int index = Items.FindIndex(item => item.Receipt == fact.Receipt);
        if (index < 0)
            return this with { Items = Items.Add(fact) };
        // It has waited since it was first heard of.
        FactWaits known = Items[index];
        return this with
        {
            Items = Items.SetItem(index, fact with
            {
                Since = fact.Since < known.Since ? fact.Since : known.Since,
                Attempt = Math.Max(fact.Attempt, known.Attempt),
            }),
        };
    }

    /// <summary>One waits no more.</summary>
    public WaitingFacts Without(FactWaitsNoMore settled)
    {
        ArgumentNullException.ThrowIfNull(settled);
        // It has come again since, and the news overtook these.
        if (Items.Exists(item => item.Receipt == settled.Receipt && item.Attempt > settled.Attempt))
            return this;
        int attempt = Settled.Find(one => one.Receipt == settled.Receipt)?.Attempt ?? settled.Attempt;
        ImmutableList<FactWaitsNoMore> all = Settled.RemoveAll(one => one.Receipt == settled.Receipt)
            .Add(settled with { Attempt = Math.Max(settled.Attempt, attempt) });
        return new(
            Items.RemoveAll(item => item.Receipt == settled.Receipt),
            all.Count > SettledMax ? all.RemoveAt(0) : all);
    }
}
