namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>A message of the AMQP door, before it is read.</summary>
/// <param name="Tag">Acknowledges it.</param>
/// <param name="Exchange">Where it was published, as the broker says.</param>
/// <param name="WasDeadLettered">True when the broker moved it here out of another queue.</param>
/// <param name="RoutingKey">Begins with the tenant.</param>
/// <param name="UserId">AMQP property <c>user-id</c>, checked by the broker; null when the sender set none.</param>
/// <param name="Deliveries">Deliveries before this one.</param>
/// <param name="Traceparent">Header of that name.</param>
/// <param name="Body">A copy; the client reuses its own buffer.</param>
public sealed record ArrivedMessage(
    ulong Tag,
    string Exchange,
    bool WasDeadLettered,
    string RoutingKey,
    string? UserId,
    long Deliveries,
    string? Traceparent,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>The one exchange where the broker holds a sender to its own tenant.</summary>
    public const string Door = "lymph.intake";

    /// <summary>From so many deliveries on it is handled alone: it may be what killed the process before.</summary>
    public const int AloneFrom = 3;

    /// <summary>At this delivery it is parked unread, if it was in hand alone each time since <see cref="AloneFrom"/>.</summary>
    public const int ParkedAt = 10;

    /// <summary>
    /// Times it was in hand alone, this one included; 0 while that is not counted. Its deliveries tell less: a crash adds one to
    /// everything the broker had sent ahead, the innocent behind the guilty one too.
    /// </summary>
    public int TimesAlone { get; init; }

    /// <summary>True when it comes so often that it may be what killed the process before.</summary>
    public bool IsSuspicious => Deliveries >= AloneFrom;

    /// <summary>True when it must not be read any more.</summary>
    public bool IsGivenUp => TimesAlone >= ParkedAt - AloneFrom;

    /// <summary>The tenant, or why the message may not be read; exactly one of the two is null. Pure.</summary>
    public (string? Tenant, Defect? Defect) Sender()
    {
        // The broker checks the topic where a message is published. One that came round a corner (a binding between
        // exchanges, an alternate exchange, a dead letter) was checked nowhere, and its key may name another hospital.
        if (!string.Equals(Exchange, Door, StringComparison.Ordinal) || WasDeadLettered)
            return (null, new(Reasons.TenantUnproven, "$", $"the message was not published to {Door} itself"));

        string tenant = RoutingKey.Split('.', 2)[0];
        if (!ServiceDefaults.SigningIn.LymphClaims.IsTenant(tenant))
            return (null, new(Reasons.TenantUnreadable, "$", "the routing key does not begin with a tenant"));
        return UserId is null || string.Equals(UserId, tenant, StringComparison.Ordinal)
            ? (tenant, null)
            : (null, new(Reasons.TenantUnreadable, "$", "the sending user is not the tenant of the routing key"));
    }
}
