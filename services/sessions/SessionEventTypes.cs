using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Sessions;

/// <summary>Stored names of sessions' events. Written by hand; never changed once released.</summary>
public static class SessionEventTypes
{
    /// <summary>Every stored event.</summary>
    public static EventTypes All { get; } = new EventTypes(ContractJson.Options)
        .Add<SessionRecorded>("session-recorded.v1")
        .Add<BookingRecorded>("booking-recorded.v1")
        .Add<CancellationRecorded>("cancellation-recorded.v1")
        .Add<SideEffectsRecorded>("side-effects-recorded.v1")
        .Add<ItemParked>("item-parked.v1");
}
