using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Bench.Signal;

/// <summary>Plays a patient's visits: when they are, what is read there, what goes wrong, what is sent.</summary>
/// <remarks>
/// The schedule is the domain sheet's, 4.1: it follows what was read and never what a rule made of it, so that every detector is run
/// on the same series.
/// </remarks>
/// <param name="person">Who.</param>
/// <param name="dice">Chance of visits and readings.</param>
/// <param name="slips">Chance of slips and of L-Dex, drawn apart.</param>
internal sealed class Visits(Person person, Dice dice, Dice slips)
{
    private const string Source = "urn:signal-bench";
    private readonly FactSheet _sheet = new(person.Number, Source);
    private readonly List<Message> _messages = [];
    private readonly Dictionary<Limb, List<Reading>> _readings = [];
    private readonly Side[] _sides = person.BothAtRisk ? [Side.Left, Side.Right] : [person.Limb.Side];
    private Sitting? _start;
    private double _startFluid;

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<Message> Messages => [.. _messages.OrderBy(message => message.Day)];

    /// <summary>By watched limb, oldest first.</summary>
    public IReadOnlyDictionary<Limb, IReadOnlyList<Reading>> Readings =>
        _readings.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Reading>)[.. pair.Value.OrderBy(reading => reading.Day)]);

    /// <summary>Plays all of them.</summary>
    public void Play()
    {
        foreach (Side side in _sides)
            _readings[new(person.Limb.Site, side)] = [];
        double before = -dice.Between(1, 21);
        _messages.Add(new(before, [_sheet.Context(before, person)]));
        Start(before);
        double day = person.IsWeekly ? 14 : 30 + dice.Between(-5, 5);
        for (int n = 1; day < CohortDefinition.Days; n++)
        {
            bool isRaised = !dice.Chance(CohortDefinition.MissedShare) && Visit(day, n);
            day = Math.Max(day + 1, NextAfter(day, isRaised));
        }
    }

    private double NextAfter(double day, bool isRaised)
    {
        if (person.IsWeekly)
            return day + 7 + dice.Between(-1, 1);
        if (isRaised)
            return day + 30 + dice.Between(-3, 3);
        return day < 60 ? 91 + dice.Between(0, 7) : day + 91 + dice.Between(-7, 7);
    }

    private void Start(double day)
    {
        Sitting sitting = Read(day, weighed: true);
        _start = sitting;
        _startFluid = person.Fluid.Level + slips.Normal(CohortDefinition.FluidSd);
        _messages.Add(new(day, Sent(day, sitting.Left, sitting.Right, sitting.Kg, _startFluid)));
    }

    // True when the next visit is to be sooner: 5 % or more, in the early time 3 % or more (domain sheet 4.1 and 4.6).
    private bool Visit(double day, int n)
    {
        bool isClinic = !person.IsWeekly || n % 2 == 0;
        Sitting sitting = Read(day, isClinic && !dice.Chance(CohortDefinition.UnweighedShare));
        double fluidNow = person.Fluid.Level
            + (person.Fluid.PerPoint * person.Truth.PointsAt(day))
            + slips.Normal(CohortDefinition.FluidSd);
        double? fluid = !person.BothAtRisk && (!person.IsWeekly || n % 4 == 0) ? fluidNow : null;
        (double[] left, double[] right, Slip slip) = WithSlip(sitting);
        bool isPossible = person.Measuring.IsPossible(left) && person.Measuring.IsPossible(right);
        bool isCorrected = slips.Chance(slip == Slip.Inches ? 0.8 : 0.5);
        if (isPossible)
        {
            IReadOnlyList<Incoming> sent = Sent(day, left, right, sitting.Kg, fluid);
            _messages.Add(new(day, sent));
            if (slip != Slip.None && isCorrected)
                _messages.Add(new(day + 14, [_sheet.Corrected(sent[^1], person, sitting.Left, sitting.Right)]));
        }
        else
        {
            // Intake keeps it back; what comes is news that something waits, and, if somebody looks, the right values.
            _messages.Add(new(day, [.. Beside(day, sitting.Kg, fluid), _sheet.Waits(day)]));
            if (isCorrected)
                _messages.Add(new(day + 3, [_sheet.Limbs(day, person, sitting.Left, sitting.Right)]));
        }

        double arrives = isPossible ? day : day + 3;
        bool isRaised = false;
        foreach (Side side in _sides)
        {
            double? clean = ChangeOf(side, sitting.Left, sitting.Right, sitting.Kg, isStrict: true);
            if (isPossible || isCorrected)
            {
                double percent = isPossible
                    ? ChangeOf(side, left, right, sitting.Kg, isStrict: false)!.Value
                    : ChangeOf(side, sitting.Left, sitting.Right, sitting.Kg, isStrict: false)!.Value;
                double? fluidChange = fluid - _startFluid;
                _readings[new(person.Limb.Site, side)].Add(new(arrives, percent, clean, fluidChange));
                isRaised |= percent >= (day > CohortDefinition.EarlyDays ? 5 : 3);
            }
        }

        return isRaised;
    }

    private Sitting Read(double day, bool weighed)
    {
        double weight = person.Weight.LimbFactorAt(day, person.Coupling);
        double swelling = 1 + (person.Truth.PointsAt(day) / 100);
        double[] limb = person.Measuring.Read(weight * swelling * person.Asymmetry, dice);
        double[] other = person.Measuring.Read(weight, dice);
        double kg = Math.Round(person.Weight.KgAt(day) + dice.Normal(CohortDefinition.WeighingSdKg), 1);
        return person.Limb.Side == Side.Left ? new(limb, other, weighed ? kg : null) : new(other, limb, weighed ? kg : null);
    }

    private (double[] Left, double[] Right, Slip Slip) WithSlip(Sitting sitting)
    {
        double thrown = slips.Next();
        double sideThrown = slips.Next();
        double placeThrown = slips.Next();
        if (thrown < CohortDefinition.SwappedShare)
            return (sitting.Right, sitting.Left, Slip.Swapped);
        thrown -= CohortDefinition.SwappedShare;
        if (!person.Measuring.IsTaped)
            return (sitting.Left, sitting.Right, Slip.None);
        if (thrown < CohortDefinition.InchesShare)
            return (InInches(sitting.Left), InInches(sitting.Right), Slip.Inches);
        thrown -= CohortDefinition.InchesShare;
        if (thrown >= CohortDefinition.SlipShare)
            return (sitting.Left, sitting.Right, Slip.None);
        bool ofLeft = sideThrown < 0.5;
        double[] slipped = [.. ofLeft ? sitting.Left : sitting.Right];
        slipped[(int)(placeThrown * slipped.Length)] += CohortDefinition.SlipCm;
        return ofLeft ? (slipped, sitting.Right, Slip.Digit) : (sitting.Left, slipped, Slip.Digit);
    }

    private static double[] InInches(double[] girthsCm) => [.. girthsCm.Select(girth => Math.Round(girth / 2.54, 1))];

    private double? ChangeOf(Side side, double[] left, double[] right, double? kg, bool isStrict)
    {
        Measuring measuring = person.Measuring;
        (double leftMl, double rightMl) = (measuring.Ml(left), measuring.Ml(right));
        (double startLeftMl, double startRightMl) = (measuring.Ml(_start!.Left), measuring.Ml(_start.Right));
        (double nowMl, double thenMl, double otherMl, double otherThenMl) = side == Side.Left
            ? (leftMl, startLeftMl, rightMl, startRightMl)
            : (rightMl, startRightMl, leftMl, startLeftMl);
        if (!person.BothAtRisk)
            return VolumeIndices.RelativeVolumeChange(thenMl, otherThenMl, nowMl, otherMl);
        if (kg is { } nowKg)
            return VolumeIndices.WeightAdjustedChange(thenMl, _start.Kg!.Value, nowMl, nowKg);
        return isStrict ? null : VolumeIndices.UnadjustedChange(thenMl, nowMl);
    }

    private IReadOnlyList<Incoming> Sent(double day, double[] left, double[] right, double? kg, double? fluid) =>
        [.. Beside(day, kg, fluid), _sheet.Limbs(day, person, left, right)];

    private IEnumerable<Incoming> Beside(double day, double? kg, double? fluid)
    {
        if (kg is { } weight)
            yield return _sheet.Weight(day, weight);
        if (fluid is { } index && person.Fluid.IsSent && !person.BothAtRisk)
            yield return _sheet.Fluid(day, person.Limb, Math.Round(index, 1));
    }

    private enum Slip
    {
        None,
        Inches,
        Swapped,
        Digit,
    }

    private sealed record Sitting(double[] Left, double[] Right, double? Kg);
}
