using System.Globalization;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using LymphOutcomes.Dashboard.Layout;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.ListingDays;

/// <summary><c>GET /days/{date}?therapist=</c>: who is treated on a day, and whether that may go ahead; <c>/days</c> is today.</summary>
public static partial class DayEndpoint
{
    private const int CodeMax = 64;

    /// <summary>Maps the pages.</summary>
    /// <param name="app">The program.</param>
    public static void MapDays(this WebApplication app)
    {
        app.MapGet("/days", (Display display) => TypedResults.LocalRedirect(DayView.Path(display.Today, therapist: null)));
        app.MapGet("/days/{date}", ShowAsync);
    }

    private static async Task<IResult> ShowAsync(
        string date,
        TreatmentClient treatment,
        PatientDirectory directory,
        TimeProvider clock,
        ILogger<DayView> logger,
        CancellationToken ct,
        string? therapist = null)
    {
        // Days without one before or after are nobody's.
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            || day == DateOnly.MinValue
            || day == DateOnly.MaxValue)
            return TypedResults.NotFound();
        string? whose = therapist?.Trim() is { Length: > 0 and <= CodeMax } code ? code : null;
        DayView view;
        try
        {
            DayList list = await treatment.DayAsync(day, whose, ct);
            FoundPatients patients = list.Items.Count == 0
                ? DayView.Nobody
                : await directory.FindAsync(list.Items.Select(session => session.Patient), ct);
            view = new(day, whose, list, patients, clock.GetUtcNow());
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(logger, e);
            view = new(day, whose, null, DayView.Nobody, clock.GetUtcNow());
        }

        return new RazorComponentResult<DayPage>(new Dictionary<string, object?> { ["View"] = view })
        {
            StatusCode = view.List is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK,
        };
    }

    [LoggerMessage(4308, LogLevel.Warning, "A day of treatment cannot be read")]
    private static partial void LogUnreachable(ILogger logger, Exception reason);
}

/// <summary>What the page of a day shows.</summary>
/// <param name="Day">The calendar day.</param>
/// <param name="Therapist">Code of the therapist; null = of all.</param>
/// <param name="List">The sessions; null when sessions cannot be reached.</param>
/// <param name="Patients">Names.</param>
/// <param name="ReadAt">When it was read.</param>
public sealed record DayView(DateOnly Day, string? Therapist, DayList? List, FoundPatients Patients, DateTimeOffset ReadAt)
{
    /// <summary>No names, because there is nobody to name.</summary>
    internal static FoundPatients Nobody { get; } = new(new Dictionary<Guid, PatientDirectoryEntry>(), Reached: true);

    /// <summary>Where a day is.</summary>
    /// <param name="day">The calendar day.</param>
    /// <param name="therapist">Code of the therapist; null = of all.</param>
    public static string Path(DateOnly day, string? therapist)
    {
        string path = $"/days/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        return therapist is null ? path : $"{path}?therapist={Uri.EscapeDataString(therapist)}";
    }
}
