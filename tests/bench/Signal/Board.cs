namespace LymphOutcomes.Bench.Signal;

/// <summary>Counts of every detector, for all patients and for parts of them.</summary>
internal sealed class Board
{
    /// <summary>All patients.</summary>
    public const string All = "all";

    private readonly Dictionary<(string Detector, string Part), Tally> _tallies = [];
    private readonly List<string> _parts = [];

    /// <summary>Parts that have a patient, in order of first sight.</summary>
    public IEnumerable<string> Parts => _parts.Where(part => part != All).Order(StringComparer.Ordinal);

    /// <summary>One detector's counts.</summary>
    public Tally Of(string detector, string part = All) => _tallies[(detector, part)];

    /// <summary>Counts what one detector told of one patient.</summary>
    public void Add(string detector, Patient patient, IReadOnlyList<Call> calls)
    {
        foreach (string part in PartsOf(patient))
        {
            if (!_tallies.TryGetValue((detector, part), out Tally? tally))
            {
                _tallies[(detector, part)] = tally = new(detector);
                if (!_parts.Contains(part))
                    _parts.Add(part);
            }

            tally.Add(patient, calls);
        }
    }

    private static IEnumerable<string> PartsOf(Patient patient)
    {
        yield return All;
        yield return $"noise: {patient.Row.Name}";
        yield return patient.IsWeekly ? "schedule: weekly" : "schedule: 3-monthly";
        yield return patient.BothAtRisk ? "at risk: both limbs (by weight)" : "at risk: one limb";
        if (patient.Truth.OnsetDay is not null)
        {
            yield return patient.Truth.Shape switch
            {
                { IsStep: true } => "onset: step",
                { PointsPerMonth: < 0.7 } => "onset: ramp 0.3 to 0.7 a month",
                { PointsPerMonth: < 1.3 } => "onset: ramp 0.7 to 1.3 a month",
                _ => "onset: ramp 1.3 to 2.0 a month",
            };
        }
    }
}
