using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.HoldingSessions;

namespace LymphOutcomes.Sessions.ScreeningSafety;

/// <summary>
/// Keeps the snapshot of a patient with a long history small: what says when the patient may be treated stays whole, older sessions
/// and temperatures are left out. A fact that bears on those is decided on the whole stream. Pure.
/// </summary>
public static class ShortMemory
{
    /// <summary>With more bookings, sessions and temperatures than this the older are left out.</summary>
    public const int LongFrom = 80;

    /// <summary>So many are then left.</summary>
    public const int Left = 40;

    /// <summary>The state as a snapshot keeps it.</summary>
    public static PatientSafety Of(PatientSafety state)
    {
        ArgumentNullException.ThrowIfNull(state);
        List<DateTimeOffset> moments = [.. state.Facts.Where(known => Passes(known.Fact)).Select(known => On(known.Fact)).Order()];
        if (moments.Count <= LongFrom)
            return state;

        DateTimeOffset until = moments[^(Left + 1)];
        if (state.ShortenedTo is { } before && before > until)
            until = before;
        HashSet<Guid> feverish = [.. SafetyOnRecord.Of(state).FeverReadings(until).Select(reading => reading.Id)];
        HashSet<(string, string)> bookings = [];
        HashSet<(Type, string, string)> leftOut = [];
        // Versions of one record go or stay together: without the later one an earlier would count again. So do the plan of a session
        // and what came of it.
        foreach (IGrouping<(Type, string, string), SessionEvent> record in state.Facts.Select(known => known.Fact)
            .Where(Passes)
            .GroupBy(NameOf))
        {
            if (record.All(version => On(version) <= until))
                leftOut.Add(record.Key);
            else
                bookings.UnionWith(record.OfType<BookingRecorded>().Select(CurrentFacts.RecordOf));
        }

        bool Stays(KnownFact known) => !leftOut.Contains(NameOf(known.Fact))
            || feverish.Contains(known.Id)
            || (known.Fact is CancellationRecorded off && bookings.Contains((off.Source, off.Cancellation.OfRecord)));
        HashSet<Guid> gone = [.. state.Facts.Where(known => !Stays(known)).Select(known => SessionIds.Of(known.Fact)).OfType<Guid>()];
        return state with
        {
            Facts = state.Facts.RemoveAll(known => !Stays(known)),
            Holds = state.Holds.RemoveAll(held => gone.Contains(held.Session)),
            Overrides = state.Overrides?.RemoveAll(answered => gone.Contains(answered.Session)),
            Starts = state.Starts?.RemoveAll(started => gone.Contains(started.Session)),
            Waits = state.Waits?.RemoveAll(wait => gone.Contains(wait.Session)),
            ShortenedTo = until,
        };
    }

    /// <summary>True when a fact may bear on what a snapshot left out.</summary>
    /// <param name="state">What is at hand.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="seen">Records the stream has seen, of those <see cref="RecordsOf"/> names.</param>
    public static bool IsTooShortFor(PatientSafety state, SessionEvent fact, IReadOnlyDictionary<string, RecordSeen>? seen)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.ShortenedTo is not { } until)
            return false;
        if (Since(fact) <= until)
            return true;
        IReadOnlyList<string> records = RecordsOf(fact);
        List<KnownFact> versions = [.. state.Facts.Where(known => records.Contains(KeyOf(known.Fact)))];
        // A version moved to here from an older time, or one that is not at hand at all.
        return versions.Exists(known => Since(known.Fact) <= until)
            || records.Any(record => seen?.ContainsKey(record) == true && !versions.Exists(known => KeyOf(known.Fact) == record));
    }

    /// <summary>Keys of the records a fact speaks of: its own, and the one it names.</summary>
    public static IReadOnlyList<string> RecordsOf(SessionEvent fact) => fact is CancellationRecorded off
        ? [KeyOf(fact), KeyOf(fact.Source, off.Cancellation.OfRecord)]
        : [KeyOf(fact)];

    /// <summary>The record a fact is a version of, for <see cref="AppendUnit{TState}.LookForRecords"/>.</summary>
    public static RecordSeen SeenOf(SessionEvent fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return new(KeyOf(fact), fact.Record.Version, fact.ContentHash, fact.EffectiveTime);
    }

    private static string KeyOf(SessionEvent fact) => KeyOf(fact.Source, fact.Record.Key);

    /// <summary>Key of a record for <see cref="AppendUnit{TState}.LookForRecords"/>.</summary>
    internal static string KeyOf(string source, string record) => $"{source}|{record}";

    private static bool Passes(SessionEvent fact) => fact is BookingRecorded or SessionRecorded or TemperatureRecorded
        or CancellationRecorded or SideEffectsRecorded;

    private static (Type, string, string) NameOf(SessionEvent fact) => SessionIds.Of(fact) is { } session
        ? (typeof(SessionRecorded), "", session.ToString("N"))
        : (fact.GetType(), fact.Source, fact.Record.Key);

    private static DateTimeOffset On(SessionEvent fact) =>
        fact is BookingRecorded planned ? planned.Booking.StartsAt : fact.EffectiveTime;

    // Of a booking also when it was made: its cancellation may have come, and been left out, before it.
    private static DateTimeOffset Since(SessionEvent fact)
    {
        DateTimeOffset since = fact switch
        {
            BookingRecorded planned => planned.Booking.StartsAt,
            ConditionRecorded noted => SafetyOnRecord.OnsetOf(noted),
            _ => fact.EffectiveTime,
        };
        return since < fact.EffectiveTime ? since : fact.EffectiveTime;
    }
}
