using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Loading;
using LymphOutcomes.Chaos.Tests.Running;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>
/// P13: at least once, recognisable. A receiver refuses, hangs, answers too late, and kills the sender or its database (SIGKILL)
/// after it was told and before it can say that it was. Shows safety against programs that crash, not against power loss.
/// </summary>
[Collection(ChaosCollection.Name)]
public sealed class When_programs_that_notify_are_killed(ChaosSystem system, ITestOutputHelper output)
{
    private const int PatientsPerKill = 10;
    private const int ReceiverPortBeside = 31;
    private const string Route = "chaos";

    private const string Sent =
        "select count(*) from alerting.deliveries where route = 'chaos' and state = 'sent'";

    private const string Unsent =
        "select count(*) from alerting.deliveries where route = 'chaos' and state <> 'sent'";

    // An attempt of which nothing is recorded is taken to be lost half a minute after its end.
    private static readonly TimeSpan ToldMax = TimeSpan.FromSeconds(90);
    private static readonly string[] ToKill = ["alerting", "alerting", "alerting", "postgres"];

    [OnChaosFact]
    public async Task Everybody_is_told_of_each_alert_and_a_repeat_can_be_known_by_its_key()
    {
        int seed = Seed.Take("P13", output);
        Random random = new(seed);
        string[] programs = [.. ToKill];
        random.Shuffle(programs);
        await using Trial trial = await Trial.BeginAsync(system, "P13", seed, output);
        Channel<string> killed = Channel.CreateUnbounded<string>();
        int firsts = 0;
        int kills = 0;
        int killAt = random.Next(2, PatientsPerKill);
        using WebhookReceiver receiver = new(ChaosSystem.PortOf("dashboard") + ReceiverPortBeside, Choose, HarmAsync);
        using FurtherSettings settings = new(ChaosSystem.RunFolder, "alerting");
        settings.Set(RouteTo(receiver.Address));
        try
        {
            await RestartAsync("alerting");
            for (int wave = 0; wave < programs.Length; wave++)
            {
                PlannedFact[] facts = [.. Enumerable.Range(wave * PatientsPerKill, PatientsPerKill)
                    .SelectMany(patient => trial.Story.Patient(patient, swells: true))];
                await trial.SendAsync(facts);
                using CancellationTokenSource patience = new(ToldMax, TimeProvider.System);
                string program = await killed.Reader.ReadAsync(patience.Token);
                trial.Say($"kill {wave + 1}, {program}: it had told the receiver and was not told that it had");
                await RestartAsync(program);
            }

            int patients = programs.Length * PatientsPerKill;
            await Patience.UntilAsync("everybody to be told", async () => await system.Database.NumberAsync(Sent) >= patients, ToldMax);
            await trial.PassAsync();
            await CountAsync(trial, receiver.Requests, patients);
        }
        finally
        {
            settings.Dispose();
            await ChaosSystem.KillAsync("alerting");
            await system.WholeAsync();
        }

        Treatment Choose(bool isFirst)
        {
            if (isFirst && ++firsts == killAt)
            {
                killAt = firsts + PatientsPerKill;
                return Treatment.Harmed;
            }

            return (isFirst, random.NextDouble()) switch
            {
                (_, < 0.15) => Treatment.Refused,
                (true, < 0.25) => Treatment.Silence,
                (true, < 0.35) => Treatment.TooLate,
                _ => Treatment.Taken,
            };
        }

        async Task HarmAsync()
        {
            string program = programs[kills++];
            await ChaosSystem.KillAsync(program);
            await killed.Writer.WriteAsync(program);
        }
    }

    private async Task CountAsync(Trial trial, IReadOnlyList<ReceivedRequest> requests, int patients)
    {
        List<Guid> raised = await system.Database.RowsAsync(
            """
            select (data->'alert'->>'id')::uuid from alerting.mt_events
            where seq_id > $1 and type = 'alert-raised.v1' and data->'alert'->'key'->>'rule' = 'LYM-001'
            """,
            row => row.GetGuid(0),
            trial.Since.Alerting);
        List<(string Key, Guid Alert, string Type)> told = [.. requests
            .Select(request => (request, body: JsonDocument.Parse(request.Body).RootElement))
            .Select(one => (
                one.request.Key,
                one.body.GetProperty("alert").GetProperty("id").GetGuid(),
                one.body.GetProperty("type").GetString()!))];
        ILookup<string, ReceivedRequest> byKey = requests.ToLookup(request => request.Key);
        int lost = raised.Except(told.Select(one => one.Alert)).Count();
        int unexpected = told.Select(one => one.Alert).Except(raised).Count();
        int otherKeys = told.Distinct().Count() - raised.Count;
        string[] inHand = [.. requests.Where(request => request.Treatment == Treatment.Harmed).Select(request => request.Key)];
        trial.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{raised.Count} alerts, {requests.Count} requests ({string.Join(", ", requests.CountBy(request => request.Treatment)
                .Select(one => $"{one.Value} {one.Key}"))}), {inHand.Length} killed with one in hand; told {byKey.Count}, lost {lost}, "
            + $"unexpected {unexpected}, under another key {otherKeys}"));

        Assert.Equal(patients, raised.Count);
        Assert.Equal((0, 0, 0), (lost, unexpected, otherKeys));
        Assert.All(told, one => Assert.Equal("raised", one.Type));
        Assert.All(requests, request => Assert.True(request.IsSigned, $"{request.Key} is not signed by the sender"));
        Assert.All(byKey, same => Assert.Single(same.Select(request => request.Body).Distinct()));
        Assert.Equal(0, await system.Database.NumberAsync(Unsent));
        // What was in hand came again: nothing had been written down of it, or the harm was none.
        Assert.Equal(ToKill.Length, inHand.Length);
        Assert.All(inHand, key => Assert.Equal(Treatment.Taken, byKey[key].Skip(1).LastOrDefault()?.Treatment));
    }

    private async Task RestartAsync(string program)
    {
        if (RunningProgram.Of(program).IsRunning)
            await ChaosSystem.KillAsync(program);
        await system.Deployment.StartAsync(program);
        await system.WholeAsync();
    }

    private static IEnumerable<(string, string)> RouteTo(Uri receiver) =>
    [
        ("Notifications__Timeout", "00:00:02"),
        ("Notifications__Routes__0__Tenant", Hospital.Tenant),
        ("Notifications__Routes__0__Name", Route),
        ("Notifications__Routes__0__Channel", "webhook"),
        ("Notifications__Routes__0__Url", receiver.ToString()),
        ("Notifications__Routes__0__Secret", WebhookReceiver.Secret),
        ("Notifications__Routes__0__Rules__0", "LYM-001"),
        ("Notifications__Routes__0__AtOnce", "8"),
    ];
}
