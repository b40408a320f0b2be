using System.Collections.Immutable;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.AwaitingClearance;

/// <summary>A planned session that waits to be cleared.</summary>
/// <param name="Session">The session.</param>
/// <param name="Since">Since when it has been on hold without a break.</param>
/// <param name="OverdueSince">When it was said that this takes too long; null while it was not.</param>
public sealed record HoldWait(Guid Session, DateTimeOffset Since, DateTimeOffset? OverdueSince = null)
{
    /// <summary>True for what waits: a session that was given, or may go ahead without some areas, does not.</summary>
    public static bool IsMeant(SessionHeld held)
    {
        ArgumentNullException.ThrowIfNull(held);
        return held is { Stage: SessionStage.Planned, Verdict: ScreenVerdict.Hold };
    }

    /// <summary>What waits after something was said of a hold; that other reasons were found does not begin the wait anew.</summary>
    internal static ImmutableList<HoldWait> After(ImmutableList<HoldWait>? before, SessionHeld held, DateTimeOffset at)
    {
        ImmutableList<HoldWait> waits = before ?? [];
        bool isKnown = waits.Exists(wait => wait.Session == held.Session);
        return (IsMeant(held), isKnown) switch
        {
            (true, false) => waits.Add(new(held.Session, at)),
            (false, true) => Without(waits, held.Session)!,
            _ => waits,
        };
    }

    /// <summary>What waits without a session.</summary>
    internal static ImmutableList<HoldWait>? Without(ImmutableList<HoldWait>? before, Guid session) =>
        before?.RemoveAll(wait => wait.Session == session);

    /// <summary>What waits after one of them was said to take too long.</summary>
    internal static ImmutableList<HoldWait>? After(ImmutableList<HoldWait>? before, HoldOverdue overdue, DateTimeOffset at) =>
        before?.ConvertAll(wait => wait.Session == overdue.Session ? wait with { OverdueSince = at } : wait);
}

/// <summary>No provider has cleared a planned session in time, nor was it called off.</summary>
/// <param name="Session">The session.</param>
/// <param name="StartsAt">When it is to start.</param>
/// <param name="HeldSince">Since when it has been on hold without a break.</param>
/// <param name="Reasons">What holds it.</param>
public sealed record HoldOverdue(
    Guid Session, DateTimeOffset StartsAt, DateTimeOffset HeldSince, IReadOnlyList<ScreenReason> Reasons);
