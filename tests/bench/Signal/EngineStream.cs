using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Bench.Signal;

/// <summary>One patient's stream in memory: decided on and folded as the service does, each time from what a snapshot keeps.</summary>
internal sealed class EngineStream
{
    private readonly StreamKey _key;
    private readonly DateTimeOffset _operation;
    private readonly Func<PatientPicture, PatientPicture> _settle;
    private readonly List<StoredEvent> _log = [];
    private readonly Dictionary<string, RecordSeen> _seen = [];

    /// <summary>An empty one.</summary>
    /// <param name="patient">Number of the patient.</param>
    /// <param name="rules">Limits.</param>
    public EngineStream(int patient, RuleSet rules)
    {
        _key = StreamKey.OfPatient("bench", new Guid(patient, 1, 0, [0, 0, 0, 0, 0, 0, 0, 0]));
        _operation = Patient.OperationOf(patient);
        // Snapshots hold what the standard limits found; other limits must remember their own.
        _settle = rules == RuleSet.Standard ? PatientPicture.ForSnapshot : picture => Settling.Settle(picture, rules);
    }

    /// <summary>What the snapshot keeps.</summary>
    public PatientPicture Picture { get; private set; } = PatientPicture.Initial;

    /// <summary>The fold of everything.</summary>
    public PatientPicture Whole => _log.Aggregate(PatientPicture.Initial, PatientPicture.Evolve);

    private static IReadOnlyDictionary<Guid, KnownEvent> NoneKnown { get; } = new Dictionary<Guid, KnownEvent>();

    /// <summary>What a decision sees.</summary>
    /// <param name="day">Now, in days after the operation.</param>
    public StreamView<PatientPicture> ViewOn(double day) =>
        new(_key, Picture, _log.Count, NoneKnown, _operation.AddDays(day), _log.Count, _seen);

    /// <summary>Decides, and keeps what was decided.</summary>
    /// <returns>The events appended.</returns>
    public IReadOnlyList<NewEvent> Do(double day, Func<StreamView<PatientPicture>, Decision> decide)
    {
        Decision decision = decide(ViewOn(day));
        if (decision is Decision.ReadHistory)
        {
            Picture = Whole;
            decision = decide(ViewOn(day));
        }

        switch (decision)
        {
            case Decision.Append append:
                foreach (NewEvent next in append.Events)
                {
                    if (next.Record is { } record)
                        _seen[record.Key] = record;
                    _log.Add(Stored(next, _log.Count + 1, day));
                    Picture = PatientPicture.Evolve(Picture, _log[^1]);
                }

                Picture = _settle(Picture);
                return append.Events;
            case Decision.Nothing:
                return [];
            default:
                throw new InvalidOperationException($"{_key.Id}, day {day:0}: {decision}");
        }
    }

    /// <summary>An event as the log would hold it.</summary>
    public StoredEvent Stored(NewEvent next, int seq, double day) =>
        new(seq, next.Id ?? Guid.Empty, _key, seq, "", next.Data, _operation.AddDays(day), EventHeaders.None);
}
