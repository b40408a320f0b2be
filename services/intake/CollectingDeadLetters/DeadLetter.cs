using System.Text;
using System.Text.Json;
using LymphOutcomes.Intake.Quarantining;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.ServiceDefaults.SigningIn;
using RabbitMQ.Client;

namespace LymphOutcomes.Intake.CollectingDeadLetters;

/// <summary>A message that a queue gave up.</summary>
/// <param name="Queue">The queue it died in, as the broker says.</param>
/// <param name="Why">In words, from the broker's own note of the death.</param>
/// <param name="Tenant">The hospital if the message proves it, else <see cref="QuarantineTable.NoTenant"/>.</param>
/// <param name="Properties">What it needs to go back: JSON.</param>
/// <param name="Body">A copy of its bytes.</param>
public sealed record DeadLetter(string Queue, string Why, string Tenant, string Properties, ReadOnlyMemory<byte> Body)
{
    /// <summary>The door's own queue: the one that holds hospitals' messages.</summary>
    public const string Inbox = "lymph.intake.inbox";

    private const int TextMax = 256;
    private const int HeadersMax = 32;

    /// <summary>Reads what can be read of it; whatever is missing, a value comes out. Pure.</summary>
    /// <param name="routingKey">As delivered: the broker sets it to the name of the queue.</param>
    /// <param name="properties">As delivered.</param>
    /// <param name="body">As delivered.</param>
    public static DeadLetter Of(string routingKey, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        string queue = Plain(routingKey);
        return new(queue, WhyOf(queue, properties.Headers), TenantOf(queue, properties), PropertiesOf(properties), body.ToArray());
    }

    /// <summary>True for a queue that a program reads and that a message may go back into.</summary>
    public static bool IsQueueOfOurs(string queue) =>
        BrokerTopology.Current.Queues.Any(known => known.Name == queue && known is { IsDeadEnd: false, DropsOldest: false });

    /// <summary>The properties to publish it with again. Pure.</summary>
    /// <param name="json">As kept; null = none.</param>
    public static BasicProperties ToPublish(string? json)
    {
        KeptProperties kept = json is null ? new() : JsonSerializer.Deserialize<KeptProperties>(json) ?? new();
        BasicProperties properties = new() { DeliveryMode = DeliveryModes.Persistent };
        if (kept.ContentType is { } contentType)
            properties.ContentType = contentType;
        if (kept.MessageId is { } messageId)
            properties.MessageId = messageId;
        if (kept.Headers is { Count: > 0 } headers)
            properties.Headers = headers.ToDictionary(header => header.Key, header => (object?)header.Value);
        return properties;
    }

    // A death is the broker's to note, but a sender may have put a note of the same form into its message. So it only gives words.
    private static string WhyOf(string queue, IDictionary<string, object?>? headers)
    {
        if (headers?.TryGetValue("x-death", out object? deaths) != true || deaths is not IEnumerable<object?> notes
            || notes.FirstOrDefault() is not IDictionary<string, object?> note)
        {
            return $"{queue} gave it up";
        }

        string reason = note.TryGetValue("reason", out object? why) ? Plain(TextOf(why)) : "";
        object? times = note.TryGetValue("count", out object? count) ? count : null;
        return $"{queue} gave it up ({(reason.Length > 0 ? reason : "for a reason not told")}, {times as long? ?? 1} times)";
    }

    // Only the broker-checked user of a message in the door's own queue proves a hospital. Other queues hold many hospitals' facts.
    private static string TenantOf(string queue, IReadOnlyBasicProperties properties) =>
        queue == Inbox && properties.IsUserIdPresent() && properties.UserId is { } user && LymphClaims.IsTenant(user)
            ? user
            : QuarantineTable.NoTenant;

    private static string PropertiesOf(IReadOnlyBasicProperties properties)
    {
        Dictionary<string, string> headers = [];
        foreach ((string name, object? value) in properties.Headers ?? new Dictionary<string, object?>())
        {
            // The broker's notes of deaths and deliveries do not belong to a message that begins anew.
            bool isOurs = !name.StartsWith("x-", StringComparison.OrdinalIgnoreCase) && name.Length <= TextMax;
            if (isOurs && headers.Count < HeadersMax && value is byte[] { Length: <= 4 * TextMax } or string { Length: <= 4 * TextMax })
                headers[Plain(name)] = Plain(TextOf(value));
        }

        return JsonSerializer.Serialize(new KeptProperties(
            properties.IsContentTypePresent() ? Plain(properties.ContentType) : null,
            properties.IsMessageIdPresent() ? Plain(properties.MessageId) : null,
            headers));
    }

    private static string TextOf(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        string text => text,
        _ => "",
    };

    // PostgreSQL holds no NUL, and nobody needs more of a name than its beginning.
    private static string Plain(string? text) =>
        new([.. (text ?? "").Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)).Take(4 * TextMax)]);

    private sealed record KeptProperties(
        string? ContentType = null, string? MessageId = null, IReadOnlyDictionary<string, string>? Headers = null);
}
