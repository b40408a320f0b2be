using System.Net;
using System.Text;
using LymphOutcomes.Dashboard.RelayingTheStream;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_alertings_stream_is_relayed
{
    [Fact]
    public async Task Events_pass_with_their_ids_and_half_an_event_does_not()
    {
        string page = await RelayAsync(lastEventId: null, "id: 7\nevent: alert\ndata: {}\n\n" + "id: 8\nevent: al");
        Assert.Contains("id: 7\nevent: alert\ndata: {}\n\n", page);
        Assert.DoesNotContain("id: 8", page);
    }

    [Fact]
    public async Task A_reset_passes() =>
        Assert.Contains("id: 3\nevent: reset\ndata: {}\n\n", await RelayAsync(null, "id: 3\nevent: reset\ndata: {}\n\n"));

    [Fact]
    public async Task A_sign_of_life_becomes_a_heartbeat_the_page_can_hear() =>
        Assert.Contains("event: heartbeat\n", await RelayAsync(null, ": alive\n\n"));

    [Fact]
    public async Task After_a_break_it_goes_on_from_the_last_id_and_says_so()
    {
        var alerting = new Alerting("id: 7\nevent: alert\ndata: {}\n\n", "id: 9\nevent: alert\ndata: {}\n\n");
        string page = await RelayAsync("5", alerting);
        Assert.Equal(["5", "7"], alerting.AskedFrom.Take(2));
        Assert.Matches("(?s)upstream-up.*id: 7.*upstream-down.*upstream-up.*id: 9", page);
    }

    [Fact]
    public async Task An_id_that_could_break_a_header_is_not_sent_on()
    {
        var alerting = new Alerting("id: 1\nevent: reset\ndata: {}\n\n");
        await RelayAsync("7\r\nX-Evil: 1", alerting);
        Assert.Null(alerting.AskedFrom[0]);
    }

    [Fact]
    public async Task An_event_without_end_is_not_collected_without_bound()
    {
        using var endless = new MemoryStream(Encoding.UTF8.GetBytes(new string('x', StreamFrameReader.FrameCharsMax + 1)));
        using var frames = new StreamFrameReader(endless);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await frames.ReadAsync(CancellationToken.None));
    }

    private static Task<string> RelayAsync(string? lastEventId, params string[] answers) =>
        RelayAsync(lastEventId, new Alerting(answers));

    // Runs until alerting was asked once more than it has answers: by then every answer has been passed on.
    private static async Task<string> RelayAsync(string? lastEventId, Alerting alerting)
    {
        using var client = new HttpClient(alerting) { BaseAddress = new Uri("http://alerting") };
        using var page = new MemoryStream();
        await new StreamRelay(client, TimeProvider.System).RunAsync(lastEventId, page, alerting.Exhausted);
        return Encoding.UTF8.GetString(page.ToArray());
    }

    private sealed class Alerting(params string[] answers) : HttpMessageHandler
    {
        private readonly CancellationTokenSource _exhausted = new();

        public CancellationToken Exhausted => _exhausted.Token;

        public List<string?> AskedFrom { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            AskedFrom.Add(request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.Single() : null);
            if (AskedFrom.Count > answers.Length)
            {
                _exhausted.Cancel();
                ct.ThrowIfCancellationRequested();
            }

            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(answers[AskedFrom.Count - 1]),
            });
        }
    }
}
