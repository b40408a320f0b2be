using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Sessions.InstructingPatients;

/// <summary><c>POST /v1/patients/{patient}/instructions</c>: who taught drainage at home, when, and of which areas.</summary>
public static class InstructEndpoint
{
    private const int AreasMax = 20;

    // Before this nobody taught what is written down today.
    private static readonly TimeSpan Back = TimeSpan.FromDays(50 * 366);

    /// <summary>Adds the endpoint.</summary>
    public static void MapInstructing(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/patients/{patient:guid}/instructions", InstructAsync).RequireAuthorization(SessionDoor.WhoMayAct);

    private static async Task<IResult> InstructAsync(
        Guid patient,
        InstructRequest asked,
        HttpContext http,
        IEventStore<PatientSafety> store,
        SessionDoor door,
        TimeProvider time,
        CancellationToken ct)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (asked.TaughtAt > door.Now || asked.TaughtAt < now - Back)
            return ScreenEndpoints.Invalid("taughtAt is when it was taught; it does not lie ahead.");
        if (asked.TherapistId is null || SessionWords.Code("therapistId", asked.TherapistId) is not null)
            return ScreenEndpoints.Invalid("therapistId is the code of who taught it, 1 to 64 visible characters.");
        if (asked.Areas is not { Count: > 0 and <= AreasMax } areas)
            return ScreenEndpoints.Invalid($"areas are those taught, 1 to {AreasMax}.");
        if (SessionWords.Areas("areas", areas) is { } wrong)
            return ScreenEndpoints.Invalid(wrong);
        if (asked.Instruction == Guid.Empty)
            return ScreenEndpoints.Invalid("instruction is an id that you made, or nothing.");

        Guid instruction = asked.Instruction ?? Guid.CreateVersion7(now);
        SessionStep step = door.StepOf(http, instruction, version: 0);
        Lesson lesson = new(areas, asked.TherapistId);
        AppendOutcome outcome = await store.AppendAsync(
            new(
                step.Unit,
                StreamKey.OfPatient(http.User.Tenant(), patient),
                view => Instruct.Decide(view, step, asked.TaughtAt, lesson),
                LookForRecords: [Instruct.SeenAs(instruction)]),
            ct);
        return outcome switch
        {
            AppendOutcome.Appended or AppendOutcome.Unchanged =>
                Results.Json(new InstructionView(instruction, patient, asked.TaughtAt, asked.TherapistId, areas), statusCode: 201),
            AppendOutcome.Rejected refused => Results.Problem(new ProblemDetails
            {
                Status = StatusCodes.Status409Conflict,
                Title = "There is an instruction of this id.",
                Detail = refused.Why,
                Extensions = { ["code"] = refused.Code },
            }),
            _ => throw new InvalidOperationException(
                "The instruction could not be stored.", (outcome as AppendOutcome.Failed)?.Cause),
        };
    }
}

/// <summary>What was taught.</summary>
/// <param name="TaughtAt">When, with a UTC offset.</param>
/// <param name="TherapistId">Code of who taught it, 1 to 64 visible characters.</param>
/// <param name="Areas">Areas taught, 1 to 20.</param>
/// <param name="Instruction">An id the caller made, so that the request may be sent again; null = one is made.</param>
public sealed record InstructRequest(
    DateTimeOffset TaughtAt, string? TherapistId, IReadOnlyList<string>? Areas, Guid? Instruction = null);

/// <summary>An instruction that was written down.</summary>
/// <param name="Instruction">Its id.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="TaughtAt">When it was taught.</param>
/// <param name="TherapistId">Who taught it.</param>
/// <param name="Areas">Areas taught.</param>
public sealed record InstructionView(
    Guid Instruction, Guid Patient, DateTimeOffset TaughtAt, string TherapistId, IReadOnlyList<string> Areas);
