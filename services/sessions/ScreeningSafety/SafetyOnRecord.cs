using LymphOutcomes.Clinical;

namespace LymphOutcomes.Sessions.ScreeningSafety;

/// <summary>What of a patient's facts speaks against sessions: worked out once, then asked of any moment. Pure.</summary>
/// <remarks>
/// The times of conditions are those of <see cref="Holds"/>; a fever by the thermometer is <see cref="FeverHold"/>, which a clinician
/// ends too by saying that the fever is over. Areas are those of <see cref="RestrictedAreas"/>.
/// </remarks>
public sealed class SafetyOnRecord
{
    private readonly Holds _holds;
    private readonly Dictionary<string, Counting<ConditionRecorded>> _noted;
    private readonly List<(DateTimeOffset At, Counting<TemperatureRecorded>? Reading)> _fever;
    private readonly IReadOnlyList<Counting<RestrictionRecorded>> _restrictions;

    private SafetyOnRecord(PatientSafety state)
    {
        State = state;
        IReadOnlyList<Counting<ConditionEndRecorded>> ends = CurrentFacts.Of<ConditionEndRecorded>(state);
        _noted = CurrentFacts.Of<ConditionRecorded>(state)
            .Where(noted => WireText.TryParse<Contraindication>(noted.Fact.Noted.Condition, out _))
            .ToDictionary(noted => NameOf(noted.Fact.Source, noted.Fact.Record.Key));
        _holds = Holds.Of(
            _noted.Select(noted => new ConditionOnset(
                noted.Key, WordOf(noted.Value.Fact.Noted.Condition)!.Value, OnsetOf(noted.Value.Fact))),
            ends.Where(end => WordOf(end.Fact.End.Condition) is not null).Select(end => EndOf(end.Fact)),
            CurrentFacts.Of<MldClearanceRecorded>(state).Select(cleared => ClearanceOf(cleared.Fact)));
        _restrictions = CurrentFacts.Versions<RestrictionRecorded>(state);
        _fever =
        [
            .. CurrentFacts.Of<TemperatureRecorded>(state)
                .Select(reading => (At: reading.Fact.EffectiveTime, Reading: (Counting<TemperatureRecorded>?)reading))
                .Concat(ends
                    .Where(end => WordOf(end.Fact.End.Condition) == Contraindication.Fever && end.Fact.End.OfRecord is null)
                    .Select(end => (At: end.Fact.EffectiveTime, Reading: (Counting<TemperatureRecorded>?)null)))
                // At one moment the end comes first: a reading at that instant is a fever that goes on.
                .OrderBy(step => step.At)
                .ThenBy(step => step.Reading is not null),
        ];
    }

    /// <summary>The facts.</summary>
    public PatientSafety State { get; }

    /// <summary>Works it out.</summary>
    public static SafetyOnRecord Of(PatientSafety state) => new(state);

    /// <summary>First moment of a condition: its day of onset, or when the record says it was so.</summary>
    public static DateTimeOffset OnsetOf(ConditionRecorded noted) => noted.Noted.Onset is { } day
        ? new(day, TimeOnly.MinValue, noted.EffectiveTime.Offset)
        : noted.EffectiveTime;

    /// <summary>The conditions on record that speak against a session at a moment, with the fact each follows from.</summary>
    public IEnumerable<(Contraindication Condition, DateTimeOffset Since, Counting<ConditionRecorded> Noted)> ConditionsAt(
        DateTimeOffset at) =>
        _holds.Against(at).Select(active => (active.Condition, active.From, _noted[active.Record]));

    /// <summary>True while swelling is not the lymphedema's own, by <see cref="Holds.IsAcute"/>.</summary>
    public bool IsAcute(DateTimeOffset at) => _holds.IsAcute(at);

    /// <summary>Every record of a contraindication with the time it was active, and the fact it follows from.</summary>
    public IEnumerable<(ActiveTime Active, Counting<ConditionRecorded> Noted)> ActiveTimes =>
        _holds.Active.Select(active => (active, _noted[active.Record]));

    /// <summary>The fever the thermometer shows at a moment, with the reading it began with; null when there is none.</summary>
    public (DateTimeOffset Since, Counting<TemperatureRecorded> Reading)? FeverAt(DateTimeOffset at) =>
        FeverUpTo(at) is { } fever && !_holds.IsCleared(Contraindication.Fever, fever.Began, at)
            ? (fever.Began, FeverReadings(at).First())
            : null;

    /// <summary>Every fever the thermometer shows, oldest first, with the reading it began with; the last may still go on.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset? Until, Counting<TemperatureRecorded> Reading)> FeverTimes
    {
        get
        {
            FeverHold? fever = null;
            Counting<TemperatureRecorded>? first = null;
            foreach ((DateTimeOffset when, Counting<TemperatureRecorded>? reading) in _fever)
            {
                FeverHold? next = reading is null ? null : FeverHold.After(fever, when, reading.Fact.Celsius);
                if (fever is not null && next is null)
                    yield return (fever.Began, when, first!);
                else if (fever is null && next is not null)
                    first = reading;
                fever = next;
            }

            if (fever is not null)
                yield return (fever.Began, null, first!);
        }
    }

    /// <summary>The readings that alone show the same fever at a moment as all those before it; none when there is no fever.</summary>
    public IEnumerable<Counting<TemperatureRecorded>> FeverReadings(DateTimeOffset at) => FeverUpTo(at) is not { } fever
        ? []
        : _fever.Select(step => step.Reading).OfType<Counting<TemperatureRecorded>>().Where(reading =>
            reading.Fact.EffectiveTime == fever.Began
            || reading.Fact.EffectiveTime == fever.LastAt
            || reading.Fact.EffectiveTime == fever.BelowSince);

    /// <summary>Areas that must not be massaged at a moment, each with the version of the list that says so.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="areas">Areas asked about; null = all.</param>
    public IEnumerable<(IReadOnlyList<string> Areas, Counting<RestrictionRecorded> Restriction)> AreasAt(
        DateTimeOffset at, IReadOnlyList<string>? areas)
    {
        foreach (IGrouping<(string, string), Counting<RestrictionRecorded>> list in _restrictions
            .Where(version => version.Fact.EffectiveTime <= at)
            .GroupBy(version => CurrentFacts.RecordOf(version.Fact)))
        {
            IEnumerable<AreaRestriction> versions = list.Select(version =>
                new AreaRestriction("", version.Fact.EffectiveTime, version.Fact.Restricted.Areas));
            IReadOnlyList<string> touched =
                RestrictedAreas.Touched(versions, at, areas ?? list.Last().Fact.Restricted.Areas);
            if (touched.Count > 0)
                yield return (touched, list.Last());
        }
    }

    private FeverHold? FeverUpTo(DateTimeOffset at)
    {
        FeverHold? fever = null;
        foreach ((DateTimeOffset when, Counting<TemperatureRecorded>? reading) in _fever.TakeWhile(step => step.At <= at))
            fever = reading is null ? null : FeverHold.After(fever, when, reading.Fact.Celsius);
        return fever;
    }

    private static Contraindication? WordOf(string condition) =>
        WireText.TryParse(condition, out Contraindication word) ? word : null;

    private static ConditionEnd EndOf(ConditionEndRecorded end) => new(
        WordOf(end.End.Condition)!.Value,
        end.EffectiveTime,
        end.End.OfRecord is { } record ? NameOf(end.Source, record) : null,
        end.End.Basis == "fever-free-48h");

    /// <summary>A clearance with its validity.</summary>
    internal static MldClearance ClearanceOf(MldClearanceRecorded cleared) => new(
        [.. cleared.Cleared.Conditions.Select(WordOf).OfType<Contraindication>()],
        cleared.EffectiveTime,
        cleared.Cleared.Until is { } last
            ? new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, cleared.EffectiveTime.Offset)
            : null);

    private static string NameOf(string source, string record) => $"{source}|{record}";
}
