using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using LymphOutcomes.Chaos.Tests.Loading;
using LymphOutcomes.Chaos.Tests.Running;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using RabbitMQ.Client;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>P20: hostile input at both doors is refused or kept with a reason; nothing breaks and nothing grows.</summary>
[Collection(ChaosCollection.Name)]
public sealed class When_input_is_hostile(ChaosSystem system, ITestOutputHelper output)
{
    private const int HttpCalls = 500;
    private const int AmqpMessages = 300;
    private const int AtOnce = 4;
    private const double ResidentMaxMiB = 400;
    private static readonly string[] Statuses = ["stored", "duplicate", "quarantined"];

    [OnChaosFact]
    public async Task Every_call_is_answered_and_every_program_stays_well()
    {
        int seed = Seed.Take("P20", output);
        await system.WholeAsync();
        RunningProgram[] before = [.. ChaosSystem.Parts.Select(RunningProgram.Of)];
        Story story = new($"P20-{seed}-{TimeProvider.System.GetUtcNow():HHmmss}", new Random(seed));
        long quarantined = await QuarantinedAsync();

        ConcurrentDictionary<int, int> answers = await CallAsync(story, seed);
        int published = await PublishAsync(story, seed);
        // A good fact after all of them: the doors are open, and what came before has been handled.
        IReadOnlyList<PlannedFact> good = story.Patient(0, swells: true);
        await using (ConfirmedPublisher publisher = new(ChaosSystem.BrokerOf(Hospital.Tenant), Patience.Usual))
            Assert.NotNull(await publisher.PublishAsync(good));
        await Patience.UntilAsync("good facts that came last", async () =>
            (await Task.WhenAll(good.Select(fact => system.Hospital.ReceiptAsync(fact.Delivery.Id))))
            .All(receipt => receipt?.Status is "stored"));

        double residentMiB = RunningProgram.Of("intake").ResidentMiB;
        long kept = await QuarantinedAsync() - quarantined;
        output.WriteLine($"measured: P20 {answers.Values.Sum()} calls: "
            + string.Join(", ", answers.OrderBy(one => one.Key).Select(one => $"{one.Value} x {one.Key}"))
            + $"; {published} messages; {kept} new in quarantine; intake resident {residentMiB:0} MiB");
        Assert.All(answers.Keys, status => Assert.InRange(status, 200, 499));
        Assert.Contains(401, answers.Keys);
        Assert.Contains(413, answers.Keys);
        Assert.True(kept > AmqpMessages / 4, $"{kept} in quarantine");
        Assert.InRange(residentMiB, 1, ResidentMaxMiB);
        Assert.Equal(before, ChaosSystem.Parts.Select(RunningProgram.Of));
        Assert.All(before, program => Assert.True(program.IsRunning, $"{program.Name} ended"));
        foreach (string program in ChaosSystem.Parts[2..])
            Assert.True(await ChaosSystem.IsReadyAsync(program), $"{program} is not ready");
    }

    private async Task<ConcurrentDictionary<int, int>> CallAsync(Story story, int seed)
    {
        using HttpClient client = await system.ClientAsync("intake");
        string token = await system.TokenAsync("system");
        HostileCalls hostile = new(new Random(seed), token);
        List<HttpRequestMessage> calls = [HostileCalls.TooMuch()];
        ConcurrentDictionary<int, int> answers = new();
        for (int done = 0; done < HttpCalls; done += calls.Count, calls = [])
        {
            while (calls.Count < AtOnce)
                calls.Add(hostile.Call(story.Next(1)[0]));
            await Task.WhenAll(calls.Select(async call =>
            {
                if (!call.Headers.Contains("Authorization"))
                    call.Headers.Authorization = new("Bearer", token);
                int status = await AnswerAsync(client, call);
                answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            }));
        }

        return answers;
    }

    private static async Task<int> AnswerAsync(HttpClient client, HttpRequestMessage call)
    {
        using HttpRequestMessage request = call;
        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(request);
        }
        catch (HttpRequestException failure) when (request.Content!.Headers.ContentLength > 32 * 1024 * 1024)
        {
            // Kestrel answers 413 and closes while we still send; whether the answer is read first is a matter of timing.
            Assert.IsAssignableFrom<IOException>(failure.InnerException);
            return 413;
        }

        using (answer)
        {
            if (answer.IsSuccessStatusCode)
            {
                ReceiptList? receipts = await answer.Content.ReadFromJsonAsync<ReceiptList>(ContractJson.Options);
                Assert.NotEmpty(receipts!.Items);
                Assert.All(receipts.Items, receipt => Assert.Contains(receipt.Status, Statuses));
                Assert.All(receipts.Items, receipt => Assert.Equal(receipt.Status == "quarantined", receipt.Reason is not null));
            }
            else
                Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
            return (int)answer.StatusCode;
        }
    }

    private async Task<int> PublishAsync(Story story, int seed)
    {
        HostileCalls hostile = new(new Random(seed + 1), "a.b.c");
        Random random = new(seed + 2);
        await using IConnection connection = await system.Hospital.ConnectAsync();
        await using IChannel channel = await connection.CreateChannelAsync(new(true, true));
        for (int message = 0; message < AmqpMessages; message++)
        {
            BasicProperties properties = new()
            {
                ContentType = random.Next(3) == 0 ? "text/plain" : null,
                ContentEncoding = random.Next(5) == 0 ? "gzip" : null,
                Headers = random.Next(3) == 0
                    ? new Dictionary<string, object?> { ["traceparent"] = "\u0000junk", ["x-delivery-count"] = "many" }
                    : null,
            };
            byte[] body = message == 0
                ? Encoding.UTF8.GetBytes($"\"{new string('x', 2 * 1024 * 1024)}\"")
                : Encoding.UTF8.GetBytes(hostile.Event(story.Next(1)[0]));
            await channel.BasicPublishAsync(
                Hospital.IntakeExchange, $"{Hospital.Tenant}.{random.Next(1_000)}", mandatory: true, properties, body);
        }

        return AmqpMessages;
    }

    private Task<long> QuarantinedAsync() => system.Database.NumberAsync("select count(*) from intake.quarantine");
}
