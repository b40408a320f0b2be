using BenchmarkDotNet.Attributes;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Bench.Signal;
using LymphOutcomes.Clinical;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Bench.Engine;

/// <summary>
/// One step: one more fact is accepted into the bounded picture of a patient with a history, judged by every rule, folded, and
/// settled anew. Pure and from the same picture each time, on one core.
/// </summary>
[MemoryDiagnoser]
public class OneMoreStep
{
    private static readonly RuleSet Standard = RuleSet.Standard;

    private readonly EngineStream _stream = new(0, Standard);
    private StreamView<PatientPicture> _view = null!;
    private IReadOnlyList<Incoming> _next = [];
    private PatientPicture _after = PatientPicture.Initial;
    private PatientPicture _whole = PatientPicture.Initial;
    private double _day;

    /// <summary>Readings before the one that is measured, one a week: 520 are ten years.</summary>
    [Params(20, 200, 520)]
    public int Points { get; set; }

    /// <summary>False: one volume a limb. True: eleven girths a limb.</summary>
    [Params(false, true)]
    public bool Taped { get; set; }

    /// <summary>True: the arm has been 12 % larger for a year, with an alert that nobody resolves.</summary>
    [Params(false, true)]
    public bool Swollen { get; set; }

    /// <summary>Plays the history.</summary>
    [GlobalSetup]
    public void Play()
    {
        Dice dice = new(1, 1);
        Measuring measuring = new(NoiseRow.All[0], Taped, size: 1);
        FactSheet sheet = new(0, "urn:bench");
        Person person = new(
            0,
            IsWeekly: true,
            new Limb(LimbSite.Arm, Side.Left),
            BothAtRisk: false,
            new Truth(new OnsetShape(IsStep: true, 0, 12), OnsetDay: null, Early: null),
            new BodyWeightPath(74, 0, 0, 1, BackAfter: null),
            Coupling: 1,
            Asymmetry: 1,
            new FluidIndex(0, 0, IsSent: false),
            measuring);
        _stream.Do(-8, view => AcceptFacts.Decide(view, [sheet.Context(-8, person)], Standard));
        for (int n = 0; n < Points; n++)
        {
            Incoming sitting = Sitting(n);
            _stream.Do(_day, view => AcceptFacts.Decide(view, [sitting], Standard));
        }

        _next = [Sitting(Points)];
        _view = _stream.ViewOn(_day);
        _after = Fold((Decision.Append)Decide());
        _whole = _stream.Whole;

        Incoming Sitting(int n)
        {
            _day = (n * 7) - 7;
            bool isLarger = Swollen && Points - n <= 52 && n > 0;
            return sheet.Limbs(_day, person, measuring.Read(isLarger ? 1.12 : 1, dice), measuring.Read(1, dice));
        }
    }

    /// <summary>The whole step.</summary>
    [Benchmark(Baseline = true)]
    public object Step() => PatientPicture.ForSnapshot(Fold((Decision.Append)Decide()));

    /// <summary>Its first part: draw, judge, reconcile.</summary>
    [Benchmark]
    public Decision Decide() => AcceptFacts.Decide(_view, _next, Standard);

    /// <summary>Its last part: settle the picture for the snapshot.</summary>
    [Benchmark]
    public object Settle() => PatientPicture.ForSnapshot(_after);

    /// <summary>Beside it: the same patient judged over all points from the beginning, as a back-test does.</summary>
    [Benchmark]
    public object JudgeWhole() => Rules.Judge(_whole, Standard, _view.Now);

    private PatientPicture Fold(Decision.Append append)
    {
        PatientPicture picture = _view.State;
        for (int n = 0; n < append.Events.Count; n++)
            picture = PatientPicture.Evolve(picture, _stream.Stored(append.Events[n], (int)_view.LogSeq + 1 + n, _day));
        return picture;
    }
}
