namespace LymphOutcomes.Clinical;

/// <summary>A session as far as courses go.</summary>
/// <param name="Id">Names it.</param>
/// <param name="At">When it started.</param>
/// <param name="IsCosmetic">True when it was not for lymphedema.</param>
public sealed record CourseSession(string Id, DateTimeOffset At, bool IsCosmetic = false);

/// <summary>Sessions that follow each other with gaps of at most 14 days.</summary>
/// <remarks>
/// Source: domain sheet 3.5 [choice]. Cosmetic sessions are courses of their own kind: they neither begin, prolong nor count in
/// one for lymphedema.
/// </remarks>
/// <param name="Id">Id of its first session.</param>
/// <param name="IsCosmetic">Kind of its sessions.</param>
/// <param name="First">Start of its first session.</param>
/// <param name="Last">Start of its last session so far.</param>
/// <param name="Sessions">How many so far.</param>
public sealed record Course(string Id, bool IsCosmetic, DateTimeOffset First, DateTimeOffset Last, int Sessions)
{
    /// <summary>Longest gap within a course, days of 24 hours, both ends included.</summary>
    public const int LongestGapDays = 14;

    /// <summary>From its first session to its last, days of 24 hours.</summary>
    public double SpanDays => (Last - First).TotalDays;

    /// <summary>The course a session belongs to: the one before, or a new one.</summary>
    /// <param name="before">The latest course of its kind; null when there is none.</param>
    /// <param name="session">A session not earlier than those before.</param>
    /// <param name="longestGapDays">14 unless the rule set says otherwise.</param>
    public static Course With(Course? before, CourseSession session, int longestGapDays = LongestGapDays) =>
        before is not null
            && before.IsCosmetic == session.IsCosmetic
            && session.At - before.Last <= TimeSpan.FromDays(longestGapDays)
            ? before with { Last = session.At, Sessions = before.Sessions + 1 }
            : new(session.Id, session.IsCosmetic, session.At, session.At, Sessions: 1);

    /// <summary>All courses of some sessions, by their beginning.</summary>
    /// <param name="sessions">In any order.</param>
    public static IReadOnlyList<Course> Group(IEnumerable<CourseSession> sessions)
    {
        List<Course> courses = [];
        foreach (CourseSession session in sessions
            .OrderBy(session => session.At)
            .ThenBy(session => session.Id, StringComparer.Ordinal))
        {
            int before = courses.FindLastIndex(course => course.IsCosmetic == session.IsCosmetic);
            Course course = With(before < 0 ? null : courses[before], session);
            if (before >= 0 && courses[before].Id == course.Id)
                courses[before] = course;
            else
                courses.Add(course);
        }

        return courses;
    }
}
