using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.StartingSessions;

/// <summary>
/// A planned session begins now, if a screen of this moment lets it. What is unknown is never taken for "may treat"; what a provider
/// answered for does not stand in the way. A missing consent is named and stops nothing: it is asked at the couch, and if the groin is
/// treated without it that is on record and alerting says so. Pure.
/// </summary>
public static class StartSession
{
    /// <summary>Code when something on record speaks against it.</summary>
    public const string Held = "held";

    /// <summary>Code when too little is known to say that nothing does.</summary>
    public const string NotKnown = "unknown";

    /// <summary>Starts it, or says why not.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="step">Who, and which session.</param>
    /// <param name="areas">Areas to be treated; null = as planned.</param>
    /// <param name="consent">What the patient said to having the groin treated.</param>
    /// <param name="freshness">Up to when the hospitals' facts are known.</param>
    public static Decision Decide(
        StreamView<PatientSafety> view,
        SessionStep step,
        IReadOnlyList<string>? areas,
        GroinConsent consent,
        IntakeFreshness freshness)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(step);
        return step.On(view, life =>
        {
            if (life is not { Stage: LifeStage.Planned, Booking: { } booking })
                return SessionStep.NotWhile(life);
            IReadOnlyList<string>? treated = AreasOf(life, areas);
            ScreenAnswer answer = SafetyScreen.Of(view.State, treated, view.Now, consent, view.Now, freshness);
            List<ScreenReason> against =
            [
                .. answer.Reasons.Where(reason =>
                    reason.Code != ReasonCodes.Consent
                    // No areas named: the answer names those to leave out, and the rest may be treated.
                    && (reason.Code != ReasonCodes.Area || treated is not null)
                    && !IsAnsweredFor(reason, step.Session, view.State)),
            ];
            if (against.Count > 0)
            {
                return answer.Verdict == ScreenVerdict.Unknown
                    ? new Decision.Reject(NotKnown, "Too little is known of the patient to say that nothing speaks against it.")
                    : new Decision.Reject(Held, "Something on record speaks against it.");
            }

            DateTimeOffset at = view.Now.ToOffset(booking.Fact.Booking.StartsAt.Offset);
            SessionStarted started = new(
                step.Session, at, step.By, treated, consent, answer.Verdict, answer.Reasons, life.GivenVersion + 1);
            return new Decision.Append([new(started, DerivedId.From(step.Unit, 0), new(Traceparent: step.Traceparent))]);
        });
    }

    /// <summary>The areas a start is screened for; null when neither it nor the plan names any.</summary>
    public static IReadOnlyList<string>? AreasOf(SessionLife life, IReadOnlyList<string>? asked)
    {
        ArgumentNullException.ThrowIfNull(life);
        return asked is { Count: > 0 } ? asked : life.Booking?.Fact.Booking.Areas is { Count: > 0 } planned ? planned : null;
    }

    // Fewer areas than a provider answered for are answered for too.
    private static bool IsAnsweredFor(ScreenReason reason, Guid session, PatientSafety state) => (state.Overrides ?? [])
        .Where(answered => answered.Session == session)
        .SelectMany(answered => answered.Reasons)
        .Any(answered => answered with { Areas = null } == reason with { Areas = null }
            && (reason.Areas ?? []).All(area => answered.Areas?.Contains(area) == true));
}
