using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.InstructingPatients;

/// <summary>A patient was taught drainage at home: the same fact as the hospital's <c>self-mld-instructed</c>. Pure.</summary>
public static class Instruct
{
    /// <summary>Code when the caller's id names another instruction already.</summary>
    public const string Exists = "instruction-exists";

    private const string Kind = "lesson";

    /// <summary>Writes it down; the same under the same id again changes nothing.</summary>
    /// <param name="view">The patient.</param>
    /// <param name="step">Who wrote it down; its session is the id of the instruction.</param>
    /// <param name="at">When it was taught.</param>
    /// <param name="lesson">What, and by whom.</param>
    public static Decision Decide(StreamView<PatientSafety> view, SessionStep step, DateTimeOffset at, Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(lesson);
        string hash = SessionStep.HashOf(at, lesson);
        if (view.Seen?.GetValueOrDefault(SeenAs(step.Session)) is { } before)
        {
            return before.ContentHash == hash
                ? new Decision.Nothing()
                : new Decision.Reject(Exists, "An instruction of this id says something else.");
        }

        InstructionRecorded taught = new(OwnRecords.Source, at, new(OwnRecords.Once(Kind, step.Session), 1, null), hash, lesson)
        {
            By = step.By,
        };
        return new Decision.Append(
        [
            new NewEvent(taught, DerivedId.From(step.Unit, 0), new(Traceparent: step.Traceparent), ShortMemory.SeenOf(taught)),
        ]);
    }

    /// <summary>The record to look for, to know an instruction that is sent again.</summary>
    public static string SeenAs(Guid instruction) => ShortMemory.KeyOf(OwnRecords.Source, OwnRecords.Once(Kind, instruction));
}
