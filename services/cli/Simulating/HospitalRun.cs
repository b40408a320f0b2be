namespace LymphOutcomes.Cli.Simulating;

/// <summary>Plays a hospital at the door, batch by batch.</summary>
/// <param name="door">Where to.</param>
/// <param name="time">Keeps the pace.</param>
/// <param name="progress">Told after every batch how many events have gone.</param>
public sealed class HospitalRun(IntakeDoor door, TimeProvider time, Action<int> progress)
{
    /// <summary>Sends all events in order.</summary>
    /// <param name="events">What to send.</param>
    /// <param name="eventsPerSecond">Highest pace; null for as fast as the door takes them.</param>
    /// <param name="ct">Stops between and within batches.</param>
    /// <exception cref="DoorException">The door failed.</exception>
    public async Task<DeliveryTally> PlayAsync(IReadOnlyList<CloudEvent> events, double? eventsPerSecond, CancellationToken ct)
    {
        var tally = new DeliveryTally();
        int size = eventsPerSecond is { } rate
            ? (int)Math.Clamp(Math.Floor(rate), 1, IntakeDoor.BatchEventsMax)
            : IntakeDoor.BatchEventsMax;
        long start = time.GetTimestamp();
        foreach (CloudEvent[] batch in events.Chunk(size))
        {
            // Due by the count of all sent so far, so that a slow answer is made up for and the pace does not drift.
            if (eventsPerSecond is { } pace && TimeSpan.FromSeconds(tally.Sent / pace) - time.GetElapsedTime(start) is var wait
                && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, ct);

            tally.Add(await door.SendAsync(batch, ct));
            progress(tally.Sent);
        }

        return tally;
    }
}
