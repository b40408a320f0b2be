using System.Globalization;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LymphOutcomes.Acceptance.Tests;

/// <summary>The main job, whole: one event in, one card on the screen, one answer to the hospital.</summary>
[Collection(SystemCollection.Name)]
public sealed class When_swelling_passes_ten_percent : IAsyncLifetime
{
    private const string Note = "Spoke to her. <script>alert('not text')</script>";
    private static readonly TimeSpan CardAtMost = TimeSpan.FromSeconds(5);
    private readonly SystemUnderTest _system;
    private readonly ITestOutputHelper _output;
    private readonly Random _random;
    private readonly int _seed;
    private readonly InventedPatient _patient;
    private readonly Delivery _above;
    private HospitalQueue _queue = null!;
    private Coordinator _coordinator = null!;
    private Guid _patientId;
    private Alert _alert = null!;

    public When_swelling_passes_ten_percent(SystemUnderTest system, ITestOutputHelper output)
    {
        (_system, _output) = (system, output);
        string? asked = Environment.GetEnvironmentVariable("LYMPH_TEST_SEED");
        _seed = string.IsNullOrEmpty(asked) ? Random.Shared.Next() : int.Parse(asked, CultureInfo.InvariantCulture);
        _random = new(_seed);
        _patient = InventedPatient.From(_random);
        _above = _patient.Measured("above", changePercent: 10.1, daysAgo: 2);
        Say($"LYMPH_TEST_SEED={_seed}: {_patient.Name}, {_patient.Side} {_patient.Site}, {_patient.Number}");
    }

    public async Task InitializeAsync()
    {
        _queue = await _system.Hospital.BindQueueAsync($"acceptance-{_seed}");
        _coordinator = await Coordinator.AtAsync(_system);
    }

    public async Task DisposeAsync()
    {
        // Also when the test ended while it was stopped: other tests need it.
        await _system.Deployment.StartAsync("alerting");
        await _coordinator.DisposeAsync();
        await _queue.DisposeAsync();
    }

    [OnSystemFact]
    public async Task One_reading_over_the_limit_is_one_card_that_a_person_works_to_its_end()
    {
        await A_change_within_measuring_error_is_drawn_and_raises_nothing();
        await The_coordinator_watches_the_board();
        await The_limit_is_passed_while_alerting_is_stopped();
        await Alerting_starts_and_one_card_comes_without_a_reload();
        await The_same_delivery_again_changes_nothing();
        await A_second_patient_comes_by_the_broker_while_the_board_is_watched();
        await The_hospital_is_told_once_and_finds_its_own_number();
        await The_alert_page_shows_what_fired();
        await The_coordinator_acknowledges_and_resolves();
        await A_session_is_drawn_and_a_retraction_withdraws_the_alert();
        await A_reviewer_finds_what_was_known_and_decided();
        // The board's own reads while alerting was stopped.
        Assert.DoesNotContain(
            _coordinator.Complaints, complaint => !complaint.Contains("status of 503", StringComparison.Ordinal));
    }

    private async Task A_change_within_measuring_error_is_drawn_and_raises_nothing()
    {
        IReadOnlyList<Receipt> receipts = await _system.Hospital.SendAsync(_patient.Beginning());
        Assert.All(receipts, receipt => Assert.Equal("stored", receipt.Status));
        _patientId = receipts[0].Patient!.Value;
        Assert.All(receipts, receipt => Assert.Equal(_patientId, receipt.Patient));

        await _system.Hospital.PublishAsync(_patient.Measured("below", changePercent: 2.9, daysAgo: 20));

        LimbTrajectory limb = await _system.Alerting.LimbAsync(_patientId, readings: 2);
        Assert.Equal((_patient.Site, _patient.Side, "pre-operative"), (limb.Site, limb.Side, limb.Baseline?.Kind));
        Assert.Equal("rvc", limb.Points[1].Index);
        Assert.Equal(2.9, limb.Points[1].ChangePercent!.Value, tolerance: 1e-6);
        Assert.Empty(await _system.Alerting.AlertsOfAsync(_patientId));
    }

    private async Task The_coordinator_watches_the_board()
    {
        await _coordinator.SignInAsync();
        await _coordinator.Board.ExpectLiveAsync();
        await _coordinator.Board.ExpectCardsAsync(_patientId, 0);
        await _coordinator.Board.WatchArrivalsAsync();
    }

    private async Task The_limit_is_passed_while_alerting_is_stopped()
    {
        await _system.Deployment.StopAsync("alerting");

        Receipt receipt = Assert.Single(await _system.Hospital.SendAsync(_above));

        Assert.Equal(("stored", _patientId), (receipt.Status, receipt.Patient));
        Assert.Equal("stored", (await _system.Hospital.ReceiptAsync(_above.Id))?.Status);
        await _coordinator.Board.ExpectBrokenAsync();
        await _coordinator.Board.ExpectCardsAsync(_patientId, 0);
    }

    private async Task Alerting_starts_and_one_card_comes_without_a_reload()
    {
        using HttpClient health = await _system.ClientAsync("alerting");
        Task starting = _system.Deployment.StartAsync("alerting");
        DateTimeOffset ready = default;
        await Patience.UntilAsync("alerting to be ready", async () =>
        {
            ready = TimeProvider.System.GetUtcNow();
            return await IsReadyAsync(health);
        }, TimeSpan.FromMinutes(2));
        await starting;

        await _coordinator.Board.ExpectCardsAsync(_patientId, 1);

        TimeSpan taken = await _coordinator.Board.ArrivalAsync(_patientId) - ready;
        Say($"measured: card {taken.TotalSeconds:0.000} s after alerting was ready");
        ILocator card = _coordinator.Board.CardsOf(_patientId);
        await Expect(card).ToContainTextAsync("Call provider");
        await Expect(card).ToContainTextAsync(_patient.Name);
        await Expect(card).ToContainTextAsync(_patient.Phone);
        await Expect(card).ToContainTextAsync(_patient.Provider.Name);
        await Expect(card).ToContainTextAsync(_patient.Provider.Phone!);
        await Expect(card).ToContainTextAsync("+10.1 %");
        _alert = Assert.Single(await _system.Alerting.AlertsOfAsync(_patientId));
        Assert.Equal(
            ("LYM-001", "call_provider", "active", "new"),
            (_alert.Rule, _alert.Severity, _alert.Condition, _alert.Handling));
        await _coordinator.Board.ExpectLiveAsync();
    }

    private async Task The_same_delivery_again_changes_nothing()
    {
        Assert.Equal("duplicate", Assert.Single(await _system.Hospital.SendAsync(_above)).Status);
        // A session sent after the repeat has been seen: so the repeat, if anything had come of it, has been too.
        await _system.Hospital.SendAsync(_patient.Session("before", daysAgo: 30));
        await ExpectSessionsAsync(1);

        Assert.Equal(3, (await _system.Alerting.LimbAsync(_patientId, readings: 3)).Points.Count);
        Assert.Equal(_alert.Id, Assert.Single(await _system.Alerting.AlertsOfAsync(_patientId)).Id);
        await _coordinator.Board.ExpectCardsAsync(_patientId, 1);
    }

    private async Task A_second_patient_comes_by_the_broker_while_the_board_is_watched()
    {
        InventedPatient second = InventedPatient.From(_random);
        Guid id = (await _system.Hospital.SendAsync(second.Beginning()))[0].Patient!.Value;
        await _system.Alerting.LimbAsync(id, readings: 1);

        DateTimeOffset sent = TimeProvider.System.GetUtcNow();
        await _system.Hospital.PublishAsync(second.Measured("above", changePercent: 10.1, daysAgo: 1));

        await _coordinator.Board.ExpectCardsAsync(id, 1);
        TimeSpan taken = await _coordinator.Board.ArrivalAsync(id) - sent;
        Say($"measured: card {taken.TotalSeconds:0.000} s after the hospital published it");
        Assert.InRange(taken, TimeSpan.Zero, CardAtMost);
        await Expect(_coordinator.Board.CardsOf(id)).ToContainTextAsync(second.Name);
        await _coordinator.Board.ExpectCardsAsync(_patientId, 1);
    }

    private async Task The_hospital_is_told_once_and_finds_its_own_number()
    {
        HospitalMessage news = await Patience.ForAsync(
            "the alert at the hospital", () => Task.FromResult(_queue.Of(_patientId) is [var first, ..] ? first : null));

        Assert.Single(
            _queue.Of(_patientId), came => came.Type == CloudEventTypes.AlertRaised && came.As<Alert>().Id == _alert.Id);
        Assert.Equal(($"demo.{CloudEventTypes.AlertRaised}", _alert.Id), (news.RoutingKey, news.As<Alert>().Id));
        PatientIdentifier own = Assert.Single((await _system.Hospital.IdentifiersAsync(news.Subject))!);
        Assert.Equal(_patient.Subject, $"{own.System}|{own.Value}");
    }

    private async Task The_alert_page_shows_what_fired()
    {
        await _coordinator.Board.CardsOf(_patientId)
            .GetByRole(AriaRole.Link, new() { Name = "Open alert" }).ClickAsync();
        AlertView view = new(_coordinator.Page);

        await Expect(view.Rows).ToHaveCountAsync(3);
        await Expect(view.FiredRows).ToHaveCountAsync(1);
        await Expect(view.FiredRows).ToContainTextAsync("+10.1 %");
        await Expect(view.FiredRows).ToContainTextAsync("fired this alert");
        await Expect(view.Rows.Nth(1)).ToContainTextAsync("+2.9 %");
        await Expect(_coordinator.Page.GetByText("measured before surgery")).ToBeVisibleAsync();
        await Expect(_coordinator.Page.GetByText("((A2 × U1) / (U2 × A1) − 1) × 100")).ToBeVisibleAsync();
        await Expect(_coordinator.Page.GetByText("Specht 2013")).ToBeVisibleAsync();
        Assert.Equal([3, 5, 10], await view.ThresholdsAsync());
        Assert.True(await view.PixelsAsync("change", 0x0b, 0x6e, 0x99) > 50, "no line of the limb's change");
        Assert.True(await view.PixelsAsync("volume", 0x0b, 0x6e, 0x99) > 50, "no line of the limb's volume");
        Assert.True(await view.PixelsAsync("volume", 0xb3, 0x26, 0x1e) > 50, "no mark where the alert fired");
        await _coordinator.PictureAsync("alert");
    }

    private async Task The_coordinator_acknowledges_and_resolves()
    {
        AlertView view = new(_coordinator.Page);
        await view.AcknowledgeButton.ClickAsync();
        await Expect(view.Steps.Last).ToContainTextAsync("Acknowledged by coordinator");
        await Expect(view.AcknowledgeButton).ToHaveCountAsync(0);

        await _coordinator.Page.GetByLabel("Called", new() { Exact = true }).CheckAsync();
        await _coordinator.Page.GetByLabel("Note (optional)").FillAsync(Note);
        await view.ResolveButton.ClickAsync();
        await Expect(view.Steps.Last).ToContainTextAsync("Resolved by coordinator");
        await Expect(view.Steps.Last).ToContainTextAsync(Note);
        await Expect(view.ResolveButton).ToHaveCountAsync(0);

        await _coordinator.Page.GotoAsync("/");
        await _coordinator.Board.ExpectLiveAsync();
        await _coordinator.Board.ExpectCardsAsync(_patientId, 0);
        await Patience.UntilAsync("the hospital to be told of the resolution", () => Task.FromResult(
            _queue.Of(_patientId).Any(
                news => news.Type == CloudEventTypes.AlertChanged && news.As<Alert>().Handling == "resolved")));
    }

    private async Task A_session_is_drawn_and_a_retraction_withdraws_the_alert()
    {
        Delivery session = _patient.Session("after", daysAgo: 1);
        Assert.Equal("stored", Assert.Single(await _system.Hospital.SendAsync(session)).Status);
        await ExpectSessionsAsync(2);

        Assert.Equal("stored", Assert.Single(await _system.Hospital.SendAsync(_patient.Retraction("above"))).Status);

        AlertDetails details = await Patience.ForAsync("the alert to be withdrawn", async () =>
            await _system.Alerting.DetailsAsync(_alert.Id) is { Item.Condition: "withdrawn" } withdrawn ? withdrawn : null);
        Assert.Equal("resolved", details.Item.Handling);
        Assert.Equal(
            [("raised", null), ("acknowledged", "coordinator"), ("resolved", "coordinator"), ("withdrawn", null)],
            details.History.Select(step => (step.What, step.By)));
        Assert.Single(
            _queue.Of(_patientId), came => came.Type == CloudEventTypes.AlertRaised && came.As<Alert>().Id == _alert.Id);
    }

    private async Task A_reviewer_finds_what_was_known_and_decided()
    {
        IReadOnlyList<AlertStep> history = (await _system.Alerting.DetailsAsync(_alert.Id)).History;
        DateTimeOffset Of(string what) => history.Last(step => step.What == what).At;

        Assert.Null(await _system.Alerting.InTheQueueAsync(_alert.Id, Of("raised").AddMilliseconds(-1)));
        Assert.Equal("new", (await _system.Alerting.InTheQueueAsync(_alert.Id, Of("raised")))?.Handling);
        Assert.Equal("acknowledged", (await _system.Alerting.InTheQueueAsync(_alert.Id, Of("acknowledged")))?.Handling);
        Assert.Null(await _system.Alerting.InTheQueueAsync(_alert.Id, Of("resolved")));

        PatientPast then = (await _system.Alerting.PastAsync(_patientId, Of("acknowledged")))!;
        Assert.Equal(3, Assert.Single(then.Trajectory.Series).Points.Count);
        Assert.Equal("active", Assert.Single(then.Alerts, alert => alert.Id == _alert.Id).Condition);

        // The reading it rested on is taken back by now; the decision to withdraw it comes out again.
        Rerun again = await _system.Alerting.RerunAsync(_alert.Id);
        Assert.Empty(again.Differences);
        Assert.Equal("alert-withdrawn.v1", again.Decision);
    }

    private Task ExpectSessionsAsync(int count) => Patience.UntilAsync(
        $"{count} sessions in the trajectory",
        async () => (await _system.Alerting.TrajectoryAsync(_patientId))?.Sessions.Count == count);

    private static async Task<bool> IsReadyAsync(HttpClient program)
    {
        try
        {
            using HttpResponseMessage answer = await program.GetAsync(new Uri("health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private void Say(string line) => _output.WriteLine(line);
}
