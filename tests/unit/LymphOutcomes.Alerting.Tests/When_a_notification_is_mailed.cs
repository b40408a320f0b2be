using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.NotifyingPeople;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Testing;
using MimeKit;
using static LymphOutcomes.Alerting.Tests.Notifying;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_a_notification_is_mailed(NotificationsOnPostgres postgres) : IClassFixture<NotificationsOnPostgres>
{
    private readonly ManualTimeProvider _time = new(new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_says_what_to_open_and_nothing_of_the_patient_but_our_id()
    {
        using MimeMessage mail = Mail(Severity.Urgent);

        Assert.Equal("Urgent: A new alert waits (LYM-001)", mail.Subject);
        Assert.Equal(
            """
            A new alert waits.

            Severity: Urgent
            Rule: LYM-001
            Patient: 00000007-0000-0000-0000-000000000000 (our id; no name is sent by mail)

            Open it: https://lymph.st-anna.example/alerts/00000001-0001-0001-0000-000000000000

            """.ReplaceLineEndings("\n"),
            mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("Ask how the arm is", mail.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://clinic.example/lymph/")]
    [InlineData("https://clinic.example/lymph")]
    public void The_link_keeps_the_path_of_the_dashboard(string dashboard)
    {
        using MimeMessage mail = Mail(Severity.Urgent, dashboard);
        Assert.Contains(
            "Open it: https://clinic.example/lymph/alerts/00000001-0001-0001-0000-000000000000", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeat_is_the_same_message_under_the_same_message_id()
    {
        using MimeMessage first = Mail(Severity.Urgent);
        using MimeMessage again = Mail(Severity.Urgent);

        Assert.Equal(first.ToString(), again.ToString());
        Assert.EndsWith("@lymph.example", first.MessageId, StringComparison.Ordinal);
    }

    [OnPostgresFact]
    public async Task It_is_sent_again_under_the_same_message_id_when_that_could_not_be_written_down()
    {
        await postgres.MakeAsync();
        await using MailServer server = new();
        using CancellationTokenSource killed = new();
        using SendingInstance dying = new(postgres, _time, Email()) { Options = OptionsOf(server), AfterSending = killed.CancelAsync };
        await dying.ReadAsync(new AlertRaised(Alert()));
        await dying.SendAsync(killed.Token);

        _time.Advance(TimeSpan.FromSeconds(41));
        using SendingInstance next = new(postgres, _time, Email()) { Options = OptionsOf(server) };
        await next.SendAsync();

        Assert.Equal(2, server.Got.Count);
        Assert.Single(server.Got.Distinct());
        Assert.Contains($"Message-Id: <{Assert.Single(await postgres.AllAsync("sent")).Id:D}@lymph.example>", server.Got.First());
        Assert.Contains("To: ward@st-anna.example", server.Got.First());
    }

    [OnPostgresFact]
    public async Task A_refusal_of_the_mail_server_is_tried_again()
    {
        await postgres.MakeAsync();
        await using MailServer server = new();
        server.Refusals.Enqueue("451 busy with ward@st-anna.example");
        using SendingInstance instance = new(postgres, _time, Email()) { Options = OptionsOf(server) };
        await instance.ReadAsync(new AlertRaised(Alert()));

        await instance.SendAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        await instance.SendAsync();

        Notification sent = Assert.Single(await postgres.AllAsync("sent"));
        Assert.Equal(["SMTP 451", "taken by the mail server"], sent.Attempts.Select(attempt => attempt.Detail));
        Assert.Equal("ward@st-anna.example", sent.Attempts[0].To);
    }

    private static NotificationOptions OptionsOf(MailServer server) => new()
    {
        Smtp = new() { Host = "127.0.0.1", Port = server.Port, Security = "none", From = "alerts@lymph.example" },
    };

    private static MimeMessage Mail(Severity severity, string dashboard = "https://lymph.st-anna.example")
    {
        Route route = Read(Email());
        Delivery delivery = Assert.Single(Routing.Of(Stored(new AlertRaised(Alert(severity))), [route]));
        return EmailMessage.Of(
            route,
            new(delivery.Tenant, delivery.Id, delivery.Route, delivery.Body, delivery.At, Attempt: 1, delivery.At),
            new() { DashboardUrl = new(dashboard), Smtp = new() { From = "Alerts <alerts@lymph.example>" } });
    }
}
