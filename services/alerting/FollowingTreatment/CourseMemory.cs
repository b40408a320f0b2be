using System.Collections.Immutable;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>
/// The course of sessions a patient is in or had last, with how large each limb was and how the symptoms were before it: all that
/// the response to it is judged by.
/// </summary>
/// <remarks>
/// Only sessions by a therapist and for lymphedema count (domain sheet 3.5). Remembered as earlier values: the first word says what
/// it is, the second of what, the third on which basis it was measured.
/// </remarks>
internal sealed class CourseMemory
{
    private const string CourseTag = "course";
    private const string LastTag = "last";
    private const string LatestTag = "latest";
    private const string StartTag = "start";
    private const string LowTag = "low";
    private const string PairTag = "pair";
    private const string ToldTag = "told";
    private const string BeforeTag = "before";

    private readonly SortedDictionary<(string Tag, string Of), EarlierValue> _values = [];

    private CourseMemory()
    {
    }

    /// <summary>The course; null before the first session.</summary>
    public Course? Course { get; private set; }

    /// <summary>True when a limb could be compared since this course began.</summary>
    public bool HasPair => _values.ContainsKey((PairTag, CourseTag));

    /// <summary>What was remembered.</summary>
    public static CourseMemory From(Progress? memory)
    {
        CourseMemory course = new();
        foreach (EarlierValue value in memory?.Earlier ?? [])
        {
            string[] words = value.Word!.Split(' ', 3);
            course._values[(words[0], words[1])] = value;
        }

        if (course._values.FirstOrDefault(known => known.Key.Tag == CourseTag) is { Value: { } first } known)
        {
            course.Course = new(
                known.Key.Of, IsCosmetic: false, first.At, course._values[(LastTag, CourseTag)].At, (int)first.Value);
        }

        return course;
    }

    /// <summary>What to remember, under the rule's own key.</summary>
    public Progress ToMemory(string rule) => new(new(rule, Limb: null), Stretch: null, [.. _values.Values]);

    /// <summary>Takes a session in; what was known of a course before is dropped when it begins a new one.</summary>
    public void Treat(SessionGiven session, NoResponseLimits limits)
    {
        if (session is not { GivenBy: "therapist", Purpose: not "cosmetic" })
            return;
        DateTimeOffset at = session.Origin.EffectiveTime;
        var course = Course.With(Course, new(TreatmentWords.NameOf(session.Origin), at), limits.LongestGapDays);
        if (course.Id != Course?.Id)
            Begin(at, limits);
        if (Course is not null)
            _values.Remove((CourseTag, Course.Id));
        Course = course;
        Put(CourseTag, course.Id, course.First, course.Sessions);
        Put(LastTag, CourseTag, course.Last, 0);
    }

    /// <summary>The size of a limb before the course, when the reading at hand can be compared with it; else null.</summary>
    public EarlierValue? StartOf(LimbPoint point) =>
        _values.GetValueOrDefault((StartTag, point.LimbName)) is { } start && MeasuringBasis.AreComparable(BasisOf(start), point.Basis)
            ? start
            : null;

    /// <summary>True when no reading of the limb lies between the course's last session and this one.</summary>
    public bool IsFirstAfterSession(LimbPoint point) =>
        Course is { } course
        && (_values.GetValueOrDefault((LatestTag, point.LimbName)) is not { } latest || latest.At <= course.Last);

    /// <summary>The smallest a limb came to by the course; null while that was no success.</summary>
    public EarlierValue? LowOf(LimbPoint point) => _values.GetValueOrDefault((LowTag, point.LimbName));

    /// <summary>Takes it down that a limb came to a size by the course.</summary>
    public void Lower(LimbPoint point) => Put(LowTag, point.LimbName, point.At, point.Ml!.Value);

    /// <summary>Takes it down that a limb could be compared.</summary>
    public void Pair(LimbPoint point) => Put(PairTag, CourseTag, point.At, 0);

    /// <summary>Takes a reading in, after everything was asked of it.</summary>
    public void Read(LimbPoint point)
    {
        if (point.Ml is { } ml)
            Put(LatestTag, point.LimbName, point.At, ml, point.Basis);
    }

    /// <summary>The score of a symptom before the course; null when it was not told then.</summary>
    public double? ScoreBefore(SymptomTold symptom) => _values.GetValueOrDefault((BeforeTag, NameOf(symptom)))?.Value;

    /// <summary>Takes the score of a symptom in.</summary>
    public void Tell(SymptomTold symptom, DateTimeOffset at)
    {
        if (symptom.Score is { } score)
            Put(ToldTag, NameOf(symptom), at, score);
    }

    /// <summary>On which basis a remembered size was measured.</summary>
    public static string BasisOf(EarlierValue value) => value.Word!.Split(' ', 3)[2];

    private void Begin(DateTimeOffset at, NoResponseLimits limits)
    {
        foreach ((string Tag, string Of) key in _values.Keys.Where(key => key.Tag is StartTag or LowTag or PairTag or BeforeTag).ToList())
            _values.Remove(key);
        foreach (((string tag, string of), EarlierValue value) in _values.ToList())
        {
            if (at - value.At > TimeSpan.FromDays(limits.StartWithinDays))
                continue;
            if (tag == LatestTag)
                Put(StartTag, of, value.At, value.Value, BasisOf(value));
            else if (tag == ToldTag)
                Put(BeforeTag, of, value.At, value.Value);
        }
    }

    private void Put(string tag, string of, DateTimeOffset at, double value, string basis = "") =>
        _values[(tag, of)] = new(at, value, Word: $"{tag} {of} {basis}");

    private static string NameOf(SymptomTold symptom) =>
        symptom.Side is { } side ? $"{symptom.Code}-{side.ToWire()}" : symptom.Code;
}
