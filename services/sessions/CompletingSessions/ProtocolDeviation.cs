namespace LymphOutcomes.Sessions.CompletingSessions;

/// <summary>Something about a session was not as the protocol or its plan says. It is written down with the session, and stops nothing.
/// </summary>
/// <param name="Code">A word of <see cref="ProtocolCodes"/>.</param>
/// <param name="Areas">The areas meant, in the order treated; of those left out in the order planned.</param>
public sealed record ProtocolDeviation(string Code, IReadOnlyList<string> Areas);

/// <summary>Words for what was otherwise.</summary>
public static class ProtocolCodes
{
    /// <summary>Areas were treated before any node area was, or before a node area that came later.</summary>
    public const string NodeAreasFirst = "node-areas-first";

    /// <summary>Planned areas were treated in another order.</summary>
    public const string Order = "order";

    /// <summary>Areas were treated that were not planned.</summary>
    public const string NotPlanned = "not-planned";

    /// <summary>Planned areas were not treated.</summary>
    public const string LeftOut = "left-out";

    /// <summary>The groin was treated and the patient's yes is not on record.</summary>
    public const string GroinConsent = "groin-consent";
}
