using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LymphOutcomes.Chaos.Tests.Running;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Chaos.Tests.Loading;

/// <summary>
/// Hospitals that go on sending whatever happens: several at the HTTP door, several at the AMQP door. What was not answered
/// is sent again as it was, as a hospital would; one in ten is not, as a hospital might.
/// </summary>
/// <param name="ledger">Told before and after each step.</param>
/// <param name="story">What is sent.</param>
/// <param name="seed">How much at a time, when, and what is not sent again.</param>
public sealed class LoadClient(Ledger ledger, Story story, int seed) : IAsyncDisposable
{
    private const int BatchMax = 16;
    private const int RepeatsMax = 400;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _workers = [];
    private readonly List<HttpClient> _clients = [];
    private long _httpReceipts;

    /// <summary>Receipts that came over HTTP so far.</summary>
    public long HttpReceipts => Interlocked.Read(ref _httpReceipts);

    /// <summary>Begins to send.</summary>
    /// <param name="system">Where.</param>
    /// <param name="http">Senders at the HTTP door.</param>
    /// <param name="amqp">Senders at the AMQP door.</param>
    /// <param name="door">Another address of intake than the usual one.</param>
    public async Task StartAsync(ChaosSystem system, int http = 3, int amqp = 2, Uri? door = null)
    {
        string token = await system.TokenAsync("system");
        for (int worker = 0; worker < http; worker++)
        {
            HttpClient client = new() { BaseAddress = door ?? ChaosSystem.UrlOf("intake"), Timeout = AnswerMax };
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            _clients.Add(client);
            Random random = new(seed + worker);
            _workers.Add(Task.Run(() => WorkAsync("http", facts => PostAsync(client, facts), random)));
        }

        for (int worker = 0; worker < amqp; worker++)
        {
            Random random = new(seed + 1_000 + worker);
            _workers.Add(Task.Run(async () =>
            {
                await using ConfirmedPublisher publisher = new(ChaosSystem.BrokerOf(Hospital.Tenant), AnswerMax);
                await WorkAsync("amqp", publisher.PublishAsync, random);
            }));
        }
    }

    /// <summary>Begins nothing new; returns when everything that is sent again has been answered.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _clients.ForEach(client => client.Dispose());
        _stop.Dispose();
    }

    private async Task WorkAsync(
        string door, Func<IReadOnlyList<PlannedFact>, Task<IReadOnlyList<(string Id, string Status)>?>> send, Random random)
    {
        while (!_stop.IsCancellationRequested)
        {
            IReadOnlyList<PlannedFact> facts = story.Next(random.Next(1, BatchMax + 1));
            bool isGivenUp = random.Next(10) == 0;
            for (int repeat = 0; repeat < RepeatsMax; repeat++)
            {
                ledger.Attempt(door, facts);
                if (await send(facts) is { } receipts)
                {
                    ledger.Answered(door, receipts);
                    break;
                }

                ledger.NotAnswered(door, facts);
                if (isGivenUp)
                    break;
                await Task.Delay(PauseAfterFailure, TimeProvider.System);
            }

            await Task.Delay(PauseMax * random.NextDouble(), TimeProvider.System);
        }
    }

    private async Task<IReadOnlyList<(string Id, string Status)>?> PostAsync(HttpClient client, IReadOnlyList<PlannedFact> facts)
    {
        string body = JsonSerializer.Serialize(facts.Select(fact => fact.Delivery.ToJson()), ContractJson.Options);
        try
        {
            using StringContent content = new(body, Encoding.UTF8, CloudEventTypes.BatchMediaType);
            using HttpResponseMessage answer = await client.PostAsync(new Uri("v1/events", UriKind.Relative), content);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                return null;
            // Anything but a receipt or a clear "not now" is a fault of its own; the test ends with it.
            Assert.True(answer.IsSuccessStatusCode, $"intake answered {(int)answer.StatusCode}");
            ReceiptList? receipts = await answer.Content.ReadFromJsonAsync<ReceiptList>(ContractJson.Options);
            Interlocked.Add(ref _httpReceipts, receipts!.Items.Count);
            return [.. receipts.Items.Select(receipt => (receipt.Id!, receipt.Status))];
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }
}
