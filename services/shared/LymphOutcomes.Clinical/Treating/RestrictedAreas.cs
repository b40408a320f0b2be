namespace LymphOutcomes.Clinical;

/// <summary>One version of a list of areas that must not be massaged.</summary>
/// <param name="Record">The list it is a version of.</param>
/// <param name="From">Since when this version says so.</param>
/// <param name="Areas">The areas; empty lifts the restriction from then on.</param>
public sealed record AreaRestriction(string Record, DateTimeOffset From, IReadOnlyList<string> Areas);

/// <summary>Where a patient must not be massaged: over cancerous tissue and skin damaged by radiation. Other areas may be.</summary>
/// <remarks>
/// Source: the seed page; the list of areas a patient: domain sheet 3.3 [choice]. Of one list the highest version whose time has
/// come counts, so that lifting a restriction later makes no earlier session right.
/// </remarks>
public static class RestrictedAreas
{
    /// <summary>Those of the areas treated that were restricted at a moment, in the order treated, each once.</summary>
    /// <param name="restrictions">Every version of every list; of one list the higher version later.</param>
    /// <param name="at">The moment.</param>
    /// <param name="treated">Areas treated.</param>
    public static IReadOnlyList<string> Touched(
        IEnumerable<AreaRestriction> restrictions, DateTimeOffset at, IEnumerable<string> treated)
    {
        HashSet<string> restricted =
        [
            .. restrictions.Where(restriction => restriction.From <= at)
                .GroupBy(restriction => restriction.Record)
                .SelectMany(versions => versions.Last().Areas),
        ];
        return [.. treated.Where(restricted.Contains).Distinct()];
    }
}
