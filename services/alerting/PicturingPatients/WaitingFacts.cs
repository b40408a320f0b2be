using System.Collections.Immutable;

namespace LymphOutcomes.Alerting.PicturingPatients;

/// <summary>
/// Facts of one patient that wait: in intake's quarantine, or here because no rule could read them. Bounded. Pure; the same news
/// in any order come to the same, for of one receipt the news of the latest attempt counts.
/// </summary>
/// <param name="Items">Those that wait, in the order heard of, at most <see cref="ItemsMax"/>.</param>
/// <param name="Beyond">Receipts of those that wait beyond these, at most <see cref="BeyondMax"/>: known again, so counted once.</param>
/// <param name="More">How many wait beyond both. Of these a repeat counts again: nothing tells it from another one.</param>
/// <param name="Settled">Receipts that were settled last: news of them that come late change nothing.</param>
public sealed record WaitingFacts(
    ImmutableList<WaitingFact> Items, ImmutableList<Guid> Beyond, int More, ImmutableList<SettledReceipt> Settled)
{
    /// <summary>Most that are known with kind and reason.</summary>
    public const int ItemsMax = 32;

    /// <summary>Most of which no more than the receipt is known: some 20 KB of a snapshot's 64.</summary>
    public const int BeyondMax = 500;

    // News overtake each other by seconds, between two messages of the bus.
    private const int SettledMax = 32;

    /// <summary>Nothing waits.</summary>
    public static WaitingFacts None { get; } = new([], [], 0, []);

    /// <summary>How many wait.</summary>
    public int Count => Items.Count + Beyond.Count + More;

    /// <summary>True when the receipt is known to wait.</summary>
    public bool Has(Guid receipt) => Items.Exists(item => item.Receipt == receipt) || Beyond.Contains(receipt);

    /// <summary>One more waits, or waits for another reason now.</summary>
    public WaitingFacts With(WaitingFact fact)
    {
        if (Settled.Exists(settled => settled.Receipt == fact.Receipt && settled.Attempt >= fact.Attempt))
            return this;
        ImmutableList<SettledReceipt> settled = Settled.RemoveAll(one => one.Receipt == fact.Receipt);
        int index = Items.FindIndex(item => item.Receipt == fact.Receipt);
        if (index >= 0)
        {
            return fact.Attempt > Items[index].Attempt
                ? this with { Items = Items.SetItem(index, fact with { Since = Items[index].Since }) }
                : this;
        }

        if (Items.Count < ItemsMax)
            return this with { Items = Items.Add(fact), Beyond = Beyond.Remove(fact.Receipt), Settled = settled };
        if (Beyond.Contains(fact.Receipt))
            return this;
        return Beyond.Count < BeyondMax
            ? this with { Beyond = Beyond.Add(fact.Receipt), Settled = settled }
            : this with { More = More + 1, Settled = settled };
    }

    /// <summary>One waits no more.</summary>
    /// <param name="receipt">Its name.</param>
    /// <param name="attempt">Which attempt settled it.</param>
    public WaitingFacts Without(Guid receipt, int attempt)
    {
        int index = Items.FindIndex(item => item.Receipt == receipt);
        // It has come again since, and the news overtook these.
        if (index >= 0 && Items[index].Attempt > attempt)
            return this;
        SettledReceipt? before = Settled.Find(one => one.Receipt == receipt);
        ImmutableList<SettledReceipt> settled = Settled.RemoveAll(one => one.Receipt == receipt)
            .Add(new(receipt, Math.Max(attempt, before?.Attempt ?? attempt)));
        if (settled.Count > SettledMax)
            settled = settled.RemoveAt(0);
        if (index >= 0)
            return this with { Items = Items.RemoveAt(index), Settled = settled };
        if (Beyond.Contains(receipt))
            return this with { Beyond = Beyond.Remove(receipt), Settled = settled };
        // Each attempt tells it, also one that only finished what an earlier one began.
        return More > 0 && before is null ? this with { More = More - 1, Settled = settled } : this with { Settled = settled };
    }
}

/// <summary>A fact that waits.</summary>
/// <param name="Receipt">Its name: intake's receipt, or the id of the item that could not be read here.</param>
/// <param name="Type">What it is, as its sender said; null when that could not be told.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Since">When it was first heard of.</param>
/// <param name="Attempt">0 at first; later which attempt to settle it found it waiting still.</param>
/// <param name="Where">Who keeps it.</param>
public sealed record WaitingFact(Guid Receipt, string? Type, string Reason, DateTimeOffset Since, int Attempt, KeptBy Where);

/// <summary>A receipt that was settled.</summary>
/// <param name="Receipt">Its name.</param>
/// <param name="Attempt">Which attempt settled it.</param>
public sealed record SettledReceipt(Guid Receipt, int Attempt);

/// <summary>Who keeps a fact that waits.</summary>
public enum KeptBy
{
    /// <summary>Intake, in quarantine.</summary>
    Intake,

    /// <summary>Alerting: it came through and no program here can read it yet.</summary>
    Alerting,
}
