using LymphOutcomes.Clinical;
using LymphOutcomes.Sessions.AwaitingClearance;
using LymphOutcomes.Sessions.CompletingSessions;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.FollowingUpSessions;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using LymphOutcomes.Sessions.StartingSessions;

namespace LymphOutcomes.Sessions.GettingSessions;

/// <summary>One session as <c>GET /v1/sessions/{id}</c> answers it.</summary>
/// <param name="Session">Our id of the session.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="State">
/// <c>planned</c>, <c>held</c>, <c>started</c>, <c>completed</c>, <c>stopped-early</c>, <c>cancelled</c>, <c>no-show</c> or
/// <c>retracted</c>.
/// </param>
/// <param name="Version">For <c>If-Match</c> of the next step.</param>
/// <param name="Planned">The plan as last known; null for what the hospital told only afterwards.</param>
/// <param name="PlannedHere">The plan was made over this API.</param>
/// <param name="Started">How it was started here; null when it was not.</param>
/// <param name="StartedAt">When it began; null while it has not.</param>
/// <param name="Given">What took place; null while nobody said.</param>
/// <param name="GivenHere">It was told over this API.</param>
/// <param name="Deviations">Where that was not as protocol or plan say; empty when nothing was otherwise or nothing took place.</param>
/// <param name="CalledOff">Why it was called off; null when it was not.</param>
/// <param name="Hold">What is held against it, as last said; null when nothing is.</param>
/// <param name="Screen">The screen of a session still to come or going on, of this moment's knowledge; null for others.</param>
/// <param name="Afterwards">Side effects and measurements put down to a session that took place; null for others.</param>
public sealed record SessionView(
    Guid Session,
    Guid Patient,
    string State,
    int Version,
    SessionBooking? Planned,
    bool PlannedHere,
    SessionStarted? Started,
    DateTimeOffset? StartedAt,
    SessionGiven? Given,
    bool GivenHere,
    IReadOnlyList<ProtocolDeviation> Deviations,
    SessionCancellation? CalledOff,
    HeldAgainst? Hold,
    ScreenNow? Screen,
    Afterwards? Afterwards)
{
    /// <summary>State of a plan that may not be started. One that is restricted may be, without the areas named.</summary>
    public const string Held = "held";

    /// <summary>The view of a session.</summary>
    /// <param name="life">The session.</param>
    /// <param name="patient">Whose it is.</param>
    /// <param name="state">All that is known of the patient.</param>
    /// <param name="now">The present.</param>
    /// <param name="freshness">Up to when the hospitals' facts are known.</param>
    /// <param name="treatment">What is on record of the treatment; null when the session has not taken place.</param>
    public static SessionView Of(
        SessionLife life,
        Guid patient,
        PatientSafety state,
        DateTimeOffset now,
        IntakeFreshness freshness,
        PatientTreatment? treatment = null)
    {
        ArgumentNullException.ThrowIfNull(life);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(freshness);
        SessionHeld? held = state.Holds.Find(known => known.Session == life.Session);
        HoldWait? wait = state.Waits?.Find(known => known.Session == life.Session);
        return new(
            life.Session,
            patient,
            life.Stage == LifeStage.Planned && held is { Verdict: not ScreenVerdict.Restricted } ? Held : life.Stage.ToWire(),
            life.Version,
            life.LastPlan,
            life.Booking?.Fact.By is not null,
            life.Start,
            life.Given?.Fact.EffectiveTime ?? life.Start?.At,
            life.Given?.Fact.Session,
            life.Given?.Fact.By is not null,
            life.Given?.Fact.Deviations ?? [],
            life.Off?.Fact.Cancellation,
            held is null
                ? null
                : new(
                    held.Verdict,
                    held.Reasons,
                    HoldVersion.Of(held.StartsAt, held.Verdict, held.Reasons),
                    wait?.Since,
                    wait?.OverdueSince),
            ScreenNow.Of(life, state, now, freshness),
            treatment is null ? null : Afterwards.Of(life, treatment));
    }
}

/// <summary>What is held against a session.</summary>
/// <param name="Verdict"><c>hold</c>, <c>restricted</c> or <c>unknown</c>.</param>
/// <param name="Reasons">Why, each with what would lift it.</param>
/// <param name="Version">For <c>If-Match</c> of <c>POST /v1/holds/{session}/override</c>.</param>
/// <param name="Since">Since when it has waited to be cleared; null when it does not: given, or only restricted.</param>
/// <param name="OverdueSince">When that was found to take too long; null while it was not.</param>
public sealed record HeldAgainst(
    ScreenVerdict Verdict,
    IReadOnlyList<ScreenReason> Reasons,
    string Version,
    DateTimeOffset? Since = null,
    DateTimeOffset? OverdueSince = null);

/// <summary>A screen with how fresh it is.</summary>
/// <param name="Verdict"><c>may-treat</c>, <c>restricted</c>, <c>hold</c> or <c>unknown</c>.</param>
/// <param name="AreasNotToTouch">Areas to leave out.</param>
/// <param name="Reasons">Everything that speaks against it.</param>
/// <param name="At">The moment screened: that of the plan, or, once that is past, the present.</param>
/// <param name="HeardUpTo">What the hospitals told until then is in the answer; null when nothing was heard since the start.</param>
public sealed record ScreenNow(
    ScreenVerdict Verdict,
    IReadOnlyList<string> AreasNotToTouch,
    IReadOnlyList<ScreenReason> Reasons,
    DateTimeOffset At,
    DateTimeOffset? HeardUpTo)
{
    /// <summary>The screen of a session that is planned or going on; null for any other.</summary>
    public static ScreenNow? Of(SessionLife life, PatientSafety state, DateTimeOffset now, IntakeFreshness freshness)
    {
        ArgumentNullException.ThrowIfNull(life);
        return life switch
        {
            { Stage: LifeStage.Started, Start: { } start } => Of(state, start.Areas, now, start.Consent, now, freshness),
            { Stage: LifeStage.Planned, LastPlan: { } plan } => Of(
                state,
                StartSession.AreasOf(life, asked: null),
                plan.StartsAt > now ? plan.StartsAt : now,
                GroinConsent.AskedAtStart,
                now,
                freshness),
            _ => null,
        };
    }

    /// <summary>A screen of a moment.</summary>
    internal static ScreenNow Of(
        PatientSafety state,
        IReadOnlyList<string>? areas,
        DateTimeOffset at,
        GroinConsent consent,
        DateTimeOffset now,
        IntakeFreshness freshness)
    {
        ScreenAnswer answer = SafetyScreen.Of(state, areas, at, consent, now, freshness);
        return new(answer.Verdict, answer.AreasNotToTouch, answer.Reasons, at, freshness.HeardUpTo);
    }
}
