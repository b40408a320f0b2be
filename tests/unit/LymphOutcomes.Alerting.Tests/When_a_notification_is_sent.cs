using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Testing;
using Microsoft.AspNetCore.Http;
using static LymphOutcomes.Alerting.Tests.Notifying;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Promise P13, against a real receiver and a real database; the clock is turned by hand.</summary>
public sealed class When_a_notification_is_sent(NotificationsOnPostgres postgres) : IClassFixture<NotificationsOnPostgres>, IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new(new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));
    private HookReceiver _receiver = null!;

    [OnPostgresFact]
    public async Task It_is_a_signed_post_of_the_alert_under_a_key_of_its_own()
    {
        using SendingInstance instance = await ReadyAsync();
        await instance.ReadAsync(new AlertRaised(Alert()));

        Assert.Equal(1, await instance.SendAsync());

        Hook hook = Assert.Single(_receiver.Got);
        AlertNotification told = JsonSerializer.Deserialize<AlertNotification>(hook.Body, ContractJson.Options)!;
        Assert.Equal(("POST", "application/json", told.Id.ToString("D")), (hook.Method, hook.ContentType, hook.Key));
        string seconds = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{seconds}.{hook.Body}"));
        Assert.Equal($"t={seconds},v1={Convert.ToHexStringLower(mac)}", hook.Signature);
    }

    [OnPostgresFact]
    public async Task What_was_sent_to_whom_is_kept()
    {
        using SendingInstance instance = await ReadyAsync();
        await instance.ReadAsync(new AlertRaised(Alert()));
        await instance.SendAsync();

        Notification sent = Assert.Single(await postgres.AllAsync());
        Assert.Equal(("ward", "webhook", "raised", "sent", 1), (sent.Route, sent.Channel, sent.Type, sent.State, sent.AttemptCount));
        Assert.Equal((Alert().Id, Patient, _time.GetUtcNow()), (sent.Alert, sent.Patient, sent.SettledAt));
        NotificationAttempt attempt = Assert.Single(sent.Attempts);
        Assert.Equal((_receiver.Url[..^"/hook".Length], "sent", "HTTP 200"), (attempt.To, attempt.Outcome, attempt.Detail));
        Assert.Equal(0, await instance.SendAsync());
    }

    [OnPostgresFact]
    public async Task The_same_events_read_again_send_nothing_again()
    {
        using SendingInstance instance = await ReadyAsync();
        await instance.ReadAsync(new AlertRaised(Alert()));
        await instance.SendAsync();

        await instance.ReadAsync(new AlertRaised(Alert()));
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await instance.SendAsync());
        Assert.Single(await postgres.AllAsync());
    }

    [OnPostgresFact]
    public async Task Killed_after_sending_and_before_recording_it_is_sent_again_under_the_same_key()
    {
        using CancellationTokenSource killed = new();
        using SendingInstance dying = await ReadyAsync(afterSending: killed.CancelAsync);
        await dying.ReadAsync(new AlertRaised(Alert()));
        await dying.SendAsync(killed.Token);
        Assert.Single(_receiver.Got);
        Assert.Equal("unknown", Assert.Single(Assert.Single(await postgres.AllAsync("waiting")).Attempts).Outcome);

        using SendingInstance next = new(postgres, _time, Webhook(_receiver.Url));
        Assert.Equal(0, await next.SendAsync());
        _time.Advance(TimeSpan.FromSeconds(41));
        Assert.Equal(1, await next.SendAsync());

        Assert.Single(_receiver.Got.Select(hook => (hook.Key, hook.Body)).Distinct());
        Assert.Equal(2, _receiver.Got.Count);
        Notification sent = Assert.Single(await postgres.AllAsync("sent"));
        Assert.Equal(["unknown", "sent"], sent.Attempts.Select(attempt => attempt.Outcome));
    }

    [OnPostgresFact]
    public async Task When_it_cannot_be_written_down_it_is_sent_again_under_the_same_key()
    {
        using SendingInstance cut = await ReadyAsync(afterSending: () => RunAsync("alter table delivery_attempts rename to away"));
        await cut.ReadAsync(new AlertRaised(Alert()));
        await cut.SendAsync();
        await RunAsync("alter table away rename to delivery_attempts");

        using SendingInstance next = new(postgres, _time, Webhook(_receiver.Url));
        _time.Advance(TimeSpan.FromSeconds(41));
        await next.SendAsync();

        Assert.Equal(2, _receiver.Got.Count);
        Assert.Single(_receiver.Got.Select(hook => hook.Key).Distinct());
        Assert.Single(await postgres.AllAsync("sent"));
    }

    [OnPostgresFact]
    public async Task A_receiver_that_answers_500_is_asked_again_until_it_takes_it()
    {
        using SendingInstance instance = await ReadyAsync();
        await instance.ReadAsync(new AlertRaised(Alert()));
        _receiver.Answers.Enqueue(HookReceiver.Status(500));
        _receiver.Answers.Enqueue(HookReceiver.Status(503));

        await instance.SendAsync();
        Assert.Equal(0, await instance.SendAsync());
        _time.Advance(TimeSpan.FromSeconds(5));
        await instance.SendAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, await instance.SendAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        await instance.SendAsync();

        Notification sent = Assert.Single(await postgres.AllAsync("sent"));
        Assert.Equal(["HTTP 500", "HTTP 503", "HTTP 200"], sent.Attempts.Select(attempt => attempt.Detail));
        Assert.Single(_receiver.Got.Select(hook => (hook.Key, hook.Body)).Distinct());
        // Each is signed anew, or a receiver that looks at the time would take it for an old one.
        Assert.Equal(3, _receiver.Got.Select(hook => hook.Signature).Distinct().Count());
    }

    [OnPostgresFact]
    public async Task A_receiver_that_answers_too_late_is_sent_it_again_under_the_same_key()
    {
        using SendingInstance instance = await ReadyAsync();
        await instance.ReadAsync(new AlertRaised(Alert()));
        TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _receiver.Answers.Enqueue(async _ => await late.Task);

        Task<int> sending = instance.SendAsync();
        await _receiver.ArrivalAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        await sending;
        late.SetResult(); // it had it all the while, and says 200 to nobody
        Assert.Equal(
            "no answer within 10 s", Assert.Single(Assert.Single(await postgres.AllAsync("waiting")).Attempts).Detail);

        _time.Advance(TimeSpan.FromSeconds(5));
        await instance.SendAsync();

        Assert.Equal(2, _receiver.Got.Count);
        Assert.Single(_receiver.Got.Select(hook => hook.Key).Distinct());
        Assert.Single(await postgres.AllAsync("sent"));
    }

    [OnPostgresFact]
    public async Task A_receiver_that_hangs_holds_up_no_other_route()
    {
        using SendingInstance instance = await ReadyAsync(
            routes: [Webhook($"{_receiver.Url}", name: "hanging", atOnce: 1), Webhook(_receiver.Url, name: "other", severity: "urgent")]);
        using CancellationTokenSource end = new();
        _receiver.Answers.Enqueue(http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await instance.ReadAsync(new AlertRaised(Alert()));
        Task<int> hanging = instance.SendAsync(end.Token);
        await _receiver.ArrivalAsync();

        await instance.ReadAsync(new AlertRaised(Alert()), new AlertRaised(Alert(Severity.Urgent, n: 2)));
        await instance.SendAsync();

        Assert.Contains(await postgres.AllAsync("sent"), sent => sent.Route == "other");
        await end.CancelAsync();
        await hanging;
    }

    [OnPostgresFact]
    public async Task No_more_of_a_route_are_under_way_than_it_allows_and_urgent_goes_first()
    {
        using SendingInstance instance = await ReadyAsync(routes: [Webhook(_receiver.Url, severity: "watch", atOnce: 2)]);
        await instance.ReadAsync(
            new AlertRaised(Alert(Severity.Watch, n: 1)), new AlertRaised(Alert(Severity.Watch, n: 2)),
            new AlertRaised(Alert(Severity.CallProvider, n: 3)), new AlertRaised(Alert(Severity.Urgent, n: 4)));

        Assert.Equal(2, await instance.SendAsync());
        Assert.Contains(await postgres.AllAsync("sent"), sent => sent.Severity == "urgent");
        Assert.Equal(2, await instance.SendAsync());
        Assert.Equal(0, await instance.SendAsync());
    }

    [OnPostgresFact]
    public async Task Two_instances_at_once_send_each_delivery_once()
    {
        using SendingInstance one = await ReadyAsync(routes: [Webhook(_receiver.Url, atOnce: 32)]);
        using SendingInstance other = new(postgres, _time, Webhook(_receiver.Url, atOnce: 32));
        await one.ReadAsync([.. Enumerable.Range(1, 64).Select(n => new AlertRaised(Alert(n: n)))]);

        int sent = 0;
        for (int i = 0; i < 10 && sent < 64; i++)
            sent += (await Task.WhenAll(one.SendAsync(), other.SendAsync())).Sum();

        Assert.Equal(64, _receiver.Got.Count);
        Assert.Equal(64, _receiver.Got.Select(hook => hook.Key).Distinct().Count());
    }

    [OnPostgresFact]
    public async Task A_redirect_is_not_followed()
    {
        using SendingInstance instance = await ReadyAsync();
        await instance.ReadAsync(new AlertRaised(Alert()));
        _receiver.Answers.Enqueue(http =>
        {
            http.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        await instance.SendAsync();

        Assert.Single(_receiver.Got);
        Assert.Equal("HTTP 307", Assert.Single(Assert.Single(await postgres.AllAsync("waiting")).Attempts).Detail);
    }

    [OnPostgresFact]
    public async Task The_answers_body_is_not_read_however_long()
    {
        using SendingInstance instance = await ReadyAsync();
        await instance.ReadAsync(new AlertRaised(Alert()));
        _receiver.Answers.Enqueue(async http =>
        {
            byte[] much = new byte[64 * 1024];
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(much, http.RequestAborted);
        });

        await instance.SendAsync();

        Assert.Single(await postgres.AllAsync("sent"));
    }

    [OnPostgresFact]
    public async Task Nobody_at_the_other_end_is_a_failure_like_any_other()
    {
        using SendingInstance instance = await ReadyAsync(routes: [Webhook("http://127.0.0.1:1/hook")]);
        await instance.ReadAsync(new AlertRaised(Alert()));

        await instance.SendAsync();

        Assert.Equal(
            "no connection: ConnectionError", Assert.Single(Assert.Single(await postgres.AllAsync("waiting")).Attempts).Detail);
    }

    [OnPostgresFact]
    public async Task After_three_days_without_success_it_has_failed_and_shows()
    {
        using SendingInstance instance = await ReadyAsync(routes: [Webhook("http://127.0.0.1:1/hook")]);
        await instance.ReadAsync(new AlertRaised(Alert()));

        for (int i = 0; i < 100 && (await postgres.AllAsync("failed")).Count == 0; i++)
        {
            await instance.SendAsync();
            _time.Advance(TimeSpan.FromHours(1));
        }

        Notification failed = Assert.Single(await postgres.AllAsync("failed"));
        Assert.Equal(10, failed.Attempts.Count);
        Assert.InRange(failed.AttemptCount, 70, 75);
        Assert.NotNull(failed.SettledAt);
        Assert.Null(failed.DueAt);
        Assert.Equal(0, await instance.SendAsync());
    }

    [OnPostgresFact]
    public async Task Quiet_hours_hold_back_everything_but_urgent()
    {
        _time.Advance(TimeSpan.FromHours(12)); // 23:00 in Vienna
        using SendingInstance instance =
            await ReadyAsync(routes: [Webhook(_receiver.Url, severity: "watch", quiet: When_routes_are_set.Night)]);
        await instance.ReadAsync(
            new AlertRaised(Alert(Severity.Watch, n: 1)), new AlertRaised(Alert(Severity.CallProvider, n: 2)),
            new AlertRaised(Alert(Severity.Urgent, n: 3)));

        Assert.Equal(1, await instance.SendAsync());
        Assert.Equal("urgent", Assert.Single(await postgres.AllAsync("sent")).Severity);
        _time.Advance(TimeSpan.FromMinutes(7 * 60 + 29));
        Assert.Equal(0, await instance.SendAsync());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await instance.SendAsync());
        Assert.Equal(3, (await postgres.AllAsync("sent")).Count);
    }

    [OnPostgresFact]
    public async Task A_retry_waits_for_the_end_of_quiet_hours_too()
    {
        _time.Advance(TimeSpan.FromHours(11) - TimeSpan.FromSeconds(2)); // just before 22:00 in Vienna
        using SendingInstance instance = await ReadyAsync(routes: [Webhook(_receiver.Url, quiet: When_routes_are_set.Night)]);
        await instance.ReadAsync(new AlertRaised(Alert()));
        _receiver.Answers.Enqueue(HookReceiver.Status(500));

        Assert.Equal(1, await instance.SendAsync());
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await instance.SendAsync());
    }

    [OnPostgresFact]
    public async Task Another_hospital_sees_nothing_of_it()
    {
        using SendingInstance instance = await ReadyAsync(routes: [Webhook(_receiver.Url), Webhook(_receiver.Url, tenant: "north-clinic")]);
        await instance.ReadAsync(new AlertRaised(Alert()));
        await instance.SendAsync();

        Assert.Single(_receiver.Got);
        Assert.Empty(await postgres.AllAsync(tenant: "north-clinic"));
        Assert.Equal("ward", Assert.Single(instance.Routes.Of("north-clinic")).Name);
        Assert.Empty(instance.Routes.Of("third"));
    }

    [OnPostgresFact]
    public async Task What_waits_for_a_route_that_is_gone_is_given_up_after_three_days()
    {
        using SendingInstance instance = await ReadyAsync();
        await instance.ReadAsync(new AlertRaised(Alert()));
        DateTimeOffset now = _time.GetUtcNow();

        await postgres.Table.GiveUpUnroutedAsync([], now, now, CancellationToken.None);
        Assert.Single(await postgres.AllAsync("waiting"));
        await postgres.Table.GiveUpUnroutedAsync(instance.Routes.All, now.AddDays(4), now.AddDays(4), CancellationToken.None);
        Assert.Single(await postgres.AllAsync("waiting"));
        await postgres.Table.GiveUpUnroutedAsync([], now.AddDays(1), now.AddDays(4), CancellationToken.None);
        Assert.Single(await postgres.AllAsync("failed"));
    }

    public async Task InitializeAsync() => _receiver = await HookReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    private async Task<SendingInstance> ReadyAsync(NotifyingPeople.RouteOptions[]? routes = null, Func<Task>? afterSending = null)
    {
        await postgres.MakeAsync();
        return new(postgres, _time, routes ?? [Webhook(_receiver.Url)]) { AfterSending = afterSending ?? (() => Task.CompletedTask) };
    }

    private async Task RunAsync(string sql)
    {
        await using Npgsql.NpgsqlCommand command = postgres.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
