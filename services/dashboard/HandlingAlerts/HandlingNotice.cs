using System.Net;
using LymphOutcomes.Dashboard.CallingServices;

namespace LymphOutcomes.Dashboard.HandlingAlerts;

/// <summary>What the page says when a command was not carried out, and whether that is certain.</summary>
public static class HandlingNotice
{
    /// <summary>Another person was first.</summary>
    public const string SomebodyWasFirst =
        "Somebody was first: this alert was handled after you opened the page. "
        + "Nothing of yours was stored. This is how it is now.";

    private const string NotKnown =
        "The alerting service did not answer, so it is not known whether this was stored. "
        + "Look at the history before you try again.";

    /// <summary>The alert is not in a state for it.</summary>
    /// <param name="why">Alerting's sentence; null when it gave none.</param>
    public static string NotPossible(string? why) =>
        $"This is not possible{(string.IsNullOrWhiteSpace(why) ? "." : $": {why}")} "
        + "Nothing of yours was stored. This is how it is now.";

    /// <summary>Alerting gave no answer that can be used.</summary>
    /// <param name="failure">How it went.</param>
    public static string NotCarriedOut(ServiceUnreachableException failure) => failure.Refusal switch
    {
        null => NotKnown,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            "The alerting service does not let you do this. Nothing was stored.",
        { } refusal => $"The alerting service refused this (answer {(int)refusal}). Nothing was stored.",
    };

    /// <summary>Status of the page then: a refusal is passed on, anything else means that alerting is away.</summary>
    /// <param name="failure">How it went.</param>
    public static int Status(ServiceUnreachableException failure) =>
        (int)(failure.Refusal ?? HttpStatusCode.ServiceUnavailable);
}
