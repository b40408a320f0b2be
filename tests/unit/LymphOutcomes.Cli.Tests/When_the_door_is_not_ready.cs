using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LymphOutcomes.Cli.Simulating;

namespace LymphOutcomes.Cli.Tests;

public sealed class When_the_door_is_not_ready
{
    private static readonly CloudEvent[] Events =
    [
        .. SyntheticHospital.Create(new HospitalSettings(1, 1, 365, new DateOnly(2026, 11, 22))).Events.Take(1),
    ];

    private readonly List<TimeSpan> _waits = [];

    [Fact]
    public async Task A_closed_door_is_tried_again_when_it_said()
    {
        using var intake = new ScriptedIntake(Closed(TimeSpan.FromSeconds(7)), Taken("stored"));

        Assert.Equal("stored", (await SendTo(intake)).Single().Status);
        Assert.Equal([TimeSpan.FromSeconds(7)], _waits);
    }

    [Fact]
    public async Task A_door_that_asks_for_an_hour_is_tried_after_half_a_minute()
    {
        using var intake = new ScriptedIntake(Closed(TimeSpan.FromHours(1)), Taken("stored"));

        await SendTo(intake);

        Assert.Equal([TimeSpan.FromSeconds(30)], _waits);
    }

    [Fact]
    public async Task It_gives_up_after_eight_tries()
    {
        using var intake = new ScriptedIntake([.. Enumerable.Repeat(Closed(TimeSpan.Zero), 20)]);

        DoorException refused = await Assert.ThrowsAsync<DoorException>(() => SendTo(intake));

        Assert.Contains("8 tries", refused.Message, StringComparison.Ordinal);
        Assert.Equal(8, intake.Asked);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again_and_says_why()
    {
        using var intake = new ScriptedIntake(
            () => new HttpResponseMessage(HttpStatusCode.Forbidden)
            {
                Content = new StringContent(
                    """{"title":"Wrong role","detail":"Needs role system."}""", Encoding.UTF8, "application/problem+json"),
            },
            Taken("stored"));

        DoorException refused = await Assert.ThrowsAsync<DoorException>(() => SendTo(intake));

        Assert.Contains("403 (Wrong role: Needs role system)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, intake.Asked);
    }

    [Fact]
    public async Task Fewer_receipts_than_events_are_no_success()
    {
        using var intake = new ScriptedIntake(() => Json("""{"receipts":[]}"""));

        await Assert.ThrowsAsync<DoorException>(() => SendTo(intake));
    }

    [Fact]
    public async Task A_status_nobody_knows_is_no_success()
    {
        using var intake = new ScriptedIntake(Taken("maybe"));
        IReadOnlyList<Contracts.Intake.V1.Receipt> receipts = await SendTo(intake);

        Assert.Throws<DoorException>(() => new DeliveryTally().Add(receipts));
    }

    private async Task<IReadOnlyList<Contracts.Intake.V1.Receipt>> SendTo(ScriptedIntake intake)
    {
        using var http = new HttpClient(intake, disposeHandler: false) { BaseAddress = new Uri("http://intake.test/") };
        return await new IntakeDoor(http, new ImpatientTime(_waits), _ => { }).SendAsync(Events, CancellationToken.None);
    }

    private static Func<HttpResponseMessage> Closed(TimeSpan retryAfter) => () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
    {
        Headers = { RetryAfter = new RetryConditionHeaderValue(retryAfter) },
    };

    private static Func<HttpResponseMessage> Taken(string status) => () => Json($$"""{"receipts":[{"id":"x","status":"{{status}}"}]}""");

    private static HttpResponseMessage Json(string body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>Answers in the given order.</summary>
    private sealed class ScriptedIntake(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answers[Asked++]());
    }

    /// <summary>Every wait is over at once; remembers how long it would have been.</summary>
    private sealed class ImpatientTime(List<TimeSpan> waits) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
