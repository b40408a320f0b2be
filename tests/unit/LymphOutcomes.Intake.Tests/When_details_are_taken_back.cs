using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.Testing;
using Npgsql;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_details_are_taken_back(DirectoryOnPostgres directory) : IClassFixture<DirectoryOnPostgres>
{
    [OnPostgresFact]
    public async Task The_card_shows_nothing_of_them()
    {
        FactReceiver receiver = await NewReceiverAsync();
        await StoredAsync(receiver, Details("gone", version: 1));
        Assert.Equal("Wrong Person", (await directory.CardAsync("gone")).Name);

        await StoredAsync(receiver, Retraction("gone", version: 1));

        PatientDirectoryEntry card = await directory.CardAsync("gone");
        Assert.Equal((null, null, null, null), (card.Name, card.BirthDate, card.Phone, card.Provider));
        Assert.Null((await directory.PatientAsync("gone")).BirthDate);
        string row = Assert.Single(await directory.QueryAsync(
            $"select d::text from patient_details d where patient_id = '{card.Patient}'"));
        Assert.DoesNotContain("Wrong", row, StringComparison.Ordinal);
    }

    [OnPostgresFact]
    public async Task A_fact_from_before_the_wrong_birth_is_taken_again()
    {
        FactReceiver receiver = await NewReceiverAsync();
        await StoredAsync(receiver, Details("birth", version: 1, born: "2026-02-01"));
        Assert.Equal("quarantined", (await ReceiveAsync(receiver, Registered("birth", "d-before"))).Status);

        await StoredAsync(receiver, Retraction("birth", version: 1));

        await StoredAsync(receiver, Registered("birth", "d-after"));
    }

    [OnPostgresFact]
    public async Task The_details_of_another_record_show_again()
    {
        FactReceiver receiver = await NewReceiverAsync();
        await StoredAsync(receiver, Details("other", version: 1, record: "P-1", name: "Right Person", day: 1));
        await StoredAsync(receiver, Details("other", version: 1, record: "P-2", day: 2));

        await StoredAsync(receiver, Retraction("other", version: 1, record: "P-2"));

        Assert.Equal("Right Person", (await directory.CardAsync("other")).Name);
    }

    [OnPostgresFact]
    public async Task A_late_older_version_does_not_come_back_and_a_newer_one_counts()
    {
        FactReceiver receiver = await NewReceiverAsync();
        await StoredAsync(receiver, Details("late", version: 2));
        await StoredAsync(receiver, Retraction("late", version: 2));

        await StoredAsync(receiver, Details("late", version: 1));
        Assert.Null((await directory.CardAsync("late")).Name);

        await StoredAsync(receiver, Details("late", version: 3, name: "Right Person"));
        Assert.Equal("Right Person", (await directory.CardAsync("late")).Name);
    }

    [OnPostgresFact]
    public async Task The_retraction_of_an_older_version_leaves_the_newer_one()
    {
        FactReceiver receiver = await NewReceiverAsync();
        await StoredAsync(receiver, Details("newer", version: 2, name: "Right Person"));

        await StoredAsync(receiver, Retraction("newer", version: 1));

        Assert.Equal("Right Person", (await directory.CardAsync("newer")).Name);
    }

    [OnPostgresFact]
    public async Task The_retraction_of_another_record_or_patient_leaves_them()
    {
        FactReceiver receiver = await NewReceiverAsync();
        await StoredAsync(receiver, Details("kept", version: 1, name: "Right Person"));

        await StoredAsync(receiver, Retraction("kept", version: 9, record: "ORB-1"));
        await StoredAsync(receiver, Retraction("somebody-else", version: 9));

        Assert.Equal("Right Person", (await directory.CardAsync("kept")).Name);
    }

    [OnPostgresFact]
    public async Task A_crash_between_log_and_directory_is_mended_by_the_repeat()
    {
        InMemoryEventStore<NoState> log = directory.NewLog();
        await directory.MakeAsync();
        await StoredAsync(directory.Receiver(log), Details("crash", version: 1));
        await using NpgsqlDataSource unreachable = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Timeout=1");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() =>
            ReceiveAsync(directory.Receiver(log, new(unreachable)), Retraction("crash", version: 1)));
        Assert.Equal("Wrong Person", (await directory.CardAsync("crash")).Name);

        Receipt repeat = await ReceiveAsync(directory.Receiver(log), Retraction("crash", version: 1));

        Assert.Equal("duplicate", repeat.Status);
        Assert.Null((await directory.CardAsync("crash")).Name);
    }

    private async Task<FactReceiver> NewReceiverAsync()
    {
        await directory.MakeAsync();
        return directory.Receiver(directory.NewLog());
    }

    private static async Task StoredAsync(FactReceiver receiver, JsonObject @event)
    {
        Receipt receipt = await ReceiveAsync(receiver, @event);
        Assert.Equal(("stored", null), (receipt.Status, receipt.Detail));
    }

    private static async Task<Receipt> ReceiveAsync(FactReceiver receiver, JsonObject @event) => Assert.Single(
        await receiver.ReceiveAsync(DirectoryOnPostgres.Tenant, [Given.Delivered(@event)], CancellationToken.None));

    private static JsonObject Details(
        string mrn, int version, string record = "P-1", string name = "Wrong Person", string born = "1970-05-01", int day = 1) =>
        Sent(FactTypes.PatientDetails, mrn, $"details {record} {version}", day, new()
        {
            ["record"] = new JsonObject { ["id"] = record, ["version"] = version },
            ["name"] = name,
            ["birthDate"] = born,
            ["phone"] = "+49 30 1",
            ["provider"] = new JsonObject { ["name"] = "Dr Test", ["phone"] = "+49 30 2" },
        });

    private static JsonObject Retraction(string mrn, int version, string record = "P-1") =>
        Sent(FactTypes.RecordRetracted, mrn, $"retraction {record} {version}", 3, new()
        {
            ["record"] = new JsonObject { ["id"] = record, ["version"] = version },
            ["reason"] = "wrong-patient",
        });

    private static JsonObject Registered(string mrn, string delivery) =>
        Sent(FactTypes.PatientRegistered, mrn, delivery, 3, new()
        {
            ["record"] = new JsonObject { ["id"] = "C-1", ["version"] = 1 },
            ["limbs"] = new JsonArray(new JsonObject { ["site"] = "arm", ["side"] = "left", ["status"] = "at-risk" }),
            ["cause"] = "breast-cancer",
            ["surgeries"] = new JsonArray(new JsonObject { ["date"] = "2020-01-01", ["side"] = "left", ["site"] = "arm" }),
        });

    private static JsonObject Sent(string name, string mrn, string delivery, int day, JsonObject data)
    {
        JsonObject sent = Given.Event(name, data);
        sent["id"] = $"{mrn} {delivery}";
        sent["subject"] = $"mrn|{mrn}";
        sent["time"] = $"2026-02-{day:00}T10:00:00+01:00";
        return sent;
    }
}
