using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Sessions.V1;

namespace LymphOutcomes.Sessions.FollowingCourses;

/// <summary>A patient's courses of treatment and what they came to. The same facts in any order give the same courses. Pure.</summary>
/// <remarks>
/// Courses are those of <see cref="Course"/>, responses those of <see cref="CourseOutcome"/>: alerting judges by the same numbers. It
/// does so at a hospital's own limits and without the readings that wait there for a person; here the limits are those of the domain
/// sheet, and every reading counts.
/// </remarks>
public static class Courses
{
    private const string Therapist = "therapist";
    private const string Unknown = "unknown";

    /// <summary>Every course, oldest first.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="treatment">What is on record.</param>
    public static IReadOnlyList<TreatmentCourse> Of(Guid patient, PatientTreatment treatment)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        IReadOnlyList<LimbSizes> limbs = LimbSizes.Of(treatment);
        // Only sessions by a therapist make a course (domain sheet 3.5).
        List<SessionRecorded> sessions =
        [
            .. treatment.Current<SessionRecorded>().Select(given => given.Fact).Where(given => given.Session.GivenBy == Therapist),
        ];
        IReadOnlyList<Course> courses = Course.Group(
            sessions.Select(given => new CourseSession(RecordName.Of(given), given.EffectiveTime, IsCosmetic(given))));
        return [.. courses.Select((course, n) => View(course, courses.Skip(n + 1)))];

        TreatmentCourse View(Course course, IEnumerable<Course> later)
        {
            List<SessionRecorded> own =
            [
                .. sessions.Where(given => IsCosmetic(given) == course.IsCosmetic
                    && given.EffectiveTime >= course.First
                    && given.EffectiveTime <= course.Last),
            ];
            DateTimeOffset? next = later.FirstOrDefault(other => other.IsCosmetic == course.IsCosmetic)?.First;
            List<LimbResponse> responses = course.IsCosmetic
                ? []
                : [.. limbs.Select(limb => Response(limb, [.. own.Select(given => given.EffectiveTime)], next))];
            LimbResponse? worst = responses.MaxBy(response => VerdictOf(response));
            return new(
                course.Id,
                patient,
                course.IsCosmetic ? "cosmetic" : "lymphedema",
                own.FindLast(given => given.Session.Phase is not null and not Unknown)?.Session.Phase ?? Unknown,
                course.First,
                course.Last,
                course.Sessions,
                worst?.Verdict ?? ResponseVerdict.NotEvaluable.ToWire(),
                course.IsCosmetic ? NotEvaluable.Cosmetic : worst is null ? NotEvaluable.NoReadingBefore : worst.WhyNot,
                responses);
        }
    }

    private static bool IsCosmetic(SessionRecorded given) => given.Session.Purpose == "cosmetic";

    private static ResponseVerdict VerdictOf(LimbResponse response) =>
        WireText.TryParse(response.Verdict, out ResponseVerdict verdict) ? verdict : ResponseVerdict.NotEvaluable;

    private static LimbResponse Response(LimbSizes limb, IReadOnlyList<DateTimeOffset> sessions, DateTimeOffset? next)
    {
        LimbOutcome outcome = CourseOutcome.Of(sessions, next, limb.Readings, limb.IsTwoSided);
        return new(
            limb.Limb.Site.ToWire(),
            limb.Limb.Side.ToWire(),
            limb.IsTwoSided ? "pvc" : "prev",
            outcome.Verdict.ToWire(),
            outcome.ReductionPercent,
            outcome.WhyNot,
            Size(outcome.Start),
            Size(outcome.Latest),
            Size(outcome.Lowest),
            outcome.Lost?.Since,
            outcome.Lost?.RegainedPercent);
    }

    private static ComparedSize? Size(SizeReading? reading) =>
        reading is { Ml: { } ml } ? new(reading.Fact, reading.At, ml) : null;
}
