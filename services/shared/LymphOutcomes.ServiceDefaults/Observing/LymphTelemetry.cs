using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LymphOutcomes.ServiceDefaults.Observing;

/// <summary>
/// The source of our own activities and instruments. Nothing of a patient may become a tag: ids of groups, names of readers and
/// counts only. Without a listener every call here costs next to nothing.
/// </summary>
public static class LymphTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "LymphOutcomes";

    /// <summary>Most links of one activity; a collector refuses or cuts what has more.</summary>
    public const int LinksMax = 128;

    /// <summary>Our activities.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Our instruments.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Items a consumer has dealt with (committed), by consumer; repeats count too.</summary>
    public static Counter<long> ItemsConsumed { get; } = Meter.CreateCounter<long>(
        "lymph.consumer.items", "{item}", "Items of the bus a consumer has committed, repeats too.");

    /// <summary>Items a consumer could not read and kept as they came, by consumer.</summary>
    public static Counter<long> ItemsParked { get; } = Meter.CreateCounter<long>(
        "lymph.consumer.parked", "{item}", "Items of the bus that could not be read and are kept.");

    /// <summary>Counts what a consumer has committed.</summary>
    /// <param name="consumer">Its queue.</param>
    /// <param name="items">Items in the message that were its business.</param>
    /// <param name="parked">Those among them that were newly parked.</param>
    public static void Consumed(string consumer, int items, int parked)
    {
        KeyValuePair<string, object?> tag = new("consumer", consumer);
        ItemsConsumed.Add(items, tag);
        if (parked > 0)
            ItemsParked.Add(parked, tag);
    }

    /// <summary>
    /// One activity for a group of facts, whatever their number. If all came with one trace it goes on in that trace; else it
    /// is linked to each, up to <see cref="LinksMax"/>. What is no trace context is passed over.
    /// </summary>
    /// <param name="name">What is done; no patient data.</param>
    /// <param name="kind">Producer or consumer.</param>
    /// <param name="traceparents">W3C trace contexts of the facts; null where there was none.</param>
    /// <returns>Null when nobody listens.</returns>
    public static Activity? StartGroup(string name, ActivityKind kind, IEnumerable<string?> traceparents)
    {
        if (!Source.HasListeners())
            return null;

        List<ActivityContext> origins = [.. OriginsOf(traceparents)];
        ActivityContext here = Activity.Current?.Context ?? default;
        if (origins is [var only])
            return Source.StartActivity(name, kind, here.TraceId == only.TraceId ? here : only);
        return Source.StartActivity(name, kind, here, tags: null, origins.Select(origin => new ActivityLink(origin)));
    }

    private static IEnumerable<ActivityContext> OriginsOf(IEnumerable<string?> traceparents)
    {
        HashSet<ActivityTraceId> seen = [];
        foreach (string? text in traceparents)
        {
            if (text is not null
                && ActivityContext.TryParse(text, traceState: null, isRemote: true, out ActivityContext origin)
                && seen.Add(origin.TraceId))
            {
                yield return origin;
                if (seen.Count == LinksMax)
                    yield break;
            }
        }
    }
}
