using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Relaying;

namespace LymphOutcomes.Sessions.TellingHospitals;

/// <summary>Tells hospitals what a run of the log has changed.</summary>
/// <param name="publisher">To the hospitals' exchange.</param>
/// <param name="news">Finds out what that is.</param>
public sealed class NewsTarget(CloudEventPublisher publisher, NewsReader news) : IRelayTarget, IAsyncDisposable
{
    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<StoredEvent> run, CancellationToken ct) =>
        await publisher.PublishAsync(await news.ReadAsync(run, ct), ct);

    /// <summary>Hospitals are not sent signs of life.</summary>
    public Task PublishIdleAsync(long position, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => publisher.DisposeAsync();
}
