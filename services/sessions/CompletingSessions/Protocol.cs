namespace LymphOutcomes.Sessions.CompletingSessions;

/// <summary>Compares a session with the protocol and with its plan. Pure.</summary>
/// <remarks>
/// Source: the seed page: first the node areas (armpits, neck, and the groin only with the patient's consent), then fluid is coaxed from
/// the swollen part toward them (domain sheet 3.1). Choices: an area counts where it was treated first; a session without any node area
/// deviates too; one of which no areas are said cannot be compared, and neither can one broken off be said to leave areas out.
/// </remarks>
public static class Protocol
{
    private static readonly string[] NodeAreas = ["neck", "axilla-left", "axilla-right", "groin-left", "groin-right"];
    private static readonly string[] Groin = ["groin-left", "groin-right"];

    /// <summary>Everything that was otherwise; null when nothing was.</summary>
    /// <param name="given">The session.</param>
    /// <param name="planned">Areas planned, in order; null or empty when none were said.</param>
    public static IReadOnlyList<ProtocolDeviation>? Deviations(SessionGiven given, IReadOnlyList<string>? planned)
    {
        ArgumentNullException.ThrowIfNull(given);
        List<string> treated = [.. given.Areas.Distinct()];
        List<ProtocolDeviation> found = [];
        if (treated.Count > 0)
        {
            Add(found, ProtocolCodes.NodeAreasFirst, BeforeNodes(treated));
            if (planned is { Count: > 0 })
            {
                List<string> plan = [.. planned.Distinct()];
                Add(found, ProtocolCodes.Order, OutOfOrder(treated, plan));
                Add(found, ProtocolCodes.NotPlanned, [.. treated.Except(plan)]);
                if (given.StoppedEarly != true)
                    Add(found, ProtocolCodes.LeftOut, [.. plan.Except(treated)]);
            }

            if (given.ConsentGroin != "yes")
                Add(found, ProtocolCodes.GroinConsent, [.. treated.Intersect(Groin)]);
        }

        return found.Count == 0 ? null : found;
    }

    private static List<string> BeforeNodes(List<string> treated)
    {
        int lastNode = treated.FindLastIndex(NodeAreas.Contains);
        return [.. treated.Where((area, at) => !NodeAreas.Contains(area) && (lastNode < 0 || at < lastNode))];
    }

    private static List<string> OutOfOrder(List<string> treated, List<string> plan)
    {
        List<string> both = [.. treated.Where(plan.Contains)];
        List<string> asPlanned = [.. plan.Where(treated.Contains)];
        return [.. both.Where((area, at) => asPlanned[at] != area)];
    }

    private static void Add(List<ProtocolDeviation> found, string code, List<string> areas)
    {
        if (areas.Count > 0)
            found.Add(new(code, areas));
    }
}
