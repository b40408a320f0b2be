using System.Net;
using System.Text;
using LymphOutcomes.Intake.ReportingReceipts;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_alerting_is_asked_what_it_judged
{
    private static readonly Guid Fact = new("0195577a-0000-8000-8000-000000000009");

    [Theory]
    [InlineData("""{"items":[{"id":"0195577a-0000-8000-8000-000000000009","state":"judged"}]}""", "yes")]
    [InlineData("""{"items":[{"id":"0195577a-0000-8000-8000-000000000009","state":"parked"}]}""", "parked")]
    [InlineData("""{"items":[{"id":"0195577a-0000-8000-8000-000000000008","state":"judged"}]}""", "no")]
    [InlineData("""{"items":[]}""", "no")]
    [InlineData("""{"items":[{"id":"0195577a-0000-8000-8000-000000000009","state":"a-later-word"}]}""", "unknown")]
    [InlineData("no json", "unknown")]
    [InlineData("{}", "unknown")]
    public async Task Its_answer_is_one_word(string answer, string word) =>
        Assert.Equal(word, await AskAsync(new Alerting((_, _) => Task.FromResult(Answer(HttpStatusCode.OK, answer)))));

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task A_refusal_means_that_nobody_knows(HttpStatusCode status) =>
        Assert.Equal("unknown", await AskAsync(new Alerting((_, _) => Task.FromResult(Answer(status, "")))));

    [Fact]
    public async Task Out_of_reach_means_that_nobody_knows() =>
        Assert.Equal("unknown", await AskAsync(new Alerting((_, _) => throw new HttpRequestException("refused"))));

    [Fact]
    public async Task Silence_means_that_nobody_knows_and_is_not_waited_for_long()
    {
        Task<string> asked = AskAsync(new Alerting(async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return Answer(HttpStatusCode.OK, "{}");
        }));

        Assert.Equal("unknown", await asked.WaitAsync(AskAlerting.AtMost * 5));
    }

    [Fact]
    public async Task It_is_asked_as_the_caller()
    {
        string? authorization = null;
        await AskAsync(new Alerting((request, _) =>
        {
            authorization = request.Headers.Authorization?.ToString();
            return Task.FromResult(Answer(HttpStatusCode.OK, """{"items":[]}"""));
        }));

        Assert.Equal("Bearer of-the-caller", authorization);
    }

    [Fact]
    public async Task No_more_than_sixteen_wait_for_it_at_once()
    {
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using AskAlerting ask = New(new Alerting(async (_, ct) =>
        {
            await answered.Task.WaitAsync(ct);
            return Answer(HttpStatusCode.OK, """{"items":[]}""");
        }));

        Task<string>[] asked = [.. Enumerable.Range(0, 16).Select(_ => ask.WasJudgedAsync(Fact, "Bearer x", default))];
        Assert.Equal("unknown", await ask.WasJudgedAsync(Fact, "Bearer x", default));
        answered.SetResult();
        Assert.All(await Task.WhenAll(asked), word => Assert.Equal("no", word));
    }

    [Fact]
    public async Task Without_an_address_nobody_knows()
    {
        using AskAlerting ask = new(new Clients(null), NullLogger<AskAlerting>.Instance);
        Assert.Equal("unknown", await ask.WasJudgedAsync(Fact, "Bearer x", default));
    }

    private static async Task<string> AskAsync(Alerting alerting)
    {
        using AskAlerting ask = New(alerting);
        return await ask.WasJudgedAsync(Fact, "Bearer of-the-caller", default);
    }

    private static AskAlerting New(Alerting alerting) => new(new Clients(alerting), NullLogger<AskAlerting>.Instance);

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private sealed class Alerting(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request, cancellationToken);
    }

    private sealed class Clients(Alerting? alerting) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) =>
            alerting is null ? new() : new(alerting, disposeHandler: false) { BaseAddress = new("http://alerting.example") };
    }
}
