using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Testing;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_context_is_noted(DirectoryOnPostgres directory) : IClassFixture<DirectoryOnPostgres>
{
    private const string Words = "Flies to see her sister.";

    [OnPostgresFact]
    public async Task Its_words_are_kept_once_and_beside_the_log()
    {
        await directory.MakeAsync();
        InMemoryEventStore<NoState> log = directory.NewLog();
        Assert.Equal("stored", await ReceiveAsync(log, "once"));
        Assert.Equal("duplicate", await ReceiveAsync(log, "once"));

        Guid patient = (await directory.PatientAsync("once")).Id;
        Assert.Equal(
            Words, Assert.Single(await directory.QueryAsync($"select note from context_notes where patient_id = '{patient}'")));
    }

    [OnPostgresFact]
    public async Task They_go_when_the_patient_goes()
    {
        await directory.MakeAsync();
        await ReceiveAsync(directory.NewLog(), "gone");
        Guid patient = (await directory.PatientAsync("gone")).Id;

        await directory.QueryAsync($"delete from patients where patient_id = '{patient}' returning patient_id::text");

        Assert.Empty(await directory.QueryAsync($"select note from context_notes where patient_id = '{patient}'"));
    }

    private async Task<string> ReceiveAsync(InMemoryEventStore<NoState> log, string mrn)
    {
        JsonObject @event = Given.Event(FactTypes.ContextNoted, Samples.Of(Samples.Further[FactTypes.ContextNoted]));
        @event["data"]!["note"] = Words;
        @event["id"] = $"note {mrn}";
        @event["subject"] = $"mrn|{mrn}";
        Receipt receipt = Assert.Single(await directory.Receiver(log).ReceiveAsync(
            DirectoryOnPostgres.Tenant, [Given.Delivered(@event)], CancellationToken.None));
        return receipt.Status;
    }
}
