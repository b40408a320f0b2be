using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using LymphOutcomes.Chaos.Tests.Judging;
using LymphOutcomes.Chaos.Tests.Running;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>
/// P12: timers survive. Alerting is killed (SIGKILL) again and again while its test clock is moved through three months: each
/// effect of time comes once, not before its time, and none after a person took the alert up. Shows safety against a program that
/// crashes, not against power loss.
/// </summary>
[Collection(ChaosCollection.Name)]
public sealed class When_the_timekeeper_is_killed(ChaosSystem system, ITestOutputHelper output)
{
    // More than a program looks at in one go, so that a kill can come between.
    private const int Urgent = 130;
    private const int OfEachOther = 6;
    private const string Escalated = "select count(*) from alerting.mt_events where type = 'alert-escalated.v1'";

    private static readonly TimeSpan UrgentTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan WatchTime = TimeSpan.FromDays(7);

    // A call waits until the end of the next working day, from midnight until five in the afternoon at least.
    private static readonly TimeSpan CallTime = TimeSpan.FromHours(17);

    // Of what a killed program had claimed the lease must run out first, a minute.
    private static readonly TimeSpan DoneMax = TimeSpan.FromSeconds(100);

    private readonly List<(Guid Alert, DueByTime Due)> _due = [];
    private TimeSpan _offset;

    [OnChaosFact]
    public async Task Each_effect_of_time_comes_once_not_before_its_time_and_never_after_an_acknowledgement()
    {
        int seed = Seed.Take("P12", output);
        Random random = new(seed);
        // A log's time never goes back, so nothing else may share this one.
        await system.ForgetDataAsync();
        await system.Deployment.UpAsync();
        using FurtherSettings settings = new(ChaosSystem.RunFolder, "alerting");
        try
        {
            Alert[] urgent = await RaisedAsync(Urgent, "LYM-022", Says("CHEST_PAIN", 1, daysAgo: 0.1));
            Alert[] calls = await RaisedAsync(OfEachOther, "LYM-010", Says(SymptomCodes.BellyPuffiness, 5, daysAgo: 0.1));
            Alert[] watched = await RaisedAsync(OfEachOther, "LYM-012", Scored(20, daysAgo: 100), Scored(27.27, daysAgo: 0.1));
            await PutAsideAsync(urgent[..OfEachOther], random);
            _due.AddRange(calls.Select(alert => (
                alert.Id, new DueByTime(CallTime, Escalations: 3, LapsesAt: alert.FirstEffective.AddDays(30)))));
            _due.AddRange(watched.Select(alert => (
                alert.Id, new DueByTime(WatchTime, Escalations: 3, LapsesAt: alert.FirstEffective.AddDays(120)))));

            await ChaosSystem.KillAsync("alerting");
            await TakeUpWhileDownAsync(urgent[OfEachOther..(2 * OfEachOther)]);
            Queue<Alert> toTakeUp = new(urgent[(2 * OfEachOther)..(4 * OfEachOther)]);
            _due.AddRange(toTakeUp.Select(alert => (alert.Id, new DueByTime(UrgentTime, Escalations: null))));
            _due.AddRange(urgent[(4 * OfEachOther)..].Select(alert => (alert.Id, new DueByTime(UrgentTime, Escalations: 3))));

            // The first time nothing is due but perhaps a rest that is over.
            TimeSpan[] later =
            [
                TimeSpan.FromMinutes(random.Next(20, 50)), TimeSpan.FromMinutes(random.Next(61, 90)),
                TimeSpan.FromMinutes(random.Next(130, 170)), TimeSpan.FromHours(random.Next(5, 30)),
                TimeSpan.FromDays(random.Next(8, 12)),
            ];
            int taken = 0;
            foreach (TimeSpan offset in later)
                taken += await KilledAtWorkAsync(settings, offset, toTakeUp, random);
            foreach (int day in (int[])[16, 24, 32, 40, 121])
                await UntilDoneAsync(settings, TimeSpan.FromDays(day));
            await CountAsync(later.Length + 1, taken);
        }
        finally
        {
            settings.Dispose();
            await system.ForgetDataAsync();
            await system.Deployment.UpAsync();
        }
    }

    /// <summary>The clock is moved, people take alerts up as soon as the door opens, and the program is killed amid it.</summary>
    private async Task<int> KilledAtWorkAsync(FurtherSettings settings, TimeSpan offset, Queue<Alert> toTakeUp, Random random)
    {
        long before = await system.Database.NumberAsync(Escalated);
        await StartAtAsync(settings, offset);
        Task<bool>[] people = [.. Enumerable.Range(0, 2).Select(_ => TakeUpAsync(toTakeUp.Dequeue()))];
        // Where time has something to do, the first of it has been done and the rest is on its way; elsewhere it is looked for.
        long start = TimeProvider.System.GetTimestamp();
        TimeSpan atMost = TimeSpan.FromSeconds(1 + (2 * random.NextDouble()));
        while (await system.Database.NumberAsync(Escalated) == before && TimeProvider.System.GetElapsedTime(start) < atMost)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        long done = await system.Database.NumberAsync(Escalated) - before;
        await ChaosSystem.KillAsync("alerting");
        int taken = (await Task.WhenAll(people)).Count(one => one);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"measured: P12 killed at {offset}, {done} alerts passed on until then, {taken} taken up meanwhile"));
        return taken;
    }

    /// <summary>The clock is moved, and time is given to do everything that is due by then.</summary>
    private async Task UntilDoneAsync(FurtherSettings settings, TimeSpan offset)
    {
        await StartAtAsync(settings, offset);
        await Patience.UntilAsync(
            "time to have done what is due",
            async () => await system.Database.NumberAsync(
                "select count(*) from alerting.timers where due_at <= clock_timestamp() + $1", _offset) == 0,
            DoneMax);
        await ChaosSystem.KillAsync("alerting");
    }

    private async Task StartAtAsync(FurtherSettings settings, TimeSpan offset)
    {
        _offset = offset;
        settings.Set([("Log__ClockOffset", offset.ToString("c", CultureInfo.InvariantCulture))]);
        await system.Deployment.StartAsync("alerting");
    }

    /// <summary>The one whose timers are due does not run; another instance, whose clock is behind, takes the people's word.</summary>
    private async Task TakeUpWhileDownAsync(Alert[] alerts)
    {
        using SecondInstance second = await SecondInstance.StartAsync("alerting", "LymphOutcomes.Alerting");
        using HttpClient client = new() { BaseAddress = second.Door };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await system.TokenAsync("coordinator"));
        foreach (Alert alert in alerts)
        {
            using HttpResponseMessage answer = await new AlertingDoor(client).AcknowledgeAsync(alert.Id, alert.Version);
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            _due.Add((alert.Id, new(UrgentTime, Escalations: 0)));
        }
    }

    /// <summary>Whether a person was told that it was taken up; they are told nothing when the program is killed first.</summary>
    private async Task<bool> TakeUpAsync(Alert alert)
    {
        AlertingDoor door = new(await system.ClientAsync("alerting", "coordinator"));
        try
        {
            using HttpResponseMessage answer = await door.AcknowledgeAsync(alert.Id, alert.Version);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task PutAsideAsync(Alert[] alerts, Random random)
    {
        HttpClient client = await system.ClientAsync("alerting", "coordinator");
        foreach (Alert alert in alerts)
        {
            DateTimeOffset until = alert.RaisedAt.AddMinutes(random.Next(15, 55));
            AlertDetails seen = await new AlertingDoor(client).DetailsAsync(alert.Id);
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri($"v1/alerts/{alert.Id}/snooze", UriKind.Relative))
            {
                Content = JsonContent.Create(new SnoozeAlert(until, seen.AsOf), options: ContractJson.Options),
            };
            request.Headers.IfMatch.Add(new($"\"{alert.Version}\""));
            using HttpResponseMessage answer = await client.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            _due.Add((alert.Id, new(UrgentTime, Escalations: 3, WakesAt: until)));
        }
    }

    private async Task<Alert[]> RaisedAsync(int patients, string rule, params Func<int, Delivery>[] facts)
    {
        var receipts = await system.Hospital.SendAsync(
            [.. Enumerable.Range(0, patients).SelectMany(patient =>
                facts.Select(fact => fact(patient) with { Subject = $"mrn|P12-{rule}-{patient}" }))]);
        AlertingDoor door = new(await system.ClientAsync("alerting", "coordinator"));
        List<Alert> raised = [];
        foreach (Guid patient in receipts.Select(receipt => receipt.Patient!.Value).Distinct())
            raised.Add(await door.AlertOfAsync(patient, rule));
        return [.. raised];
    }

    private async Task CountAsync(int kills, int taken)
    {
        ILookup<Guid, LoggedStep> steps = (await system.Database.RowsAsync(
            """
            select (data->'alert'->>'id')::uuid, type, timestamp from alerting.mt_events
            where type like 'alert-%' order by seq_id
            """,
            row => new LoggedStep(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)))).ToLookup(step => step.Alert);
        string[] faults = [.. _due.SelectMany(one =>
            Times.Faults([.. steps[one.Alert]], one.Due).Select(fault => $"{one.Alert}: {fault}"))];
        Assert.All(_due, one => Assert.Equal("alert-raised.v1", steps[one.Alert].First().Type));
        ILookup<string, LoggedStep> ofType = steps.SelectMany(one => one).ToLookup(step => step.Type);
        output.WriteLine($"measured: P12 {_due.Count} alerts, {kills} kills: passed on {ofType["alert-escalated.v1"].Count()}, "
            + $"back {ofType["alert-snooze-ended.v1"].Count()}, lapsed {ofType["alert-lapsed.v1"].Count()}, "
            + $"taken up {ofType["alert-acknowledged.v1"].Count()}; wrong {faults.Length}");
        Assert.Empty(faults);
        // Nobody's word was lost that was acknowledged.
        Assert.True(ofType["alert-acknowledged.v1"].Count() >= OfEachOther + taken);
    }

    private static Func<int, Delivery> Says(string code, int score, double daysAgo) => Fact(
        "symptoms-reported", daysAgo, record => new SymptomsReported(record, [new(code, "unknown", "gradual", score)]));

    private static Func<int, Delivery> Scored(double score, double daysAgo) => Fact(
        "questionnaire-scored", daysAgo, record => new QuestionnaireScored(record, "llis", score, Edition: "v2"));

    private static Func<int, Delivery> Fact(string type, double daysAgo, Func<SourceRecord, object> data)
    {
        string name = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("n");
        DateTimeOffset time = TimeProvider.System.GetUtcNow().AddDays(-daysAgo);
        return patient => new(
            $"{name}-{patient}", $"lymph.{type}.v1", Subject: "", time, data(new($"{name}-{patient}", Version: 1)));
    }
}
