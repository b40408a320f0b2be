using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Tests.Schemas;

namespace LymphOutcomes.Contracts.Tests;

public sealed class When_the_exchanges_are_described
{
    private const string Topology = "services/shared/LymphOutcomes.ServiceDefaults/Messaging/topology.json";

    [Fact]
    public void Each_contract_is_a_message_of_its_own_exchange()
    {
        Assert.Equal(Names(contract => !contract.IsOurs), AsyncApi.MessagesOf("lymph.intake").Select(m => m.Name).Order());
        Assert.Equal(Names(contract => contract.IsAlert), AsyncApi.MessagesOf("lymph.alerts").Select(m => m.Name).Order());
        Assert.Equal(Names(contract => contract.IsTreatment), AsyncApi.MessagesOf("lymph.sessions").Select(m => m.Name).Order());
        Assert.Equal(["intake-facts.v1"], AsyncApi.MessagesOf("lymph.intake.facts").Select(m => m.Name));
        Assert.Equal(["session-facts.v1"], AsyncApi.MessagesOf("lymph.sessions.facts").Select(m => m.Name));
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_message_is_used()
    {
        List<string> references = [.. AsyncApi.References(AsyncApi.Document)];

        Assert.All(references, reference => Assert.NotNull(AsyncApi.Open(reference)));
        Assert.All(
            AsyncApi.Document["components"]!["messages"]!.AsObject(),
            message => Assert.Contains($"#/components/messages/{message.Key}", references));
        Assert.Throws<KeyNotFoundException>(() => AsyncApi.Open("#/components/messages/nowhere"));
        Assert.Throws<FileNotFoundException>(() => AsyncApi.Open("./schemas/nowhere.v1.json"));
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void Both_samples_are_messages_as_described(string type)
    {
        Contract contract = Contract.Of(type);
        JsonNode message = AsyncApi.Open($"#/components/messages/{contract.Name}");

        Assert.Equal(type, (string)message["name"]!);
        Assert.Empty(Errors(Whole(contract, "full"), message));
        Assert.Empty(Errors(Whole(contract, "minimal"), message));
    }

    [Theory]
    [MemberData(nameof(Contract.Types), MemberType = typeof(Contract))]
    public void Another_type_or_other_data_is_no_such_message(string type)
    {
        Contract contract = Contract.Of(type);
        JsonNode message = AsyncApi.Open($"#/components/messages/{contract.Name}");
        JsonObject otherType = Whole(contract, "minimal");
        otherType["type"] = "lymph.something-else.v1";
        JsonObject noData = Whole(contract, "minimal");
        noData["data"] = new JsonObject();

        Assert.NotEmpty(Errors(otherType, message));
        Assert.NotEmpty(Errors(noData, message));
        Assert.All(Whole(contract, "minimal").Select(member => member.Key), name =>
        {
            JsonObject less = Whole(contract, "minimal");
            less.Remove(name);
            Assert.NotEmpty(Errors(less, message));
        });
    }

    [Fact]
    public void The_groups_carry_the_schemas_of_their_records() => Assert.All(
        new[] { "intake-facts.v1", "session-facts.v1" },
        name => Assert.Contains(
            $"./schemas/{name}.json", AsyncApi.References(AsyncApi.Open($"#/components/messages/{name}")["payload"])));

    [Fact]
    public void The_exchanges_are_those_the_services_declare()
    {
        JsonArray declared = ContractFiles.Json(ContractFiles.Root, Topology)["exchanges"]!.AsArray();

        Assert.All(AsyncApi.Document["channels"]!.AsObject(), channel =>
        {
            JsonNode exchange = channel.Value!["bindings"]!["amqp"]!["exchange"]!;
            Assert.Equal(channel.Key, (string)exchange["name"]!);
            Assert.Contains(
                declared, e => (string)e!["name"]! == channel.Key && (string)e["type"]! == (string)exchange["type"]!);
        });
        Assert.Equal(5, AsyncApi.Document["channels"]!.AsObject().Count);
    }

    [Fact]
    public void The_routing_key_begins_with_the_tenant() => Assert.All(
        new[] { "lymph.intake", "lymph.alerts", "lymph.sessions" },
        channel => Assert.Equal("{tenant}.{type}", (string)AsyncApi.Document["channels"]![channel]!["address"]!));

    private static IEnumerable<string> Errors(JsonNode sent, JsonNode message) =>
        SchemaCheck.Errors(sent, message["payload"]!, AsyncApi.Open);

    private static JsonObject Whole(Contract contract, string kind) =>
        JsonNode.Parse(contract.Sample(kind).GetRawText())!.AsObject();

    private static IEnumerable<string> Names(Func<Contract, bool> which) =>
        Contract.All.Where(which).Select(contract => contract.Name).Order();
}
