namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>One event as a door took it in.</summary>
/// <param name="Raw">The bytes as they came.</param>
/// <param name="Door"><c>http</c> or <c>amqp</c>.</param>
/// <param name="CorrelationId">The request or batch it came with; made by us.</param>
/// <param name="Traceparent">W3C trace context of the request; the event's own goes before it.</param>
public sealed record Delivery(
    ReadOnlyMemory<byte> Raw, string Door, string? CorrelationId = null, string? Traceparent = null)
{
    /// <summary>Largest event taken, in bytes.</summary>
    public const int BytesMax = 1024 * 1024;
}
