using System.Text.Json.Nodes;

namespace LymphOutcomes.EventStore;

/// <summary>
/// Steps from the stored JSON of one version of an event to the next. History is never rewritten: an old event is read as it
/// was written and taken step by step to the version this program knows.
/// </summary>
public sealed class Upcasting
{
    private readonly Dictionary<string, Step> _steps = new(StringComparer.Ordinal);

    /// <summary>Stored names that are no longer written, each with the name its step leads to.</summary>
    public IReadOnlyDictionary<string, string> Names =>
        _steps.ToDictionary(step => step.Key, step => step.Value.To, StringComparer.Ordinal);

    /// <summary>Adds one step.</summary>
    /// <param name="from">The older stored name, for example <c>limbs-measured.v1</c>.</param>
    /// <param name="to">The stored name it becomes; itself a name of today, or one with a further step.</param>
    /// <param name="change">Pure; may change and give back the object it gets.</param>
    /// <exception cref="ArgumentException">There is a step from that name already, or the steps would go round in a circle.</exception>
    public void Add(string from, string to, Func<JsonObject, JsonObject> change)
    {
        for (string? next = to; next is not null; next = _steps.GetValueOrDefault(next)?.To)
        {
            if (next == from)
                throw new ArgumentException($"The steps from {from} lead back to it.", nameof(to));
        }

        if (!_steps.TryAdd(from, new(to, change)))
            throw new ArgumentException($"There is a step from {from} already.", nameof(from));
    }

    /// <summary>The name of today for a stored name; the name itself when no step leads away from it.</summary>
    public string Latest(string name)
    {
        while (_steps.TryGetValue(name, out Step? step))
            name = step.To;
        return name;
    }

    /// <summary>Takes stored JSON through every step there is from its name.</summary>
    /// <param name="name">Name it was stored under.</param>
    /// <param name="utf8">The stored JSON.</param>
    /// <returns>Null when no step leads away from the name: read the JSON as it is.</returns>
    /// <exception cref="System.Text.Json.JsonException">The JSON is no object, or a step does not find what it needs.</exception>
    public JsonObject? Take(string name, ReadOnlySpan<byte> utf8)
    {
        if (!_steps.TryGetValue(name, out Step? step))
            return null;
        JsonObject json = JsonNode.Parse(utf8) as JsonObject
            ?? throw new System.Text.Json.JsonException("A stored event is no JSON object.");
        for (; step is not null; step = _steps.GetValueOrDefault(step.To))
            json = step.Change(json);
        return json;
    }

    private sealed record Step(string To, Func<JsonObject, JsonObject> Change);
}
