using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Relaying;

namespace LymphOutcomes.Sessions.TellingHospitals;

/// <summary>
/// Tells hospitals what a run of the log has changed. What counts of a session or a course is not in one event: the patient's stream is
/// read once a run, and told before and after.
/// </summary>
/// <param name="publisher">To the hospitals' exchange.</param>
/// <param name="log">The log.</param>
public sealed class NewsTarget(CloudEventPublisher publisher, ILogReader log) : IRelayTarget, IAsyncDisposable
{
    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<StoredEvent> run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        List<OutgoingCloudEvent> messages = [];
        foreach (IGrouping<StreamKey, StoredEvent> stretch in run.Where(HospitalNews.Concerns).GroupBy(stored => stored.Stream))
        {
            if (stretch.Key.Patient is { } patient)
                messages.AddRange(HospitalNews.Of(patient, await log.ReadStreamAsync(stretch.Key, ct), [.. stretch]));
        }

        await publisher.PublishAsync(messages, ct);
    }

    /// <summary>Hospitals are not sent signs of life.</summary>
    public Task PublishIdleAsync(long position, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => publisher.DisposeAsync();
}
