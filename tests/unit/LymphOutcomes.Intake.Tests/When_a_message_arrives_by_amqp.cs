using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_message_arrives_by_amqp
{
    [Theory]
    [InlineData("st-anna.lymph.limb-measured.v1", null)]
    [InlineData("st-anna.x", "st-anna")]
    [InlineData("st-anna", null)]
    public void The_routing_key_begins_with_the_tenant(string routingKey, string? userId) =>
        Assert.Equal(("st-anna", null), Sender(routingKey, userId));

    [Theory]
    [InlineData("", null)]
    [InlineData("St-Anna.x", null)]
    [InlineData(".st-anna", null)]
    [InlineData("a.x", null)]
    [InlineData("st-anna.x", "st-bernd")]
    [InlineData("st-anna.x", "")]
    public void A_sender_that_cannot_be_told_is_no_tenant(string routingKey, string? userId) =>
        Assert.Equal((null, Reasons.TenantUnreadable), Sender(routingKey, userId));

    [Fact]
    public void A_message_that_was_published_elsewhere_proves_no_tenant() =>
        Assert.Equal((null, Reasons.TenantUnproven), Sender("st-bernd.x", userId: null, exchange: "st-anna.detour"));

    [Fact]
    public void A_message_that_died_in_another_queue_proves_no_tenant() =>
        Assert.Equal((null, Reasons.TenantUnproven), Sender("st-bernd.x", userId: null, wasDeadLettered: true));

    private static (string?, string?) Sender(
        string routingKey, string? userId, string exchange = ArrivedMessage.Door, bool wasDeadLettered = false)
    {
        ArrivedMessage message = new(1, exchange, wasDeadLettered, routingKey, userId, Deliveries: 0, Traceparent: null, Body: default);
        (string? tenant, Defect? defect) = message.Sender();
        return (tenant, defect?.Reason);
    }
}
