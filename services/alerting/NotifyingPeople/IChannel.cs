namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>Sends one message. Knows nothing of repeats: whoever calls decides what a failure means.</summary>
public interface IChannel
{
    /// <summary>Which routes it serves.</summary>
    Channel Channel { get; }

    /// <summary>Sends it once.</summary>
    /// <param name="route">To whom.</param>
    /// <param name="delivery">What.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Ends the attempt; what was sent by then may have arrived.</param>
    /// <returns>What came of it; a failure that the other side told of is no exception.</returns>
    Task<SendOutcome> SendAsync(Route route, ClaimedDelivery delivery, DateTimeOffset now, CancellationToken ct);
}

/// <summary>What came of one attempt.</summary>
/// <param name="IsSent">The other side took it.</param>
/// <param name="Detail">What it said, for people; holds neither secret nor patient data.</param>
public sealed record SendOutcome(bool IsSent, string Detail);
