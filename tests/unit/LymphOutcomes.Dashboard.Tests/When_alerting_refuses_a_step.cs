using System.Net;
using System.Text;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.HandlingAlerts;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_alerting_refuses_a_step
{
    [Fact]
    public async Task A_step_that_was_taken_is_stored() =>
        Assert.IsType<HandlingResult.Stored>(await AcknowledgeAsync(HttpStatusCode.OK, "{}"));

    [Fact]
    public async Task An_older_version_means_that_somebody_was_first() =>
        Assert.IsType<HandlingResult.SomebodyWasFirst>(await AcknowledgeAsync(
            HttpStatusCode.Conflict,
            """{"title":"x","status":409,"detail":"At version 2, not 1.","code":"version-conflict","current":{"id":"x"}}"""));

    [Fact]
    public async Task A_step_the_alert_is_not_in_a_state_for_is_told_with_its_reason()
    {
        HandlingResult result = await AcknowledgeAsync(
            HttpStatusCode.Conflict, """{"detail":"The alert is already resolved.","code":"not-possible"}""");
        string? why = Assert.IsType<HandlingResult.NotPossible>(result).Why;
        string notice = HandlingNotice.NotPossible(why);
        Assert.Contains("The alert is already resolved. Nothing of yours was stored.", notice);
        Assert.DoesNotContain("Somebody", notice);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"code":7}""")]
    [InlineData("""{"code":"newer-than-this-dashboard"}""")]
    public async Task A_conflict_without_a_known_reason_blames_nobody_and_still_stored_nothing(string body)
    {
        HandlingResult result = await AcknowledgeAsync(HttpStatusCode.Conflict, body);
        Assert.Equal(new HandlingResult.NotPossible(null), result);
        Assert.StartsWith("This is not possible. Nothing of yours was stored.", HandlingNotice.NotPossible(null));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.PreconditionRequired)]
    public async Task A_refused_request_was_surely_not_stored(HttpStatusCode status)
    {
        ServiceUnreachableException failure = await FailureAsync(status);
        Assert.Equal(status, failure.Refusal);
        Assert.EndsWith("Nothing was stored.", HandlingNotice.NotCarriedOut(failure));
        Assert.Equal((int)status, HandlingNotice.Status(failure));
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(null)]
    public async Task After_a_failure_it_is_not_known_whether_it_was_stored(HttpStatusCode? status)
    {
        ServiceUnreachableException failure = await FailureAsync(status);
        Assert.Null(failure.Refusal);
        Assert.Contains("not known whether", HandlingNotice.NotCarriedOut(failure));
        Assert.Equal(503, HandlingNotice.Status(failure));
    }

    private static Task<HandlingResult> AcknowledgeAsync(HttpStatusCode? status, string body) =>
        WithAlertingAsync(status, body, alerting => alerting.AcknowledgeAsync(Given.Id(1), 1, CancellationToken.None));

    private static Task<ServiceUnreachableException> FailureAsync(HttpStatusCode? status) =>
        Assert.ThrowsAsync<ServiceUnreachableException>(() => WithAlertingAsync(status, "{}", alerting =>
            alerting.ResolveAsync(Given.Id(1), 1, new ResolveAlert("called", 0, null), CancellationToken.None)));

    private static async Task<HandlingResult> WithAlertingAsync(
        HttpStatusCode? status, string body, Func<AlertingClient, Task<HandlingResult>> step)
    {
        using var client = new HttpClient(new Answering(status, body)) { BaseAddress = new Uri("http://alerting") };
        return await step(new AlertingClient(client));
    }

    private sealed class Answering(HttpStatusCode? status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) =>
            status is { } answered
                ? Task.FromResult(new HttpResponseMessage(answered)
                {
                    Content = new StringContent(body, Encoding.UTF8, "application/problem+json"),
                })
                : throw new HttpRequestException("connection reset");
    }
}
