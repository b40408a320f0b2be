using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>Adds up what two rule sets told of many patients, by rule.</summary>
public sealed class ComparisonTotals
{
    // As demographers count: a twelfth of a year of 365.25 days.
    private const double DaysAMonth = 365.25 / 12;

    private readonly SortedDictionary<string, Counts> _rules = new(StringComparer.Ordinal);
    private long _facts;
    private double _months;

    /// <summary>Patients added.</summary>
    public long Patients { get; private set; }

    /// <summary>What was told so far, by rule; rates are null until time was added.</summary>
    public IReadOnlyList<BackTestRule> Rules =>
    [
        .. _rules.Select(rule => new BackTestRule(
            rule.Key,
            rule.Value.Against,
            rule.Value.Candidate,
            Per100Months(rule.Value.Against),
            Per100Months(rule.Value.Candidate),
            rule.Value.New,
            rule.Value.Lost)),
    ];

    /// <summary>Adds one patient with the time the patient was watched.</summary>
    public void Add(PatientComparison patient, ComparedRaisings told)
    {
        Patients++;
        _facts += patient.Facts;
        _months += patient.Watched.TotalDays / DaysAMonth;
        Add(told);
    }

    /// <summary>Adds what was told, without time.</summary>
    public void Add(ComparedRaisings told)
    {
        Count(told.Against, counts => counts.Against++);
        Count(told.Candidate, counts => counts.Candidate++);
        Count(told.New, counts => counts.New++);
        Count(told.Lost, counts => counts.Lost++);
    }

    /// <summary>The report.</summary>
    public BackTestResult ToResult(bool isCut) => new(Patients, _facts, _months, Rules, isCut);

    private double? Per100Months(long count) => _months > 0 ? 100 * count / _months : null;

    private void Count(IReadOnlyList<Raising> told, Action<Counts> add)
    {
        foreach (Raising one in told)
        {
            if (!_rules.TryGetValue(one.Key.Rule, out Counts? counts))
                _rules[one.Key.Rule] = counts = new();
            add(counts);
        }
    }

    private sealed class Counts
    {
        public long Against { get; set; }

        public long Candidate { get; set; }

        public long New { get; set; }

        public long Lost { get; set; }
    }
}
