using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Contracts.Sessions.V1;

namespace LymphOutcomes.Contracts.Tests.Schemas;

/// <summary>Who writes what a schema describes. It decides which change hurts somebody.</summary>
internal enum Sender
{
    /// <summary>Hospitals send it, we read it.</summary>
    Hospital,

    /// <summary>We send it, hospitals read it.</summary>
    Us,

    /// <summary>Our services send it to each other, old and new ones side by side.</summary>
    Services,
}

/// <summary>A record with a published schema.</summary>
/// <param name="Name">Name with version, for example <c>limb-measured.v1</c>; its file is that with <c>.json</c>.</param>
/// <param name="Record">What is described.</param>
/// <param name="Sender">Who writes it.</param>
internal sealed record Promise(string Name, Type Record, Sender Sender)
{
    /// <summary>Every one: the data of each event at the doors, and what travels between the services.</summary>
    public static IReadOnlyList<Promise> All { get; } =
    [
        .. Contract.All.Select(contract => new Promise(contract.Name, contract.Data, contract.IsOurs ? Sender.Us : Sender.Hospital)),
        new("intake-facts.v1", typeof(IntakeFacts), Sender.Services),
        new("session-facts.v1", typeof(SessionFacts), Sender.Services),
        new("recorded-fact.v1", typeof(RecordedFact), Sender.Services),
        new("fact-parked.v1", typeof(FactParked), Sender.Services),
        new("fact-unparked.v1", typeof(FactUnparked), Sender.Services),
        new("identity-changed.v1", typeof(IdentityChanged), Sender.Services),
    ];

    /// <summary>Every name, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(promise => promise.Name)];

    /// <summary>File of the schema.</summary>
    public string File => $"{Name}.json";

    /// <summary>The promise of a name.</summary>
    public static Promise Of(string name) => All.Single(promise => promise.Name == name);
}
