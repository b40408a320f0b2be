using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>
/// Rule sets by what they say. What is settled of a history holds for all sets of the same limits, whatever their version and
/// whichever of their rules are active; a picture names the limits by this key.
/// </summary>
/// <remarks>
/// The same key always finds the same limits, so a fold may ask here and stays pure; a key that is not known yet finds nothing, and
/// the picture is left whole.
/// </remarks>
public static class KnownLimits
{
    // What a rule set says of alerts and not of episodes: nothing of it is remembered in what is settled.
    private static readonly string[] NotOfRules =
    [
        "active", "historicalAfterDays", "loadedIsNewsHours", "countedAfterResolutionDays", "watchCooldownDays", "infoCooldownDays",
        "escalation", "expiry",
    ];

    private static readonly ConditionalWeakTable<RuleSet, string> Keys = [];
    private static readonly ConcurrentDictionary<string, RuleSet> Sets = new(StringComparer.Ordinal);

    /// <summary>Key of the limits of <see cref="RuleSet.Standard"/>: those of a picture that names none.</summary>
    public static string OfStandard { get; } = RememberBuiltIn();

    /// <summary>The key of a rule set's limits: the same for the same limits, in every program of this version.</summary>
    public static string KeyOf(RuleSet rules) => Keys.GetValue(rules, Hash);

    /// <summary>Makes a rule set known.</summary>
    /// <returns>Its key.</returns>
    public static string Remember(RuleSet rules)
    {
        string key = KeyOf(rules);
        Sets.TryAdd(key, rules);
        return key;
    }

    /// <summary>A rule set of these limits; null when none is known.</summary>
    /// <param name="key">Null for the standard.</param>
    public static RuleSet? Find(string? key) => key is null ? RuleSet.Standard : Sets.GetValueOrDefault(key);

    private static string RememberBuiltIn()
    {
        foreach (RuleSet rules in RuleSet.All)
            Remember(rules);
        return KeyOf(RuleSet.Standard);
    }

    private static string Hash(RuleSet rules)
    {
        JsonObject json = RuleSetJson.Write(rules);
        foreach (string name in NotOfRules)
            json.Remove(name);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.ToJsonString()))[..12]);
    }
}
