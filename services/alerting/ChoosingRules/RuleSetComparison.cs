using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Alerting.JudgingPatients;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>In what two rule sets differ. Pure.</summary>
public static class RuleSetComparison
{
    /// <summary>Each difference, in the order of the rule set's members; empty when there is none.</summary>
    public static IReadOnlyList<RuleSetChange> Between(RuleSet from, RuleSet to) =>
        [.. Between(RuleSetJson.Write(from), RuleSetJson.Write(to), "")];

    private static IEnumerable<RuleSetChange> Between(JsonObject from, JsonObject to, string path)
    {
        foreach (string name in from.Select(member => member.Key).Union(to.Select(member => member.Key)))
        {
            JsonNode? before = from[name];
            JsonNode? after = to[name];
            if (before is JsonObject inner && after is JsonObject other)
            {
                foreach (RuleSetChange change in Between(inner, other, $"{path}{name}."))
                    yield return change;
            }
            else if (!JsonNode.DeepEquals(before, after))
            {
                yield return new($"{path}{name}", ToElement(before), ToElement(after));
            }
        }
    }

    private static JsonElement? ToElement(JsonNode? node) => node is null ? null : JsonSerializer.SerializeToElement(node);
}
