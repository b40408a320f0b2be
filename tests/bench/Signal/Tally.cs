using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Bench.Signal;

/// <summary>Counts what one detector told, patient by patient.</summary>
/// <remarks>
/// A call is <em>false</em> while no lasting swelling of that limb has begun, <em>ahead</em> from its beginning to the true 5 %
/// crossing, and <em>early</em>, counted apart, up to day 90 or while early post-operative swelling can still be seen and nothing
/// else has begun. An onset is <em>found</em> by the first call from its beginning to 365 days after the crossing; its delay is
/// counted from the crossing, a call ahead of it as 0 days, a missed onset as 365.
/// </remarks>
/// <param name="name">As the tables call it.</param>
internal sealed class Tally(string name)
{
    private readonly List<double> _delays = [];
    private readonly List<double> _signedDelays = [];
    private readonly List<double> _sinceOnset = [];
    private readonly double[] _told = new double[4];
    private double _patientDays;
    private double _daysAtRisk;
    private int _foundAhead;

    public string Name => name;

    public int Patients { get; private set; }

    public int Onsets => _delays.Count;

    public int FalseCalls { get; private set; }

    public int CallsAhead { get; private set; }

    public int EarlyCalls { get; private set; }

    public int Found { get; private set; }

    /// <summary>Patient-years between the early time and the beginning of swelling, or the end.</summary>
    public double YearsAtRisk => _daysAtRisk / 365.25;

    public double FalsePer100Years => 100 * FalseCalls / YearsAtRisk;

    /// <summary>Every call before the true 5 % crossing, false or ahead, for each 100 patient-years before it.</summary>
    public double BeforeCrossingPer100Years => 100 * (FalseCalls + CallsAhead) / (DaysBeforeCrossing / 365.25);

    public double EarlyPer100Patients => 100.0 * EarlyCalls / Patients;

    public double FoundShare => Onsets == 0 ? double.NaN : (double)Found / Onsets;

    /// <summary>Of the onsets found, the share whose call came before the crossing.</summary>
    public double AheadShare => Onsets == 0 ? double.NaN : (double)_foundAhead / Onsets;

    public double MedianDelayDays => Median(_delays);

    /// <summary>The same with calls ahead of the crossing as negative days.</summary>
    public double MedianSignedDelayDays => Median(_signedDelays);

    /// <summary>Median days from the beginning of swelling to the call; a missed one as 365 days after the crossing.</summary>
    public double MedianSinceOnsetDays => Median(_sinceOnset);

    private double DaysBeforeCrossing { get; set; }

    /// <summary>What a coordinator is told, watch and above, by 100 patients in a week.</summary>
    public double CardsPer100PatientsAWeek => PerWeek(Severity.Watch) + PerWeek(Severity.CallProvider) + PerWeek(Severity.Urgent);

    /// <summary>What is told that needs a call or more, by 100 patients in a week.</summary>
    public double CallsPerWeek => PerWeek(Severity.CallProvider) + PerWeek(Severity.Urgent);

    /// <summary>What is told at one severity, by 100 patients in a week.</summary>
    public double PerWeek(Severity severity) => 100 * _told[(int)severity] / (_patientDays / 7);

    /// <summary>Counts one patient.</summary>
    /// <param name="patient">Who.</param>
    /// <param name="calls">What was told of them, in time order.</param>
    public void Add(Patient patient, IEnumerable<Call> calls)
    {
        Truth truth = patient.Truth;
        Patients++;
        _patientDays += CohortDefinition.Days;
        double onset = truth.OnsetDay ?? CohortDefinition.Days;
        _daysAtRisk += onset - CohortDefinition.EarlyDays;
        DaysBeforeCrossing += (truth.CrossingDay ?? CohortDefinition.Days) - CohortDefinition.EarlyDays;
        double? first = null;
        foreach (Call call in calls)
        {
            _told[(int)call.Severity]++;
            if (call.Severity < Severity.CallProvider)
                continue;
            // What names no limb is taken to be about the swollen one.
            bool isOfLimb = call.Limb is null || call.Limb == patient.Limb;
            if (isOfLimb && call.Day >= truth.OnsetDay)
            {
                first ??= call.Day;
                if (call.Day < truth.CrossingDay)
                    CallsAhead++;
            }
            else if (truth.IsEarly(call.Day))
            {
                EarlyCalls++;
            }
            else
            {
                FalseCalls++;
            }
        }

        if (truth.CrossingDay is { } crossing)
            AddOnset(crossing, onset, first is { } day && day <= crossing + CohortDefinition.FoundWithinDays ? day : null);
    }

    private void AddOnset(double crossing, double onset, double? found)
    {
        if (found is not null)
            Found++;
        if (found < crossing)
            _foundAhead++;
        double day = found ?? crossing + CohortDefinition.FoundWithinDays;
        _signedDelays.Add(day - crossing);
        _delays.Add(Math.Max(0, day - crossing));
        _sinceOnset.Add(day - onset);
    }

    private static double Median(List<double> values)
    {
        if (values.Count == 0)
            return double.NaN;
        List<double> sorted = [.. values.Order()];
        int half = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
