using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.TreatingPatients;

/// <summary><c>GET /sessions/{id}</c>, and the same page after a step that could not be taken.</summary>
public sealed partial class SessionPages(TreatmentClient treatment, PatientDirectory directory, ILogger<SessionPages> logger)
{
    /// <summary>The page now; 404 when there is no such session, 503 when sessions cannot be used.</summary>
    /// <param name="session">Our id of the session.</param>
    /// <param name="status">Status of the answer when the page can be shown.</param>
    /// <param name="notice">What to say on top; null for nothing.</param>
    /// <param name="typed">What the person typed before; null for nothing.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IResult> ShowAsync(Guid session, int status, string? notice, TypedTreatment? typed, CancellationToken ct)
    {
        try
        {
            if (await treatment.SessionAsync(session, ct) is not { } one)
                return TypedResults.NotFound();
            FoundPatients patients = await directory.FindAsync([one.Patient], ct);
            return new RazorComponentResult<SessionPage>(
                new Dictionary<string, object?> { ["View"] = new SessionPageView(one, patients, notice, typed) })
            {
                StatusCode = status,
            };
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(e);
            string text = notice ?? "The sessions service cannot be reached. It is not known whether this session may go ahead.";
            return new RazorComponentResult<MessagePage>(
                new Dictionary<string, object?> { ["Title"] = "The session cannot be shown now", ["Text"] = text })
            {
                StatusCode = StatusCodes.Status503ServiceUnavailable,
            };
        }
    }

    [LoggerMessage(4309, LogLevel.Warning, "A session cannot be read")]
    private partial void LogUnreachable(Exception reason);
}

/// <summary>What the page of one session shows.</summary>
/// <param name="Session">The session.</param>
/// <param name="Patients">The directory's answer for this one patient.</param>
/// <param name="Notice">What to say on top; null for nothing.</param>
/// <param name="Typed">What the person typed before; null for nothing.</param>
public sealed record SessionPageView(OneSession Session, FoundPatients Patients, string? Notice, TypedTreatment? Typed)
{
    /// <summary>
    /// True when a person may try to start it: sessions has the last word, but what is held or not known is not even offered.
    /// </summary>
    public bool MayStart => Session is { State: "planned", Screen.Verdict: "may-treat" or "restricted" };

    /// <summary>True when what took place may be told.</summary>
    public bool MayComplete => Session is { State: "planned" or "held" or "started" };
}
