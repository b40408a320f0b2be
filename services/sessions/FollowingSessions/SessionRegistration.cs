using LymphOutcomes.Sessions.CallingOff;
using LymphOutcomes.Sessions.CompletingSessions;
using LymphOutcomes.Sessions.CorrectingSessions;
using LymphOutcomes.Sessions.GettingSessions;
using LymphOutcomes.Sessions.InstructingPatients;
using LymphOutcomes.Sessions.PlanningSessions;
using LymphOutcomes.Sessions.StartingSessions;

namespace LymphOutcomes.Sessions.FollowingSessions;

/// <summary>The life of a session over the API.</summary>
public static class SessionRegistration
{
    /// <summary>Adds what the endpoints need, beside the log and the rows of <see cref="PlaceTable"/>.</summary>
    public static void AddSessionLife(this IServiceCollection services) =>
        services.AddSingleton<SessionQueries>().AddSingleton<SessionDoor>();

    /// <summary>Adds the endpoints.</summary>
    public static void MapSessionLife(this IEndpointRouteBuilder app)
    {
        app.MapSession();
        app.MapPlanning();
        app.MapStarting();
        app.MapCompleting();
        app.MapCallingOff();
        app.MapCorrecting();
        app.MapInstructing();
    }
}
