namespace LymphOutcomes.ServiceDefaults.Observing;

/// <summary>Where a relay stood when it was last looked at.</summary>
/// <param name="Relay">Name of its position.</param>
/// <param name="Position">Last number it has published; of one that is refused, where it stood then.</param>
/// <param name="Head">Last number in the log; of a relay that is refused, where the log ended then.</param>
/// <param name="WaitingSince">When the oldest event after <paramref name="Position"/> was stored; null when none waits.</param>
public sealed record RelayReading(string Relay, long Position, long Head, DateTimeOffset? WaitingSince)
{
    /// <summary>An event that waits longer than this makes the program Degraded.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(15);

    /// <summary>Events of the log the relay has not dealt with; 0 when it stands ahead of the log.</summary>
    public long Lag => Math.Max(0, Head - Position);

    /// <summary>The log ends before the position: an older backup was restored (promise P10).</summary>
    public bool IsAhead => Position > Head;

    /// <summary>How long the oldest unrelayed event has waited; zero when none waits.</summary>
    public TimeSpan Age(DateTimeOffset now) => WaitingSince is { } since && now > since ? now - since : TimeSpan.Zero;

    /// <summary>One sentence for the operator when something is wrong, else null.</summary>
    public string? Complaint(DateTimeOffset now)
    {
        if (IsAhead)
        {
            return $"{Relay} stands at {Position}, but the log ends at {Head}: an older backup was restored. It is refused and publishes "
                + $"nothing; what is stored waits. Release it: deploy/lymph release {Relay} --since TIME-OF-THE-BACKUP (see the runbook).";
        }

        TimeSpan age = Age(now);
        return age > LateAfter ? $"{Relay} is {Lag} events behind; the oldest has waited {age.TotalMinutes:F0} min." : null;
    }
}
