namespace LymphOutcomes.Clinical;

/// <summary>The size of one limb, as the response to a course of sessions is judged by it.</summary>
/// <param name="Fact">The fact it was read from.</param>
/// <param name="At">When it was read. A reading of the very moment of a session was taken before it.</param>
/// <param name="Ml">Excess over the other limb, mL; in two-sided disease the volume of the limb. Null when it says nothing.</param>
/// <param name="Basis">As of <see cref="MeasuringBasis"/>.</param>
/// <param name="WhyNot">Why <paramref name="Ml"/> is null, as a code; null when it is not.</param>
public sealed record SizeReading(Guid Fact, DateTimeOffset At, double? Ml, string Basis, string? WhyNot = null);

/// <summary>Why a course cannot be judged by a limb.</summary>
public static class NotEvaluable
{
    /// <summary>No size was read within 14 days before the first session.</summary>
    public const string NoReadingBefore = "no-reading-before";

    /// <summary>No size was read since the first session.</summary>
    public const string NoReadingAfter = "no-reading-after";

    /// <summary>The excess before the course was below 250 mL.</summary>
    public const string ExcessTooSmall = "excess-too-small";

    /// <summary>By another method, on other stations, or not the first reading after a session.</summary>
    public const string NotComparable = "not-comparable";

    /// <summary>The course was not for lymphedema.</summary>
    public const string Cosmetic = "cosmetic";
}

/// <summary>A gain of a course of which half or more is lost again.</summary>
/// <param name="Since">The first reading that showed it.</param>
/// <param name="RegainedPercent">Share of the reduction regained at the latest reading that showed it; 50 or more.</param>
public sealed record GainLost(DateTimeOffset Since, double RegainedPercent);

/// <summary>What a course of sessions came to, by one limb.</summary>
/// <param name="Verdict">At the latest first reading after a session.</param>
/// <param name="IsTwoSided">True: percent change of absolute volume (PVC); false: percent reduction of excess volume (PREV).</param>
/// <param name="ReductionPercent">How much smaller it is; null when it is not evaluable.</param>
/// <param name="WhyNot">A code of <see cref="NotEvaluable"/>, or of a reading; null when it is evaluable.</param>
/// <param name="Start">The size before the course; null when there is none.</param>
/// <param name="Latest">The size it was judged by; null when it is not evaluable.</param>
/// <param name="Lowest">The smallest size since the course was a success; null while it was none.</param>
/// <param name="Lost">The gain that is lost; null while none is.</param>
public sealed record LimbOutcome(
    ResponseVerdict Verdict,
    bool IsTwoSided,
    double? ReductionPercent,
    string? WhyNot,
    SizeReading? Start,
    SizeReading? Latest,
    SizeReading? Lowest,
    GainLost? Lost);

/// <summary>What a course of sessions came to: response, and relapse after success.</summary>
/// <remarks>
/// The limits are those of <see cref="TreatmentResponse"/>. Association only: the numbers claim nothing of the massage.
/// </remarks>
public static class CourseOutcome
{
    /// <summary>Judges a course by one limb.</summary>
    /// <remarks>
    /// Source: domain sheet 3.5; Vignes 2011. Choices: the first size after each session is judged; from the 6th session on one that
    /// shows a response makes the course a success; what is regained counts from the smallest size since. The next course takes no
    /// part of it, but may still show that a lost gain is back.
    /// </remarks>
    /// <param name="sessions">When the sessions of the course were, oldest first; at least one.</param>
    /// <param name="next">When the next course began; null when there is none.</param>
    /// <param name="readings">All readings of the limb, oldest first.</param>
    /// <param name="isTwoSided">True when the other limb is no yardstick.</param>
    public static LimbOutcome Of(
        IReadOnlyList<DateTimeOffset> sessions, DateTimeOffset? next, IReadOnlyList<SizeReading> readings, bool isTwoSided)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentOutOfRangeException.ThrowIfZero(sessions.Count, nameof(sessions));
        List<SizeReading> sizes = [.. readings.Where(reading => reading.Ml is not null)];
        List<SizeReading> before = [.. readings.Where(reading => reading.At <= sessions[0] && IsNear(sessions[0], reading))];
        SizeReading? start = before.FindLast(reading => reading.Ml is not null);
        var follow = new Followed(sessions, start, isTwoSided);
        SizeReading? last = null;
        foreach (SizeReading size in sizes)
        {
            if (size.At > sessions[0])
                follow.Read(size, last, isOfCourse: next is null || size.At <= next);
            last = size;
        }

        return follow.Verdict is { } verdict
            ? new(verdict, isTwoSided, follow.Percent, WhyNot: null, start, follow.Judged, follow.Low, follow.Lost)
            : new(
                ResponseVerdict.NotEvaluable, isTwoSided, ReductionPercent: null, WhyNot(before, start, Since()), start, Latest: null,
                follow.Low, follow.Lost);

        IEnumerable<SizeReading> Since() => readings.Where(reading => reading.At > sessions[0] && (next is null || reading.At <= next));

        string WhyNot(List<SizeReading> near, SizeReading? first, IEnumerable<SizeReading> since)
        {
            if (first is null)
                return near is [.., { WhyNot: { } why }] ? why : NotEvaluable.NoReadingBefore;
            if (!isTwoSided && Threshold.Below(first.Ml!.Value, VolumeIndices.LeastExcessForReductionMl))
                return NotEvaluable.ExcessTooSmall;
            List<SizeReading> after = [.. since];
            if (after.Exists(reading => reading.Ml is not null))
                return NotEvaluable.NotComparable;
            return after is [.., { WhyNot: { } none }] ? none : NotEvaluable.NoReadingAfter;
        }
    }

    private static bool IsNear(DateTimeOffset first, SizeReading reading) =>
        first - reading.At <= TimeSpan.FromDays(TreatmentResponse.StartWithinDays);

    private sealed class Followed(IReadOnlyList<DateTimeOffset> sessions, SizeReading? start, bool isTwoSided)
    {
        private readonly ResponseLimits _limits = isTwoSided ? ResponseLimits.OfVolume : ResponseLimits.OfExcess;
        private double _lostFromMl;

        public ResponseVerdict? Verdict { get; private set; }

        public double? Percent { get; private set; }

        public SizeReading? Judged { get; private set; }

        public SizeReading? Low { get; private set; }

        public GainLost? Lost { get; private set; }

        public void Read(SizeReading size, SizeReading? last, bool isOfCourse)
        {
            if (start is null || !MeasuringBasis.AreComparable(start.Basis, size.Basis))
                return;
            // What was the smallest when it was lost is what its end is judged by.
            if (Lost is not null && Regained(_lostFromMl, size) is { } back && Threshold.Below(back, TreatmentResponse.RelapsePercent))
                Lost = null;
            if (!isOfCourse)
                return;

            int given = sessions.Count(session => session < size.At);
            bool isFirst = last is null || last.At <= sessions[given - 1];
            double? percent = ReductionPercent(start.Ml!.Value, size.Ml!.Value);
            if (isFirst && percent is not null)
                (Verdict, Percent, Judged) = (TreatmentResponse.Judge(given, SpanDays(given), percent, _limits), percent, size);
            Lose(size);
            bool isSuccess = Low is not null
                || (given >= _limits.WatchSessions && isFirst && percent is { } gone && Threshold.AtLeast(gone, _limits.CallBelowPercent));
            if (isSuccess && (Low is null || size.Ml < Low.Ml))
                Low = size;
        }

        private void Lose(SizeReading size)
        {
            if (Low is null
                || Regained(Low.Ml!.Value, size) is not { } regained
                || !Threshold.AtLeast(regained, TreatmentResponse.RelapsePercent))
            {
                return;
            }

            if (Lost is null)
                _lostFromMl = Low.Ml.Value;
            Lost = new(Lost?.Since ?? size.At, regained);
        }

        private double? Regained(double lowMl, SizeReading size) =>
            TreatmentResponse.RegainedPercent(start!.Ml!.Value, lowMl, size.Ml!.Value);

        private double? ReductionPercent(double startMl, double ml) => isTwoSided
            ? VolumeIndices.PercentVolumeChange(startMl, ml)
            : VolumeIndices.PercentReductionOfExcess(startMl, ml);

        private double SpanDays(int given) => (sessions[given - 1] - sessions[0]).TotalDays;
    }
}
