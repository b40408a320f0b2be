using System.Text.Json;
using System.Text.Json.Nodes;

namespace LymphOutcomes.EventStore;

/// <summary>
/// The stored names of a service's events, written by hand: renaming a C# type must never orphan history.
/// </summary>
public sealed class EventTypes
{
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> _names = [];
    private readonly Upcasting _upcasting = new();

    /// <summary>Starts an empty list.</summary>
    /// <param name="json">How events are written; part of the storage format. Copied.</param>
    // jsonb sorts the members of an object, so a type discriminator does not come back first.
    public EventTypes(JsonSerializerOptions json) => Json = new(json) { AllowOutOfOrderMetadataProperties = true };

    /// <summary>How events and snapshots are written.</summary>
    public JsonSerializerOptions Json { get; }

    /// <summary>Every listed name with its type: the names new events are written under.</summary>
    public IReadOnlyDictionary<string, Type> All => _types;

    /// <summary>Every stored name this program can read: those of today and the older ones with a step from them.</summary>
    public IEnumerable<string> Readable =>
        _types.Keys.Concat(_upcasting.Names.Keys.Where(name => TypeOf(name) is not null));

    /// <summary>Lists one event type.</summary>
    /// <param name="name">Stored name with its version, for example <c>alert-raised.v1</c>.</param>
    /// <exception cref="ArgumentException">The name or the type is listed already.</exception>
    public EventTypes Add<TEvent>(string name)
        where TEvent : class
    {
        if (_upcasting.Names.ContainsKey(name))
            throw new ArgumentException($"{name} is an older name with a step from it.", nameof(name));
        _types.Add(name, typeof(TEvent));
        _names.Add(typeof(TEvent), name);
        return this;
    }

    /// <summary>Reads events stored under an older name by taking their JSON one version on.</summary>
    /// <param name="from">The older stored name; no event is written under it any more.</param>
    /// <param name="to">The name it becomes; listed here, or with a further step.</param>
    /// <param name="change">Pure: the JSON of the one version to that of the other.</param>
    /// <exception cref="ArgumentException">
    /// The older name is listed as one of today, has a step already, or the steps go round in a circle.
    /// </exception>
    public EventTypes Upcast(string from, string to, Func<JsonObject, JsonObject> change)
    {
        if (_types.ContainsKey(from))
            throw new ArgumentException($"Events are still written as {from}.", nameof(from));
        _upcasting.Add(from, to, change);
        return this;
    }

    /// <summary>The type a stored name is read as; null when this program does not know the name.</summary>
    public Type? TypeOf(string name) => _types.GetValueOrDefault(_upcasting.Latest(name));

    /// <summary>Stored name of an event.</summary>
    /// <exception cref="KeyNotFoundException">Its type is not listed: a bug.</exception>
    public string NameOf(object data) =>
        _names.TryGetValue(data.GetType(), out string? name)
            ? name
            : throw new KeyNotFoundException($"{data.GetType().Name} is not listed among the stored event types.");

    /// <summary>Reads a stored event; null when the name is not known to this program.</summary>
    /// <exception cref="JsonException">The name is known and the data does not fit it.</exception>
    public object? Read(string name, ReadOnlySpan<byte> utf8)
    {
        if (_types.TryGetValue(name, out Type? type))
            return JsonSerializer.Deserialize(utf8, type, Json);
        return TypeOf(name) is { } latest ? _upcasting.Take(name, utf8)!.Deserialize(latest, Json) : null;
    }

    /// <summary>Writes an event as stored.</summary>
    public string Write(object data) => JsonSerializer.Serialize(data, data.GetType(), Json);
}
