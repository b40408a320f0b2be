using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.CallingOff;

/// <summary>A planned session is called off, or the patient did not come. Pure.</summary>
public static class CallOff
{
    /// <summary>Code when the patient cannot have failed to come yet.</summary>
    public const string TooEarly = "too-early";

    /// <summary>Writes it down as a cancellation of the plan, whoever made the plan.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="step">Who, and which session.</param>
    /// <param name="reason"><c>patient</c>, <c>clinic</c>, <c>contraindication</c>, <c>no-show</c> or <c>other</c>; null when not
    /// said.</param>
    public static Decision Decide(StreamView<PatientSafety> view, SessionStep step, string? reason)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(step);
        return step.On(view, life =>
        {
            if (life is not { Stage: LifeStage.Planned, Booking: { } booking })
                return SessionStep.NotWhile(life);
            if (reason == SessionLife.NoShowReason && view.Now < booking.Fact.Booking.StartsAt)
                return new Decision.Reject(TooEarly, "It was to start later.");
            SessionCancellation off = new(booking.Fact.Record.Key, reason);
            // Under the plan's own source: a cancellation speaks of a record of its source.
            return step.Append(view, new CancellationRecorded(
                booking.Fact.Source,
                view.Now,
                new(OwnRecords.Once("off", step.Unit), 1, null),
                SessionStep.HashOf(view.Now, off),
                off)
            {
                By = step.By,
            });
        });
    }
}
