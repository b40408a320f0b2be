namespace LymphOutcomes.Clinical;

/// <summary>A condition on record.</summary>
/// <param name="Record">Names the record; a <see cref="ConditionEnd"/> may name it too.</param>
/// <param name="Condition">The condition.</param>
/// <param name="From">When it began; of a day without a time, the day's first moment.</param>
public sealed record ConditionOnset(string Record, Contraindication Condition, DateTimeOffset From);

/// <summary>A clinician says, or two days without fever show, that a condition is over.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="At">Since when; that instant itself no longer counts.</param>
/// <param name="OfRecord">The record that is over; null = every one of this condition that began before.</param>
/// <param name="IsFeverFree">True when nobody but the thermometer says so: that ends a fever and nothing else.</param>
public sealed record ConditionEnd(Contraindication Condition, DateTimeOffset At, string? OfRecord = null, bool IsFeverFree = false);

/// <summary>A provider allows drainage in spite of conditions.</summary>
/// <param name="Conditions">The conditions it was given for; others still hold.</param>
/// <param name="From">When it was given.</param>
/// <param name="Until">First moment it is no longer good for; null = for good.</param>
public sealed record MldClearance(IReadOnlyCollection<Contraindication> Conditions, DateTimeOffset From, DateTimeOffset? Until = null)
{
    /// <summary>True when it is in force at a moment and was given for a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="began">When it began: a clearance of before was not given for an acute one.</param>
    /// <param name="at">The moment.</param>
    public bool Allows(Contraindication condition, DateTimeOffset began, DateTimeOffset at) =>
        Conditions.Contains(condition)
        && From <= at
        && (Until is null || at < Until)
        && (Contraindications.GroupOf(condition) == HoldGroup.UntilCleared || began <= From);
}

/// <summary>The time <c>[From, Until)</c> in which a condition was active.</summary>
/// <param name="Record">The record of the condition.</param>
/// <param name="Condition">The condition.</param>
/// <param name="From">First moment.</param>
/// <param name="Until">First moment after; null while nothing has ended it.</param>
public sealed record ActiveTime(string Record, Contraindication Condition, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>True at <see cref="From"/>, no more at <see cref="Until"/>.</summary>
    public bool Holds(DateTimeOffset at) => From <= at && (Until is null || at < Until);
}

/// <summary>When a patient's conditions were active, and when they spoke against drainage.</summary>
/// <remarks>
/// Source: domain sheet 3.3: active is <c>[onset, cleared)</c>, cleared only by an explicit fact, never by time alone. A function
/// of the set of facts: their order does not matter, and a fact that comes late says what was true all along. Choices: what ends
/// "every" record ends those that began before it, not one that begins at that very instant; what names a record that began later
/// ends it before it began; a clearance given before an acute condition began was not given for it, while one for heart disease or
/// kidney failure holds whatever day those are said to have begun, for that day is often only when they were written down.
/// </remarks>
public sealed class Holds
{
    /// <summary>
    /// So long after cellulitis or a deep vein thrombosis was cleared, swelling is still not the lymphedema's own. 28 days
    /// [choice: domain sheet 4.6].
    /// </summary>
    public const int AcuteDaysAfterClearance = 28;

    private readonly List<MldClearance> _clearances;

    private Holds(IReadOnlyList<ActiveTime> active, List<MldClearance> clearances)
    {
        Active = active;
        _clearances = clearances;
    }

    /// <summary>Every record of a condition with the time it was active, by onset.</summary>
    public IReadOnlyList<ActiveTime> Active { get; }

    /// <summary>The holds that follow from what is on record.</summary>
    /// <param name="onsets">In any order.</param>
    /// <param name="ends">In any order.</param>
    /// <param name="clearances">In any order.</param>
    public static Holds Of(
        IEnumerable<ConditionOnset> onsets, IEnumerable<ConditionEnd> ends, IEnumerable<MldClearance> clearances)
    {
        List<ConditionEnd> all = [.. ends];
        return new(
            [
                .. onsets.Select(onset => new ActiveTime(onset.Record, onset.Condition, onset.From, FirstEnd(onset, all)))
                    .OrderBy(active => active.From)
                    .ThenBy(active => active.Record, StringComparer.Ordinal),
            ],
            [.. clearances]);
    }

    /// <summary>The conditions that speak against a session at a moment: active, and not cleared for drainage.</summary>
    public IEnumerable<ActiveTime> Against(DateTimeOffset at) =>
        Active.Where(active => active.Holds(at) && !IsCleared(active.Condition, active.From, at));

    /// <summary>True when a clearance in force at a moment was given for a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="began">When it began.</param>
    /// <param name="at">The moment.</param>
    public bool IsCleared(Contraindication condition, DateTimeOffset began, DateTimeOffset at) =>
        _clearances.Exists(clearance => clearance.Allows(condition, began, at));

    /// <summary>
    /// True while swelling is not the lymphedema's own: from the onset of cellulitis or a deep vein thrombosis until 28 days after
    /// it was cleared. Such a reading is kept, and left out of slope, moving average and response.
    /// </summary>
    /// <param name="at">The moment.</param>
    /// <param name="daysAfterClearance">How long it lasts after it was cleared, days.</param>
    public bool IsAcute(DateTimeOffset at, int daysAfterClearance = AcuteDaysAfterClearance) => Active.Count > 0 && Active.Any(active =>
        Contraindications.MakesSwellingAcute(active.Condition)
        // An interval that was ended before it began never was.
        && (active.Until is not { } until || active.From < until)
        && active.From <= at
        && (active.Until is not { } cleared || at < cleared.AddDays(daysAfterClearance)));

    private static DateTimeOffset? FirstEnd(ConditionOnset onset, List<ConditionEnd> ends) => ends
        .Where(end => end.Condition == onset.Condition
            && (!end.IsFeverFree || end.Condition == Contraindication.Fever)
            && (end.OfRecord is null ? end.At > onset.From : end.OfRecord == onset.Record))
        .Min(end => (DateTimeOffset?)(end.At > onset.From ? end.At : onset.From));
}
