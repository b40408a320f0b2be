using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.FollowingTreatment;

/// <summary>
/// LYM-031: a session is booked for a time at which, as far as is known, a condition will speak against it: to be watched, and a call
/// to the provider from 24 hours before its start on.
/// </summary>
/// <remarks>
/// Source: the seed page; hours: choice. It begins when the booking was made or the condition began, whichever came later, and ends
/// when the booking is called off, the condition is over or cleared for drainage, or the time has come: then the alert of LYM-030
/// speaks, if it took place. What is over starts no alert. A booking stands in time where it is to start, so it is followed there
/// once, with all that is on record by then: no fact that could still bear on it has been folded away. Pure.
/// </remarks>
public static class PlannedDespiteCondition
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "LYM-031";

    /// <inheritdoc cref="SessionDespiteCondition.Follow"/>
    public static IReadOnlyList<Progress> Follow(
        TreatmentSeries series, IReadOnlyList<Progress> before, RuleSet rules, ICollection<Episode> ended)
    {
        ThermometerFever fever = ThermometerFever.From(before.FirstOrDefault(progress => progress.Key.Extra is null));
        List<Progress> open = [.. before.Where(progress => progress.Stretch is not null)];
        foreach (TreatmentPoint point in series.Points)
        {
            SessionBooked? booked = (point as FactPoint)?.Fact as SessionBooked;
            // A booking is no news of its time: it may lie ahead. Anything else was so, so what should have ended by then has.
            if (booked is null)
                End(open, point.At, ended);
            if ((point as FactPoint)?.Fact is TemperatureTaken taken)
                fever = fever.After(taken, point.Seq);
            if (booked is not null && Judge(booked, point, fever, series.Background, rules.PlannedDespiteCondition) is { } found)
                Keep(found, booked, open, ended);
        }

        return [fever.ToMemory(Id), .. open];
    }

    private static void Keep(
        (OpenStretch Stretch, Ending? End) found, SessionBooked booked, List<Progress> open, ICollection<Episode> ended)
    {
        AlertKey key = TreatmentWords.KeyOf(Id, booked.Origin);
        if (found.End is { } end)
            ended.Add(found.Stretch.ToEpisode(key, end));
        else
            open.Add(new(key, found.Stretch, Earlier: []));
    }

    private static void End(List<Progress> open, DateTimeOffset now, ICollection<Episode> ended)
    {
        foreach (Progress over in open.Where(progress => progress.Stretch!.EndsAt <= now))
            ended.Add(over.Stretch!.ToEpisode(over.Key, now)!);
        open.RemoveAll(progress => progress.Stretch!.EndsAt <= now);
    }

    private static (OpenStretch Stretch, Ending? End)? Judge(
        SessionBooked booked,
        TreatmentPoint point,
        ThermometerFever fever,
        TreatmentBackground background,
        PlannedDespiteConditionLimits limits)
    {
        DateTimeOffset start = booked.StartsAt;
        Conflict[] conflicts =
        [
            .. background.Holds.Active.Select(active => ConflictOf(active, background))
                .Concat(ConflictsOf(fever, start, background))
                .Select(conflict => Within(conflict, booked, background))
                .Where(conflict => conflict.From < conflict.Over!.At)
                .OrderBy(conflict => conflict.From),
        ];
        if (conflicts.Length == 0)
            return null;

        Ending end = conflicts.MaxBy(conflict => conflict.Over!.At)!.Over!;
        DateTimeOffset callsFrom = start.AddHours(-limits.WatchHoursAhead);
        Severity severity = conflicts[0].From > callsFrom ? Severity.CallProvider : Severity.Watch;
        Trail trail = conflicts.Aggregate(
            (Trail?)null,
            (trail, conflict) => Trail.Of(trail, new(conflict.Fact, conflict.Seq, conflict.From, 1, severity)))!
            // Last, because in time a booking stands where it is to start.
            .With(new(point.FactId, point.Seq, start, conflicts.Length, severity));
        OpenStretch stretch = new(
            trail,
            MarginPoints: null,
            new Dictionary<string, double>
            {
                ["activeConditions"] = conflicts.Length,
                ["watchHoursAhead"] = limits.WatchHoursAhead,
            },
            $"Upcoming session ({TreatmentWords.DayOf(start)}) conflicts with "
                + $"{TreatmentWords.And(conflicts.Select(conflict => conflict.Condition))}. Ask the provider before it goes ahead.",
            EndsAt: start,
            IsToldWhenOver: false,
            Rises: severity == Severity.Watch ? new(callsFrom, Severity.CallProvider) : null);
        return (stretch, end.At < start ? end : null);
    }

    private static Conflict ConflictOf(ActiveTime active, TreatmentBackground background)
    {
        AcceptedFact known = background.ConditionOf(active);
        return new(
            active.Condition,
            known.Fact.Origin.Id,
            known.Seq,
            active.From,
            active.From,
            active.Until is { } until ? new(until, background.EndOf(active)?.Fact.Origin.Id) : null);
    }

    private static IEnumerable<Conflict> ConflictsOf(ThermometerFever fever, DateTimeOffset start, TreatmentBackground background)
    {
        if (fever.Past is { } past)
            yield return Of(past.Fact, past.Seq, past.Began, past.LastAt, past.End);
        if (fever.Hold is { } hold)
            yield return Of(fever.Fact, fever.Seq, hold.Began, hold.LastAt, over: null);

        Conflict Of(Guid fact, long seq, DateTimeOffset began, DateTimeOffset lastAt, Ending? over) => new(
            Contraindication.Fever,
            fact,
            seq,
            began,
            lastAt,
            // Somebody may have said it before the thermometer did.
            EndingOf(background.OverBetween(Contraindication.Fever, lastAt, over?.At ?? start)) ?? over);
    }

    // From when the booking was made; until it was called off, the condition was cleared for drainage, or its time has come.
    private static Conflict Within(Conflict conflict, SessionBooked booked, TreatmentBackground background)
    {
        Ending?[] ends =
        [
            conflict.Over,
            EndingOf(background.ClearanceAt(conflict.Condition, conflict.Began, booked.StartsAt)),
            EndingOf(background.CalledOff(booked)),
            new(booked.StartsAt, By: null),
        ];
        return conflict with
        {
            From = booked.Origin.EffectiveTime > conflict.From ? booked.Origin.EffectiveTime : conflict.From,
            Over = ends.OfType<Ending>().MinBy(end => end.At),
        };
    }

    private static Ending? EndingOf(AcceptedFact? by) => by is null ? null : new(by.Fact.Origin.EffectiveTime, by.Fact.Origin.Id);

    /// <summary>A condition against a booking.</summary>
    /// <param name="Condition">The condition.</param>
    /// <param name="Fact">The fact that says it.</param>
    /// <param name="Seq">Its number in alerting's log.</param>
    /// <param name="Began">When the condition began.</param>
    /// <param name="From">Since when it is against the booking.</param>
    /// <param name="Over">How that came to its end; null while nothing has ended it.</param>
    private sealed record Conflict(
        Contraindication Condition, Guid Fact, long Seq, DateTimeOffset Began, DateTimeOffset From, Ending? Over);
}
