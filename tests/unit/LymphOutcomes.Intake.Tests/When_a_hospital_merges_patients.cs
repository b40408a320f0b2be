using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Postgres;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.MergingPatients;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LymphOutcomes.Intake.Tests;

/// <summary>The way of a merge on PostgreSQL: the directory follows it in the same transaction, and goes back with it.</summary>
public sealed class When_a_hospital_merges_patients(DirectoryOnPostgres directory) : IClassFixture<DirectoryOnPostgres>, IAsyncLifetime
{
    private const string Tenant = DirectoryOnPostgres.Tenant;
    private IHost? _program;
    private int _deliveries;

    [OnPostgresFact]
    public async Task Its_identifiers_stand_for_the_one_who_goes_on_until_it_is_taken_back()
    {
        await StartAsync();
        Guid kept = (await Sent("details", "a-1", new { name = "Ann Old" }, "2026-02-01T10:00:00Z")).Patient!.Value;
        Guid merged = (await Sent("details", "a-2", new { name = "Ann New" }, "2026-02-02T10:00:00Z")).Patient!.Value;

        Assert.Equal(("stored", kept), Of(await Merge("a-1", "a-2")));
        Assert.Equal(kept, await Directory.FindAsync(Tenant, new("mrn", "a-2"), default));
        PatientIdentifiers all = (await directory.Details.IdentifiersAsync(Tenant, merged, default))!;
        Assert.Equal(kept, all.Patient);
        Assert.Equal(["a-1", "a-2"], all.Identifiers.Select(one => one.Value));
        PatientDirectoryEntry card = await Card(merged);
        Assert.Equal(("Ann New", 2), (card.Name, card.Identifiers.Count));
        Assert.Equal("Ann New", (await Card(kept)).Name);
        // What comes for it is stored in its own stream, under its own key, and the sender hears of the one who goes on.
        Assert.Equal(("stored", kept), Of(await Sent("newer-details", "a-2", new { name = "Ann Newer" }, "2026-02-03T10:00:00Z")));

        Assert.Equal(("stored", kept), Of(await Merge("a-1", "a-2", FactTypes.PatientsUnmerged, "released")));
        Assert.Equal(merged, await Directory.FindAsync(Tenant, new("mrn", "a-2"), default));
        Assert.Equal(("Ann Old", "Ann Newer"), ((await Card(kept)).Name, (await Card(merged)).Name));
        Assert.Equal(["a-2"], (await directory.Details.IdentifiersAsync(Tenant, merged, default))!.Identifiers.Select(one => one.Value));
    }

    [OnPostgresFact]
    public async Task What_cannot_be_is_kept_with_its_reason_and_makes_nobody_known()
    {
        await StartAsync();
        await Sent("details", "b-1", new { name = "Bea" }, "2026-02-01T10:00:00Z");
        Assert.Equal(Reasons.PatientUnknown, (await Merge("b-1", "b-nobody")).Reason);
        Assert.Equal(Reasons.PatientUnknown, (await Merge("b-nobody", "b-1")).Reason);
        Assert.Equal(Reasons.MergeWithSelf, (await Merge("b-1", "b-1")).Reason);
        Assert.Equal(Reasons.NotMerged, (await Merge("b-1", "b-1", FactTypes.PatientsUnmerged, "released")).Reason);
        Assert.Equal(Reasons.SubjectUnreadable, (await Merge("b-1", " b-2")).Reason);
        Assert.Null(await Directory.FindAsync(Tenant, new("mrn", "b-nobody"), default));
        Assert.Equal(5, (await directory.QueryAsync(
            "select reason from quarantine where type like 'lymph.patients-%merged.v1' and event_id like 'b-%'")).Count);
    }

    [OnPostgresFact]
    public async Task A_repeat_is_a_duplicate_and_other_content_under_its_id_is_not_taken()
    {
        await StartAsync();
        foreach (string mrn in new[] { "c-1", "c-2", "c-3" })
            await Sent("details", mrn, new { name = mrn }, "2026-02-01T10:00:00Z");
        Assert.Equal("stored", (await Merge("c-1", "c-2", id: "c-merge")).Status);
        Assert.Equal("duplicate", (await Merge("c-1", "c-2", id: "c-merge")).Status);
        Assert.Equal(Reasons.IdReused, (await Merge("c-1", "c-3", id: "c-merge")).Reason);
        Assert.Equal("1", Assert.Single(await directory.QueryAsync(
            "select count(*)::text from mt_events where type = 'identity-changed.v1' and data ->> 'mergedInto' = "
            + $"'{await Directory.FindAsync(Tenant, new("mrn", "c-1"), default)}'")));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_program is null)
            return;
        await _program.StopAsync();
        _program.Dispose();
    }

    private PatientDirectory Directory => new(directory.Database);

    private static (string, Guid?) Of(Receipt receipt) => (receipt.Status, receipt.Patient);

    private async Task<PatientDirectoryEntry> Card(Guid patient) => Assert.Single(
        await directory.Details.LookUpAsync(Tenant, "c-1", "coordinator", Given.Now, [patient], default));

    private Task<Receipt> Merge(
        string mrn, string other, string type = FactTypes.PatientsMerged, string member = "absorbed", string? id = null)
    {
        JsonObject @event = Given.Event(type, new()
        {
            ["record"] = new JsonObject { ["id"] = "merge" },
            [member] = new JsonObject { ["system"] = "mrn", ["value"] = other },
        });
        return Receive(@event, mrn, id);
    }

    private Task<Receipt> Sent(string record, string mrn, object details, string time)
    {
        JsonObject data = System.Text.Json.JsonSerializer.SerializeToNode(details)!.AsObject();
        data["record"] = new JsonObject { ["id"] = $"{record}-{mrn}" };
        JsonObject @event = Given.Event(FactTypes.PatientDetails, data);
        @event["time"] = time;
        return Receive(@event, mrn, id: null);
    }

    private async Task<Receipt> Receive(JsonObject @event, string mrn, string? id)
    {
        @event["id"] = id ?? $"{mrn} {++_deliveries}";
        @event["subject"] = $"mrn|{mrn}";
        IEventStore<MergeHistory> merges = _program!.Services.GetRequiredService<IEventStore<MergeHistory>>();
        FactReceiver receiver = directory.Receiver(directory.NewLog(), merges: merges);
        return Assert.Single(await receiver.ReceiveAsync(Tenant, [Given.Delivered(@event)], default));
    }

    private async Task StartAsync()
    {
        await directory.MakeAsync();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Log", await directory.ConnectionStringAsync())]);
        builder.Services.AddPostgresEventStore<MergeHistory>(
            builder.Configuration, IntakeEventTypes.All, "intake", typeof(IntakeEvent).Assembly);
        builder.Services.AddSingleton<IInlineView<MergeHistory>, MergedPatientRows>();
        _program = builder.Build();
        await _program.StartAsync();
    }
}
