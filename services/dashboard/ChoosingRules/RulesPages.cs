using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.ChoosingRules;

/// <summary><c>GET /rules</c>, and the same page after a step that could not be carried out.</summary>
public sealed partial class RulesPages(
    RulesClient rules, PatientDirectory directory, IHttpContextAccessor accessor, ILogger<RulesPages> logger)
{
    /// <summary>The page now; 404 when there is no such version, 503 when alerting cannot be used.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="status">Status of the answer when the page can be shown.</param>
    /// <param name="notice">What to say on top; null for nothing.</param>
    /// <param name="typed">What the person typed before; null for nothing.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IResult> ShowAsync(AskedRules asked, int status, string? notice, TypedActivation? typed, CancellationToken ct)
    {
        try
        {
            bool isLead = accessor.HttpContext!.User.Role() == Roles.Lead;
            return await RulesView.ReadAsync(rules, directory, asked, isLead, notice, typed, ct) is { } view
                ? new RazorComponentResult<RulesPage>(new Dictionary<string, object?> { ["View"] = view }) { StatusCode = status }
                : TypedResults.NotFound();
        }
        catch (ServiceUnreachableException e)
        {
            return Unreachable(e, notice);
        }
    }

    /// <summary>One back-test; 404 when there is none of that id, 503 when alerting cannot be used.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IResult> ShowBackTestAsync(Guid id, CancellationToken ct)
    {
        try
        {
            return await rules.BackTestAsync(id, ct) is { } test
                ? new RazorComponentResult<BackTestPage>(new Dictionary<string, object?> { ["Test"] = test })
                : TypedResults.NotFound();
        }
        catch (ServiceUnreachableException e)
        {
            return Unreachable(e, notice: null);
        }
    }

    private RazorComponentResult<MessagePage> Unreachable(ServiceUnreachableException reason, string? notice)
    {
        LogUnreachable(reason);
        string text = notice ?? "The alerting service cannot be reached. Try again in a moment.";
        return new(new Dictionary<string, object?> { ["Title"] = "The rules cannot be shown now", ["Text"] = text })
        {
            StatusCode = StatusCodes.Status503ServiceUnavailable,
        };
    }

    [LoggerMessage(4305, LogLevel.Warning, "The rules cannot be read")]
    private partial void LogUnreachable(Exception reason);
}
