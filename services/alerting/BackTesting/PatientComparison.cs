using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>One patient under two rule sets, side by side.</summary>
/// <param name="against">What is compared with, for example the version in force.</param>
/// <param name="candidate">What is tried.</param>
public sealed class PatientComparison(RuleSet against, RuleSet candidate)
{
    private readonly PatientRun _against = new(against);
    private readonly PatientRun _candidate = new(candidate);
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;

    /// <summary>Facts taken in.</summary>
    public long Facts { get; private set; }

    /// <summary>From the first to the last fact, in effective time: how long the patient could have been told of anything.</summary>
    public TimeSpan Watched => _last - _first ?? TimeSpan.Zero;

    /// <summary>Takes the next facts in.</summary>
    public void Accept(LoggedFacts group)
    {
        Facts += group.Facts.Count;
        DateTimeOffset first = group.Facts.Min(one => one.Fact.Origin.EffectiveTime);
        DateTimeOffset last = group.Facts.Max(one => one.Fact.Origin.EffectiveTime);
        _first = _first < first ? _first : first;
        _last = _last > last ? _last : last;
        _against.Accept(group);
        _candidate.Accept(group);
    }

    /// <summary>What the two told from a number of the log's time on.</summary>
    /// <param name="from">Only what was told then or later; null = all.</param>
    public ComparedRaisings Compare(DateTimeOffset? from = null)
    {
        List<Raising> before = [.. _against.Raisings.Where(one => from is null || one.ToldAt >= from)];
        List<Raising> after = [.. _candidate.Raisings.Where(one => from is null || one.ToldAt >= from)];
        return new(before, after, [.. Without(after, before)], [.. Without(before, after)]);
    }

    // The same news: of the same thing, and from some of the same facts.
    private static IEnumerable<Raising> Without(List<Raising> all, List<Raising> others)
    {
        ILookup<AlertKey, Raising> byKey = others.ToLookup(other => other.Key);
        return all.Where(one => !byKey[one.Key].Any(other => other.Evidence.Overlaps(one.Evidence)));
    }
}

/// <summary>What two rule sets told of one patient.</summary>
/// <param name="Against">By the one compared with.</param>
/// <param name="Candidate">By the one tried.</param>
/// <param name="New">By the one tried alone.</param>
/// <param name="Lost">By the one compared with alone.</param>
public sealed record ComparedRaisings(
    IReadOnlyList<Raising> Against,
    IReadOnlyList<Raising> Candidate,
    IReadOnlyList<Raising> New,
    IReadOnlyList<Raising> Lost);
