using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.StartingSessions;

/// <summary>A session was started here, with the screen it was started on.</summary>
/// <param name="Session">The session.</param>
/// <param name="At">When, at the offset of the plan.</param>
/// <param name="By">Who, as they signed in.</param>
/// <param name="Areas">Areas to be treated, in order; null when not said.</param>
/// <param name="Consent">What the patient said to having the groin treated.</param>
/// <param name="Verdict">What the screen came to.</param>
/// <param name="Reasons">What it named; what a provider answered for is among them.</param>
/// <param name="GivenVersion">Version of the record of what takes place in it: what was written under it before is another story.</param>
public sealed record SessionStarted(
    Guid Session,
    DateTimeOffset At,
    string By,
    IReadOnlyList<string>? Areas,
    GroinConsent Consent,
    ScreenVerdict Verdict,
    IReadOnlyList<ScreenReason> Reasons,
    int GivenVersion);
