using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.RecordingSessions;

/// <summary>
/// Up to when this instance has heard what intake stored. In memory only: after a start nothing was heard, until the first group. An
/// idle relay of intake sends an empty group every 5 seconds, so silence is not mistaken for quiet.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="clockOffset">The clock of tests, by which intake stores too.</param>
public sealed class IntakeNews(TimeProvider time, TimeSpan clockOffset)
{
    private long _heardUpTo;

    /// <summary>What is known now.</summary>
    public IntakeFreshness Present =>
        new(Interlocked.Read(ref _heardUpTo) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);

    /// <summary>The present, as the log tells it.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + clockOffset;

    /// <summary>A group has been dealt with.</summary>
    /// <param name="group">The group.</param>
    /// <param name="sentAt">When the relay sent it; null when the message does not say.</param>
    public void Heard(IntakeFacts group, DateTime? sentAt)
    {
        ArgumentNullException.ThrowIfNull(group);
        // A relay that catches up sends old facts today: they say how far the log was then. An empty group says that it ends here.
        DateTimeOffset upTo = StoredAt(group.Items)
            ?? (sentAt is { } at ? new DateTimeOffset(at.ToUniversalTime()) + clockOffset : Now);
        long ticks = Math.Min(upTo.UtcTicks, Now.UtcTicks);
        long known = Interlocked.Read(ref _heardUpTo);
        while (ticks > known && Interlocked.CompareExchange(ref _heardUpTo, ticks, known) is var seen && seen != known)
            known = seen;
    }

    // Items of other shapes (facts that wait) carry no such time; the latest that does is the best there is.
    private static DateTimeOffset? StoredAt(IReadOnlyList<BusItem> items)
    {
        for (int i = items.Count - 1; i >= 0; i--)
        {
            if (items[i].Data is { ValueKind: JsonValueKind.Object } data
                && data.TryGetProperty("recordedTime", out JsonElement stored)
                && stored.ValueKind == JsonValueKind.String
                && stored.TryGetDateTimeOffset(out DateTimeOffset at))
            {
                return at;
            }
        }

        return null;
    }
}
