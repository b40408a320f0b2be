using System.Text.Json;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.KeepingTime;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Short words for invented patients: day 0 is a Monday in March, volumes in mL, the left arm is at risk.</summary>
internal static class Given
{
    public static readonly DateTimeOffset DayZero = new(2025, 3, 3, 9, 0, 0, TimeSpan.Zero);
    public static readonly Limb LeftArm = new(LimbSite.Arm, Side.Left);
    private static readonly MeasuringProtocol Perometer = new(MeasuringMethod.Perometer, ProtocolId: null, ZeroLandmark: null);

    public static DateTimeOffset Day(double day) => DayZero.AddDays(day);

    public static Guid Fact(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static FactOrigin Origin(int n, double day, string? record = null, int? version = null, string hash = "00") =>
        new(Fact(n), "urn:hospital", Day(day), record ?? $"record-{n}", version, IssuedAt: null, hash);

    public static CareContextKnown LeftArmAtRisk(int n, int? surgeryDay = 0, bool bothArms = false) => new(
        Origin(n, -1),
        bothArms ? [LeftArm, new(LimbSite.Arm, Side.Right)] : [LeftArm],
        surgeryDay is { } day ? [new(DateOnly.FromDateTime(Day(day).DateTime), LeftArm)] : []);

    public static LimbsMeasured Arms(
        int n, double day, double leftMl, double? rightMl = 2000, string? record = null, int? version = null, string? rater = null) =>
        new(Origin(n, day, record, version), LimbSite.Arm, Perometer, Volume(leftMl), rightMl is { } ml ? Volume(ml) : null, rater);

    public static LimbsMeasured Legs(int n, double day, double leftMl, double rightMl = 8000, string? rater = null) =>
        new(Origin(n, day), LimbSite.Leg, Perometer, Volume(leftMl), Volume(rightMl), rater);

    public static LimbReading Volume(double ml) =>
        LimbReading.TryOfVolume(ml, out LimbReading? reading, out Refusal? refusal)
            ? reading
            : throw new ArgumentOutOfRangeException(nameof(ml), ml, refusal.Words);

    public static LimbReading Tape(double[] girthsCm, double stepCm) =>
        LimbReading.TryOfGirths(
            StationMeaning.Edge,
            [.. girthsCm.Select((girth, i) => new Station(i * stepCm, girth))],
            out LimbReading? reading,
            out Refusal? refusal)
            ? reading
            : throw new ArgumentException(refusal.Words, nameof(girthsCm));

    /// <summary>Both arms by tape every 4 cm, all girths scaled; about 1,810 mL at scale 1.</summary>
    public static LimbsMeasured Taped(
        int n,
        double day,
        double left = 1,
        double? right = 1,
        string? protocol = null,
        string? record = null,
        int? version = null,
        MeasuringMethod method = MeasuringMethod.TapeFixed) => new(
            Origin(n, day, record, version),
            LimbSite.Arm,
            new(method, protocol, ZeroLandmark: null),
            Scaled(left),
            right is { } scale ? Scaled(scale) : null,
            RaterId: null);

    /// <summary>An arm by tape every 4 cm.</summary>
    public static LimbReading Scaled(double scale) =>
        Tape([.. ((double[])[16.0, 17.2, 19.0, 21.0, 23.0, 24.4, 25.0, 26.2, 27.6, 28.8, 29.6]).Select(cm => cm * scale)], stepCm: 4);

    public static PatientPicture Picture(params PatientFact[] facts) =>
        facts.Select((fact, i) => (fact, seq: i + 1L))
            .Aggregate(PatientPicture.Initial, (picture, next) => picture.With(next.seq, next.fact));

    public static PatientWeighed Weight(int n, double day, double kg) => new(Origin(n, day), kg);

    public static SymptomsTold Told(
        int n,
        double day,
        string code,
        int? score,
        SinceLast sinceLast = SinceLast.Unknown,
        Side? side = null,
        string? record = null,
        int? version = null) =>
        new(Origin(n, day, record, version), [new(code, side, score, sinceLast, Onset.Unknown)]);

    /// <summary>What LYM-001 alone finds.</summary>
    public static IReadOnlyList<Episode> Judged(params PatientFact[] facts) => JudgedBy(RuleSet.First, facts);

    /// <summary>What a rule set finds, at the moment of the last fact.</summary>
    public static IReadOnlyList<Episode> JudgedBy(RuleSet rules, params PatientFact[] facts) =>
        Rules.Judge(Picture(facts), rules, facts.Max(fact => fact.Origin.EffectiveTime));
}

/// <summary>A patient's stream in memory: decides and folds as the log would, each time from a snapshot as the log would keep it.</summary>
internal sealed class PatientStream(DateTimeOffset now, RuleSet? ruleSet = null)
{
    private static readonly StreamKey Key = StreamKey.OfPatient("demo", new Guid(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]));
    private readonly HashSet<Guid> _known = [];
    private readonly Dictionary<string, RecordSeen> _seen = [];

    public DateTimeOffset Now { get; set; } = now;

    public RuleSet RuleSet { get; set; } = ruleSet ?? RuleSet.First;

    /// <summary>Beyond it the store keeps no snapshot, and the patient is judged by re-reading.</summary>
    public int SnapshotMax { get; init; } = 64 * 1024;

    public List<StoredEvent> Log { get; } = [];

    /// <summary>What the snapshot kept.</summary>
    public PatientPicture Picture { get; private set; } = PatientPicture.Initial;

    /// <summary>The fold of everything.</summary>
    public PatientPicture Whole => Log.Aggregate(PatientPicture.Initial, PatientPicture.Evolve);

    /// <summary>How often a decision needed the whole stream.</summary>
    public int HistoryReads { get; private set; }

    public ReconcilingAlerts.AlertState Alert => Assert.Single(Picture.Alerts);

    public IReadOnlyList<StoredEvent> Accept(params PatientFact[] facts) => Do(view => AcceptFacts.Decide(
        view, [.. facts.Select(fact => new Incoming(fact.Origin.Id, Traceparent: null, fact, Parked: null))], RuleSet));

    /// <summary>A person resolves the one alert there is, as far as it is known now.</summary>
    public IReadOnlyList<StoredEvent> Resolve()
    {
        ReconcilingAlerts.AlertState alert = Alert;
        return Do(view => HandleAlert.Resolve(view, alert.Id, alert.Version, "ana", "called", view.LogSeq, note: null, RuleSet));
    }

    /// <summary>Time is kept at a moment, twice: what was due is not done again.</summary>
    public IReadOnlyList<StoredEvent> TimeIsKept(DateTimeOffset at)
    {
        Now = at;
        IReadOnlyList<StoredEvent> happened = Do(view => TimePasses.Decide(view, RuleSet, DerivedId.From(Guid.Empty, 9_000 + Log.Count)));
        Assert.Empty(Do(view => TimePasses.Decide(view, RuleSet, DerivedId.From(Guid.Empty, 9_000 + Log.Count))));
        Assert.True(NextMoment is null || NextMoment > at, $"what is due at {NextMoment} was not done at {at}");
        return happened;
    }

    /// <summary>When time alone will next change something.</summary>
    public DateTimeOffset? NextMoment => Timetable.NextMoment(Whole, RuleSet, Now);

    /// <summary>A person takes a step on the one alert there is, as it is now.</summary>
    public IReadOnlyList<StoredEvent> Take(Func<StreamView<PatientPicture>, ReconcilingAlerts.AlertState, Decision> step)
    {
        ReconcilingAlerts.AlertState alert = Alert;
        return Do(view => step(view, alert));
    }

    /// <summary>Goes on with the log of an older program, whose snapshots this one does not take.</summary>
    /// <param name="stored">An event as that program stored it.</param>
    public void ComesFromAnOlderProgram(Func<StoredEvent, StoredEvent> stored)
    {
        for (int i = 0; i < Log.Count; i++)
            Log[i] = stored(Log[i]);
        Picture = Whole;
    }

    /// <summary>Every decision is made twice: no decider may act on a repeat of facts.</summary>
    public IReadOnlyList<StoredEvent> AcceptTwice(params PatientFact[] facts)
    {
        IReadOnlyList<StoredEvent> first = Accept(facts);
        Assert.Empty(Accept(facts));
        return first;
    }

    public IReadOnlyList<StoredEvent> Do(Func<StreamView<PatientPicture>, Decision> decide) => Ask(decide) switch
    {
        Decision.Append append => Append(append),
        Decision.Nothing => [],
        Decision.Reject reject => throw new InvalidOperationException($"{reject.Code}: {reject.Why}"),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    public Decision Ask(Func<StreamView<PatientPicture>, Decision> decide)
    {
        Decision decision = decide(ViewOf(Picture));
        if (decision is not Decision.ReadHistory)
            return decision;

        HistoryReads++;
        Picture = Whole;
        return decide(ViewOf(Picture));
    }

    private StreamView<PatientPicture> ViewOf(PatientPicture picture) => new(
        Key, picture, Log.Count, _known.ToDictionary(id => id, _ => new KnownEvent(1, null)), Now, Log.Count, _seen);

    private List<StoredEvent> Append(Decision.Append append)
    {
        List<StoredEvent> stored = [];
        foreach (NewEvent next in append.Events)
        {
            StoredEvent @event = new(
                Log.Count + 1,
                next.Id ?? DerivedId.From(Guid.Empty, Log.Count),
                Key,
                Log.Count + 1,
                AlertingEventTypes.All.NameOf(next.Data),
                next.Data,
                Now,
                next.Headers ?? EventHeaders.None);
            Assert.True(_known.Add(@event.Id), $"event id {@event.Id} is used twice");
            if (next.Record is { } record)
                _seen[record.Key] = record;
            Log.Add(@event);
            stored.Add(@event);
            Picture = PatientPicture.Evolve(Picture, @event);
        }

        JsonSerializerOptions json = AlertingEventTypes.All.Json;
        string snapshot = JsonSerializer.Serialize(PatientPicture.ForSnapshot(Picture), json);
        Assert.InRange(snapshot.Length, 1, SnapshotMax);
        Picture = JsonSerializer.Deserialize<PatientPicture>(snapshot, json)!;
        return stored;
    }
}
