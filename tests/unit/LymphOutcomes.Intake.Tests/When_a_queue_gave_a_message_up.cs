using System.Text;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.CollectingDeadLetters;
using LymphOutcomes.Intake.Quarantining;
using LymphOutcomes.Intake.ReceivingFacts;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_queue_gave_a_message_up(DirectoryOnPostgres directory) : IClassFixture<DirectoryOnPostgres>
{
    private const string FactsQueue = "lymph.alerting.intake-facts";

    [Fact]
    public void Queue_and_reason_are_told_in_words()
    {
        DeadLetter letter = DeadLetter.Of(FactsQueue, Died(FactsQueue), "{}"u8.ToArray());
        Assert.Equal((FactsQueue, QuarantineTable.NoTenant), (letter.Queue, letter.Tenant));
        Assert.Equal($"{FactsQueue} gave it up (delivery_limit, 2 times)", letter.Why);
    }

    [Fact]
    public void Only_the_user_the_broker_checked_proves_a_hospital_and_only_at_the_door()
    {
        BasicProperties hospital = Died(DeadLetter.Inbox);
        hospital.UserId = "st-anna";
        Assert.Equal("st-anna", DeadLetter.Of(DeadLetter.Inbox, hospital, default).Tenant);
        Assert.Equal(QuarantineTable.NoTenant, DeadLetter.Of(FactsQueue, hospital, default).Tenant);
        Assert.Equal(QuarantineTable.NoTenant, DeadLetter.Of(DeadLetter.Inbox, Died(DeadLetter.Inbox), default).Tenant);
    }

    [Fact]
    public void What_it_needs_to_go_back_is_kept_and_the_brokers_notes_are_not()
    {
        BasicProperties died = Died(FactsQueue);
        died.ContentType = "application/vnd.masstransit+json";
        died.MessageId = "m-1";
        died.Headers!["traceparent"] = Encoding.ASCII.GetBytes("00-aa-bb-01");

        BasicProperties again = DeadLetter.ToPublish(DeadLetter.Of(FactsQueue, died, default).Properties);

        Assert.Equal(("application/vnd.masstransit+json", "m-1"), (again.ContentType, again.MessageId));
        Assert.Equal(["traceparent"], again.Headers!.Keys);
    }

    [Fact]
    public void Hostile_properties_come_to_something_that_can_be_kept()
    {
        BasicProperties hostile = new()
        {
            ContentType = "a\0b",
            Headers = new Dictionary<string, object?> { ["x-death"] = "no list", ["\0"] = new byte[] { 0, 0xff, 0xd8 }, ["n"] = 7 },
        };
        DeadLetter letter = DeadLetter.Of("q\0", hostile, default);
        Assert.Equal(("q", "q gave it up"), (letter.Queue, letter.Why));
        Assert.DoesNotContain("\\u0000", letter.Properties, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_says_nothing_is_not_waited_for_without_end()
    {
        using System.Net.Sockets.TcpListener silent = new(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        ManualTimeProvider time = new(Given.Now);
        await using BrokerConnection broker = new(
            new($"amqp://{silent.LocalEndpoint}"), "test", time, NullLogger<BrokerConnection>.Instance);

        Task publishing = new DeadLetterReturn(broker, time).PublishAsync(FactsQueue, "{}"u8.ToArray(), properties: null, default);
        time.Advance(TimeSpan.FromSeconds(21));

        await Assert.ThrowsAsync<LogUnavailableException>(() => publishing.WaitAsync(TimeSpan.FromSeconds(3)));
    }

    [OnPostgresFact]
    public async Task It_waits_for_an_operator_and_no_hospital_sees_it()
    {
        QuarantineEntry entry = await DiedAsync("seen");

        Assert.Equal(("dead", Reasons.GivenUp, FactsQueue, "waiting"), (entry.Door, entry.Reason, entry.Queue, entry.State));
        QuarantineTable table = new QuarantineOnPostgres(directory).Table;
        Assert.Null(await table.FindAsync(DirectoryOnPostgres.Tenant, entry.Id, default));
    }

    [OnPostgresFact]
    public async Task The_same_message_again_is_one_entry_and_dead_again_it_waits_again()
    {
        QuarantineEntry entry = await DiedAsync("twice");
        Assert.Equal(entry.Id, (await DiedAsync("twice")).Id);
        QuarantineOnPostgres quarantine = new(directory);
        Claims claims = new(directory.Database, quarantine.Time);
        ClaimedEntry claimed = (await claims.TakeAsync(
            QuarantineTable.NoTenant, entry.Id, QuarantineOnPostgres.Engineer, "replay", default))!;
        await claims.SettleAsync(claimed, "replayed", "published", defect: null, patient: null, receipt: null, default);

        Assert.Equal("waiting", (await DiedAsync("twice")).State);

        QuarantineDetails after = (await quarantine.Table.FindAsync(QuarantineTable.NoTenant, entry.Id, default))!;
        Assert.Equal(["replay", "died-again"], after.Steps.Select(step => step.Step));
    }

    [OnPostgresFact]
    public async Task The_same_bytes_given_up_by_two_queues_are_two_entries()
    {
        QuarantineEntry alerting = await DiedAsync("fanned out");
        QuarantineEntry sessions = await DiedAsync("fanned out", "lymph.sessions.intake-facts");

        Assert.NotEqual(alerting.Id, sessions.Id);
        Assert.Equal((FactsQueue, "lymph.sessions.intake-facts"), (alerting.Queue, sessions.Queue));
        Assert.Equal(alerting.Id, (await DiedAsync("fanned out")).Id);
    }

    [OnPostgresFact]
    public async Task One_that_died_again_before_its_replay_was_written_down_waits_on()
    {
        QuarantineEntry entry = await DiedAsync("quick");
        QuarantineOnPostgres quarantine = new(directory);
        Claims claims = new(directory.Database, quarantine.Time);
        ClaimedEntry claimed = (await claims.TakeAsync(
            QuarantineTable.NoTenant, entry.Id, QuarantineOnPostgres.Engineer, "replay", default))!;

        await DiedAsync("quick");

        Assert.False(await claims.SettleAsync(claimed, "replayed", "published", defect: null, patient: null, receipt: null, default));
        Assert.Equal("waiting", (await quarantine.Table.FindAsync(QuarantineTable.NoTenant, entry.Id, default))!.Entry.State);
    }

    [OnPostgresFact]
    public async Task Who_looked_at_its_bytes_is_kept()
    {
        QuarantineEntry entry = await DiedAsync("looked at");
        QuarantineTable table = new QuarantineOnPostgres(directory).Table;

        await table.NoteReadAsync(entry.Id, new Settler("o-1", "operator", Why: null), default);

        QuarantineStep step = Assert.Single((await table.FindAsync(QuarantineTable.NoTenant, entry.Id, default))!.Steps);
        Assert.Equal(("o-1", "operator", "read"), (step.Who, step.Role, step.Step));
    }

    [OnPostgresFact]
    public async Task While_the_broker_is_away_it_waits_as_before()
    {
        QuarantineEntry entry = await DiedAsync("away");
        QuarantineOnPostgres quarantine = new(directory);

        await Assert.ThrowsAsync<LogUnavailableException>(() => quarantine.ReplayAsync(entry.Id, QuarantineTable.NoTenant));

        QuarantineDetails after = (await quarantine.Table.FindAsync(QuarantineTable.NoTenant, entry.Id, default))!;
        Assert.Equal(("waiting", "not-now"), (after.Entry.State, Assert.Single(after.Steps).Outcome));
    }

    [OnPostgresFact]
    public async Task A_message_of_the_door_that_proves_no_hospital_cannot_go_back()
    {
        QuarantineEntry entry = await DiedAsync("unproven", DeadLetter.Inbox);
        QuarantineOnPostgres quarantine = new(directory);

        Settlement refused = await quarantine.ReplayAsync(entry.Id, QuarantineTable.NoTenant);

        Assert.Equal("no-tenant", Assert.IsType<Settlement.Refused>(refused).Code);
        Assert.Equal("waiting", (await quarantine.Table.FindAsync(QuarantineTable.NoTenant, entry.Id, default))!.Entry.State);
    }

    private static BasicProperties Died(string queue) => new()
    {
        Headers = new Dictionary<string, object?>
        {
            ["x-death"] = new List<object?>
            {
                new Dictionary<string, object?>
                {
                    ["queue"] = Encoding.UTF8.GetBytes(queue), ["reason"] = "delivery_limit"u8.ToArray(), ["count"] = 2L,
                },
            },
            ["x-delivery-count"] = 50L,
        },
    };

    private async Task<QuarantineEntry> DiedAsync(string text, string queue = FactsQueue)
    {
        await directory.MakeAsync();
        QuarantineOnPostgres quarantine = new(directory);
        DeadLetterTable dead = new(directory.Database, quarantine.Time);
        byte[] body = Encoding.UTF8.GetBytes(text);
        await dead.KeepAsync(DeadLetter.Of(queue, Died(queue), body), default);
        IReadOnlyList<QuarantineEntry> all = await quarantine.Table.ListAsync(QuarantineTable.NoTenant, new(), 0, 200, default);
        List<QuarantineEntry> same = [];
        foreach (QuarantineEntry entry in all.Where(entry => entry.Queue == queue))
        {
            if ((await quarantine.Table.FindAsync(QuarantineTable.NoTenant, entry.Id, default))!.Raw!.AsSpan().SequenceEqual(body))
                same.Add(entry);
        }

        return Assert.Single(same);
    }
}
