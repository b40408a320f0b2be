using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LymphOutcomes.Contracts.Sessions.V1;

/// <summary>A page of <c>GET /v1/patients/{patient}/courses</c> on sessions.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Items">Courses of treatment, the latest first.</param>
/// <param name="Next">For <c>before</c> of the next page; null on the last one, and then written as null.</param>
public sealed record PatientCourses(
    Guid Patient,
    IReadOnlyList<TreatmentCourse> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? Next);

/// <summary>
/// A course of treatment: sessions by a therapist that follow each other with gaps of at most 14 days, and what the swelling did
/// meanwhile. It shows association and claims nothing of the massage. Also the data of <c>lymph.course-changed.v1</c>.
/// </summary>
/// <param name="Id">Names the course within the patient; alerts about it carry it as <c>extra</c>. When a session before it becomes
/// known it is another one.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="Purpose"><c>lymphedema</c>, or <c>cosmetic</c>: a course of its own kind that is never without response.</param>
/// <param name="Phase">As its latest session that says one: <c>intensive</c>, <c>maintenance</c>; else <c>unknown</c>.</param>
/// <param name="First">When its first session began.</param>
/// <param name="Last">When its last session so far began.</param>
/// <param name="Sessions">How many so far.</param>
/// <param name="Verdict">That of the limb with the least response: <c>call-provider</c>, <c>watch</c>, <c>not-lacking</c>; or
/// <c>not-evaluable</c>.</param>
/// <param name="WhyNot">Why it is not evaluable, as a code such as <c>no-reading-before</c>; null when it is.</param>
/// <param name="Limbs">Each watched limb that was measured.</param>
public sealed record TreatmentCourse(
    string Id,
    Guid Patient,
    [AllowedValues("lymphedema", "cosmetic")] string Purpose,
    [AllowedValues("intensive", "maintenance", "unknown")] string Phase,
    DateTimeOffset First,
    DateTimeOffset Last,
    int Sessions,
    [AllowedValues("not-evaluable", "not-lacking", "watch", "call-provider")] string Verdict,
    string? WhyNot,
    IReadOnlyList<LimbResponse> Limbs)
{
    /// <summary>Why a course is not evaluable that is no more; it is told once, with 0 sessions.</summary>
    public const string Gone = "gone";
}

/// <summary>The response of one limb to a course.</summary>
/// <param name="Site"><c>arm</c> or <c>leg</c>.</param>
/// <param name="Side"><c>left</c> or <c>right</c>.</param>
/// <param name="Measure"><c>prev</c> (percent reduction of excess volume) or, in two-sided disease, <c>pvc</c> (of absolute
/// volume).</param>
/// <param name="Verdict"><c>not-evaluable</c>, <c>not-lacking</c>, <c>watch</c> or <c>call-provider</c>.</param>
/// <param name="ReductionPercent">How much smaller it was at <paramref name="Latest"/>; below 0 it was larger; null when it is not
/// evaluable.</param>
/// <param name="WhyNot">Why it is not evaluable, as a code; null when it is.</param>
/// <param name="Start">The size before the course; null when there is none.</param>
/// <param name="Latest">The first size after the latest session that has one; null when it is not evaluable.</param>
/// <param name="Lowest">The smallest size since the course was a success; null while it was none.</param>
/// <param name="LostSince">Since when half of the gain or more is lost again; null while it is not.</param>
/// <param name="RegainedPercent">Share of the reduction regained, of 50 and more; null while the gain is not lost.</param>
public sealed record LimbResponse(
    [AllowedValues("arm", "leg")] string Site,
    [AllowedValues("left", "right")] string Side,
    [AllowedValues("prev", "pvc")] string Measure,
    [AllowedValues("not-evaluable", "not-lacking", "watch", "call-provider")] string Verdict,
    double? ReductionPercent,
    string? WhyNot,
    ComparedSize? Start,
    ComparedSize? Latest,
    ComparedSize? Lowest,
    DateTimeOffset? LostSince,
    double? RegainedPercent);

/// <summary>A size that was compared.</summary>
/// <param name="Fact">The measurement, by the id intake published it under.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Ml">Excess over the other limb, mL; in two-sided disease the volume of the limb.</param>
public sealed record ComparedSize(Guid Fact, DateTimeOffset At, double Ml);
