using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.FindingPatients;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.ShowingTheBoard;

/// <summary>The board as a page, and its cards alone for the live update.</summary>
public static partial class BoardEndpoints
{
    /// <summary>Maps them.</summary>
    /// <param name="app">The program.</param>
    public static void MapBoard(this WebApplication app)
    {
        app.MapGet("/", ShowAsync<BoardPage>);
        app.MapGet("/board/cards", ShowAsync<Cards>);
    }

    private static async Task<IResult> ShowAsync<TComponent>(
        AlertingClient alerting,
        PatientDirectory directory,
        TimeProvider clock,
        ILogger<BoardView> logger,
        CancellationToken ct) where TComponent : IComponent
    {
        BoardView view;
        try
        {
            view = await BoardView.ReadAsync(alerting, directory, clock.GetUtcNow(), ct);
        }
        catch (ServiceUnreachableException e)
        {
            LogUnreachable(logger, e);
            view = BoardView.Unreachable(clock.GetUtcNow());
        }

        // With 503 the live update leaves the old cards where they are and says that they are old.
        return new RazorComponentResult<TComponent>(new Dictionary<string, object?> { ["View"] = view })
        {
            StatusCode = view.Cards is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK,
        };
    }

    [LoggerMessage(4301, LogLevel.Warning, "The board cannot be read")]
    private static partial void LogUnreachable(ILogger logger, Exception reason);
}
