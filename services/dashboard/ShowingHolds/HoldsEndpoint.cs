using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.ShowingHolds;

/// <summary><c>GET /holds</c>: planned sessions that something speaks against.</summary>
public static partial class HoldsEndpoint
{
    /// <summary>Maps the page.</summary>
    /// <param name="app">The program.</param>
    public static void MapHolds(this WebApplication app) => app.MapGet("/holds", ShowAsync);

    private static async Task<IResult> ShowAsync(
        SessionsClient sessions, PatientDirectory directory, TimeProvider clock, ILogger<HoldsView> logger, CancellationToken ct)
    {
        HoldsView view;
        try
        {
            OpenHolds open = await sessions.HoldsAsync(ct);
            FoundPatients patients = open.Items.Count == 0
                ? HoldsView.Nobody
                : await directory.FindAsync(open.Items.Select(hold => hold.Patient), ct);
            view = new(open, patients, clock.GetUtcNow());
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(logger, e);
            view = new(null, HoldsView.Nobody, clock.GetUtcNow());
        }

        return new RazorComponentResult<HoldsPage>(new Dictionary<string, object?> { ["View"] = view })
        {
            StatusCode = view.Open is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK,
        };
    }

    [LoggerMessage(4306, LogLevel.Warning, "Holds cannot be read")]
    private static partial void LogUnreachable(ILogger logger, Exception reason);
}

/// <summary>What the page of holds shows.</summary>
/// <param name="Open">The holds; null when sessions cannot be reached.</param>
/// <param name="Patients">Names.</param>
/// <param name="ReadAt">When it was read.</param>
public sealed record HoldsView(OpenHolds? Open, FoundPatients Patients, DateTimeOffset ReadAt)
{
    /// <summary>No names, because there is nobody to name.</summary>
    internal static FoundPatients Nobody { get; } = new(new Dictionary<Guid, PatientDirectoryEntry>(), Reached: true);
}
