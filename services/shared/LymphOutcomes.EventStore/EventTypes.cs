using System.Text.Json;

namespace LymphOutcomes.EventStore;

/// <summary>
/// The stored names of a service's events, written by hand: renaming a C# type must never orphan history.
/// </summary>
public sealed class EventTypes
{
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> _names = [];

    /// <summary>Starts an empty list.</summary>
    /// <param name="json">How events are written; part of the storage format. Copied.</param>
    // jsonb sorts the members of an object, so a type discriminator does not come back first.
    public EventTypes(JsonSerializerOptions json) => Json = new(json) { AllowOutOfOrderMetadataProperties = true };

    /// <summary>How events and snapshots are written.</summary>
    public JsonSerializerOptions Json { get; }

    /// <summary>Every listed name with its type.</summary>
    public IReadOnlyDictionary<string, Type> All => _types;

    /// <summary>Lists one event type.</summary>
    /// <param name="name">Stored name with its version, for example <c>alert-raised.v1</c>.</param>
    /// <exception cref="ArgumentException">The name or the type is listed already.</exception>
    public EventTypes Add<TEvent>(string name)
        where TEvent : class
    {
        _types.Add(name, typeof(TEvent));
        _names.Add(typeof(TEvent), name);
        return this;
    }

    /// <summary>Stored name of an event.</summary>
    /// <exception cref="KeyNotFoundException">Its type is not listed: a bug.</exception>
    public string NameOf(object data) =>
        _names.TryGetValue(data.GetType(), out string? name)
            ? name
            : throw new KeyNotFoundException($"{data.GetType().Name} is not listed among the stored event types.");

    /// <summary>Reads a stored event; null when the name is not known to this program.</summary>
    /// <exception cref="JsonException">The name is known and the data does not fit it.</exception>
    public object? Read(string name, ReadOnlySpan<byte> utf8) =>
        _types.TryGetValue(name, out Type? type) ? JsonSerializer.Deserialize(utf8, type, Json) : null;

    /// <summary>Writes an event as stored.</summary>
    public string Write(object data) => JsonSerializer.Serialize(data, data.GetType(), Json);
}
