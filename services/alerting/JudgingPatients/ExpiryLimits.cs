using System.Collections.Immutable;

namespace LymphOutcomes.Alerting.JudgingPatients;

/// <summary>How long an alert lasts of which nothing is heard, by rule.</summary>
/// <remarks>Source: domain sheet 5, column expiry [choice].</remarks>
public sealed record ExpiryLimits
{
    /// <summary>
    /// Days without a fact of the alert's series, by rule id; a rule that is not listed never expires. LYM-003: the sheet has day 120
    /// after surgery; here 120 days after what was heard last, as for the others. LYM-031 ends with the time of the session.
    /// </summary>
    public ImmutableSortedDictionary<string, int> Days { get; init; } = Sheet;

    /// <summary>As the domain sheet has them.</summary>
    public static ImmutableSortedDictionary<string, int> Sheet { get; } = new Dictionary<string, int>
    {
        ["LYM-001"] = 180,
        ["LYM-002"] = 120,
        ["LYM-003"] = 120,
        ["LYM-004"] = 30,
        ["LYM-005"] = 120,
        ["LYM-006"] = 120,
        ["LYM-007"] = 60,
        ["LYM-008"] = 180,
        ["LYM-009"] = 120,
        ["LYM-010"] = 30,
        ["LYM-011"] = 30,
        ["LYM-012"] = 120,
        ["LYM-013"] = 60,
        ["LYM-031"] = 0,
        ["LYM-033"] = 30,
        ["LYM-034"] = 90,
        ["LYM-035"] = 90,
        ["LYM-036"] = 180,
        ["LYM-040"] = 30,
        ["LYM-041"] = 60,
        ["LYM-052"] = 30,
        ["LYM-053"] = 30,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The expiry time of a rule; null when it never expires.</summary>
    public TimeSpan? Of(string rule) => Days.TryGetValue(rule, out int days) ? TimeSpan.FromDays(days) : null;
}
