namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>A published fact of the first log, and whether it is in the second.</summary>
/// <param name="Seq">Its number in the first log.</param>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">The hospital.</param>
/// <param name="StoredAt">When the first log stored it.</param>
/// <param name="ArrivedAs">Type of the event of that id in the second log; null when there is none.</param>
public sealed record AuditedFact(long Seq, Guid Id, string Tenant, DateTimeOffset StoredAt, string? ArrivedAs);

/// <summary>Counts one step of the way, hospital by hospital. Pure.</summary>
/// <param name="step">The step.</param>
/// <param name="relayedTo">Position of the relay between: what lies behind it is not missing but waiting.</param>
public sealed class GapTally(AuditStep step, long relayedTo)
{
    /// <summary>Most absent facts looked for again; more are counted only.</summary>
    public const int AbsentKeptMax = 1_000;

    private const int ExamplesMax = 10;
    private const string ParkedType = "item-parked.v1";

    private readonly SortedDictionary<string, Counts> _tenants = new(StringComparer.Ordinal);

    /// <summary>Absent facts that may be looked for again; the first <see cref="AbsentKeptMax"/> of all hospitals.</summary>
    public List<AuditedFact> Absent { get; } = [];

    /// <summary>Absent facts, also those beyond <see cref="Absent"/>.</summary>
    public long AbsentCount => _tenants.Values.Sum(counts => counts.Absent);

    /// <summary>Counts a fact. Facts come in log order.</summary>
    public void Add(AuditedFact fact)
    {
        Counts counts = Of(fact.Tenant);
        counts.Stored++;
        if (fact.Seq <= relayedTo)
            counts.Relayed++;
        if (fact.ArrivedAs is { } type)
        {
            counts.Arrived++;
            counts.Parked += type == ParkedType ? 1 : 0;
        }
        else if (fact.Seq <= relayedTo)
        {
            counts.Absent++;
            if (Absent.Count < AbsentKeptMax)
                Absent.Add(fact);
        }
    }

    /// <summary>The facts of <see cref="Absent"/> looked for again: what has arrived meanwhile is absent no more.</summary>
    /// <param name="arrivedAs">Type in the second log, by id, of those that are there now.</param>
    public void Amend(IReadOnlyDictionary<Guid, string> arrivedAs)
    {
        // Only the last look tells whether somebody is still at work.
        foreach (Counts counts in _tenants.Values)
            counts.IsShrinking = false;
        foreach (AuditedFact fact in Absent.Where(fact => arrivedAs.ContainsKey(fact.Id)))
        {
            Counts counts = Of(fact.Tenant);
            counts.Absent--;
            counts.Arrived++;
            counts.Parked += arrivedAs[fact.Id] == ParkedType ? 1 : 0;
            counts.IsShrinking = true;
        }

        Absent.RemoveAll(fact => arrivedAs.ContainsKey(fact.Id));
    }

    /// <summary>One row a hospital, by name.</summary>
    public IEnumerable<StepSeen> Rows() => _tenants.Select(tenant =>
    {
        List<AuditedFact> absent = [.. Absent.Where(fact => fact.Tenant == tenant.Key)];
        Counts counts = tenant.Value;
        return new StepSeen(
            step,
            tenant.Key,
            counts.Stored,
            counts.Relayed,
            counts.Arrived,
            counts.Parked,
            counts.Absent,
            absent.Count == 0 ? null : absent.Min(fact => fact.StoredAt),
            [.. absent.Take(ExamplesMax).Select(fact => new AbsentFact(fact.Seq, fact.Id))])
        {
            IsShrinking = counts.IsShrinking,
        };
    });

    private Counts Of(string tenant) =>
        _tenants.TryGetValue(tenant, out Counts? counts) ? counts : _tenants[tenant] = new Counts();

    private sealed class Counts
    {
        public long Stored { get; set; }

        public long Relayed { get; set; }

        public long Arrived { get; set; }

        public long Parked { get; set; }

        public long Absent { get; set; }

        public bool IsShrinking { get; set; }
    }
}
