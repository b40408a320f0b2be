using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LymphOutcomes.Stored.Tests;

/// <summary>Which members of a type, and of the types within it, stand in any of some JSON texts.</summary>
internal sealed class Members(JsonSerializerOptions json)
{
    private readonly Dictionary<Type, HashSet<string>> _all = [];
    private readonly Dictionary<Type, HashSet<string>> _seen = [];

    /// <summary>Members that were not there yet.</summary>
    public IEnumerable<string> Missing =>
        _all.SelectMany(type => type.Value.Except(_seen[type.Key]).Order(StringComparer.Ordinal).Select(m => $"{type.Key.Name}.{m}"));

    /// <summary>Looks at one text.</summary>
    public void Look(Type type, JsonNode? node)
    {
        if (node is null)
            return;
        JsonTypeInfo info = json.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when node is JsonObject members:
                LookInto(info, members);
                break;
            case JsonTypeInfoKind.Enumerable when node is JsonArray items:
                foreach (JsonNode? item in items)
                    Look(info.ElementType!, item);
                break;
            case JsonTypeInfoKind.Dictionary when node is JsonObject entries:
                foreach ((_, JsonNode? value) in entries)
                    Look(info.ElementType!, value);
                break;
        }
    }

    private void LookInto(JsonTypeInfo info, JsonObject members)
    {
        // A member that is only computed is not stored.
        List<JsonPropertyInfo> stored = [.. info.Properties.Where(p => p.Get is not null && p.AssociatedParameter is not null)];
        _all[info.Type] = [.. stored.Select(p => p.Name)];
        if (!_seen.TryGetValue(info.Type, out HashSet<string>? seen))
            _seen[info.Type] = seen = [];
        foreach (JsonPropertyInfo property in stored)
        {
            if (members[property.Name] is not { } value)
                continue;
            seen.Add(property.Name);
            Look(property.PropertyType, value);
        }
    }
}
