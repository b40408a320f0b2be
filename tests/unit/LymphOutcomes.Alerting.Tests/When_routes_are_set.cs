using System.Text;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.NotifyingPeople;
using Microsoft.Extensions.Configuration;
using static LymphOutcomes.Alerting.Tests.Notifying;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_routes_are_set
{
    [Fact]
    public void A_webhook_and_an_e_mail_are_taken() =>
        Assert.True(Check(With(Webhook(), Email())).Succeeded);

    [Fact]
    public void No_routes_are_no_fault_and_need_no_mail_server() =>
        Assert.True(Check(new()).Succeeded);

    [Fact]
    public void They_are_read_from_the_settings_as_the_runbook_writes_them()
    {
        const string json =
            """
            {"Notifications": {
              "DashboardUrl": "https://lymph.st-anna.example", "Timeout": "00:00:05",
              "Smtp": {"Host": "mail.st-anna.example", "From": "alerts@st-anna.example"},
              "Routes": [
                {"Tenant": "st-anna", "Name": "nurse-desk", "Channel": "email", "Address": "desk@st-anna.example",
                 "QuietHours": {"From": "22:00", "To": "06:30", "Zone": "Europe/Vienna"}},
                {"Tenant": "st-anna", "Name": "pager", "Channel": "webhook", "Severity": "urgent", "Rules": ["LYM-001"],
                 "Url": "https://pager.st-anna.example/hook", "Secret": "0123456789abcdef0123456789abcdef"}]}}
            """;
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        NotificationOptions options = new ConfigurationBuilder().AddJsonStream(stream).Build()
            .GetSection(NotificationOptions.Section).Get<NotificationOptions>()!;

        Assert.True(Check(options).Succeeded);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Timeout);
        Route desk = Read(options.Routes[0]);
        Assert.Equal((Channel.Email, Severity.CallProvider, Audience.Coordinator), (desk.Channel, desk.AtLeast, desk.Audience));
        Assert.Equal(new TimeOnly(22, 0), desk.QuietHours!.From);
        Route pager = Read(options.Routes[1]);
        Assert.Equal((Severity.Urgent, "https://pager.st-anna.example"), (pager.AtLeast, pager.Recipient));
        Assert.Equal(["LYM-001"], pager.Rules);
    }

    [Theory]
    [InlineData("https://hospital.example/hook", true)]
    [InlineData("http://127.0.0.1:8080/hook", true)]
    [InlineData("http://[::1]:8080/hook", true)]
    [InlineData("http://localhost/hook", true)]
    [InlineData("http://hospital.example/hook", false)]
    [InlineData("http://127.0.0.1.hospital.example/hook", false)]
    [InlineData("https://user:word@hospital.example/hook", false)]
    [InlineData("ftp://hospital.example/hook", false)]
    [InlineData("/hook", false)]
    [InlineData("", false)]
    public void A_webhook_goes_by_https_or_stays_on_this_machine(string url, bool taken) =>
        Assert.Equal(taken, Check(With(Webhook(url))).Succeeded);

    [Fact]
    public void A_fault_is_one_sentence_that_names_the_route_and_no_secret()
    {
        string fault = Assert.Single(Check(With(Webhook(), Webhook(name: "other", secret: "short"))).Failures!);

        Assert.Equal("Notifications:Routes:1: Secret must be at least 32 characters.", fault);
    }

    [Fact]
    public void Everything_that_could_not_be_served_is_refused()
    {
        (RouteOptions Route, string Says)[] wrong =
        [
            (Webhook(tenant: "St Anna"), "Tenant"),
            (Webhook(name: "x/y"), "Name"),
            (Webhook(severity: "info"), "notifies nobody"),
            (Webhook(severity: "high"), "Severity"),
            (Webhook(audience: "everyone"), "Audience"),
            (Webhook(rules: ["LYM-999"]), "LYM-999"),
            (Webhook(atOnce: 0), "AtOnce"),
            (Webhook(atOnce: 33), "AtOnce"),
            (Webhook(quiet: new() { From = "22:00", To = "25:00", Zone = "Europe/Vienna" }), "QuietHours"),
            (Webhook(quiet: new() { From = "22:00", To = "22:00", Zone = "Europe/Vienna" }), "QuietHours"),
            (Webhook(quiet: new() { From = "22:00", To = "06:00", Zone = "Mars/Olympus" }), "Zone"),
            (Email("nobody"), "Address"),
            (Email("Ward <ward@st-anna.example>"), "Address"),
            (new RouteOptions { Tenant = Tenant, Name = "pigeon", Channel = "pigeon" }, "Channel"),
        ];

        Assert.All(wrong, one => Assert.Contains(one.Says, Assert.Single(Check(With(one.Route)).Failures!), StringComparison.Ordinal));
    }

    [Fact]
    public void Two_routes_of_one_name_in_a_hospital_are_refused_and_in_two_are_not()
    {
        Assert.Contains("two routes ward of st-anna", Assert.Single(Check(With(Webhook(), Webhook())).Failures!), StringComparison.Ordinal);
        Assert.True(Check(With(Webhook(), Webhook(tenant: "north-clinic"))).Succeeded);
    }

    [Fact]
    public void Mail_without_encryption_stays_on_this_machine()
    {
        Assert.Contains("Host", Fault(new()), StringComparison.Ordinal);
        Assert.Contains("From", Fault(new() { Host = "mail.example" }), StringComparison.Ordinal);
        Assert.Contains(
            "this machine", Fault(new() { Host = "mail.example", From = "a@b.example", Security = "none" }), StringComparison.Ordinal);
        Assert.Contains("Password", Fault(new() { Host = "mail.example", From = "a@b.example", User = "u" }), StringComparison.Ordinal);
        SmtpOptions here = new() { Host = "127.0.0.1", From = "a@b.example", Security = "none" };
        Assert.True(Check(new() { Smtp = here, Routes = [Email()] }).Succeeded);

        static string Fault(SmtpOptions smtp) => Assert.Single(Check(new() { Smtp = smtp, Routes = [Email()] }).Failures!);
    }

    [Theory]
    [InlineData("2026-07-01T19:59:00Z", false)] // 21:59 in Vienna
    [InlineData("2026-07-01T20:00:00Z", true)]
    [InlineData("2026-07-02T04:29:00Z", true)]
    [InlineData("2026-07-02T04:30:00Z", false)]
    [InlineData("2026-01-01T20:59:00Z", false)] // in winter an hour later
    [InlineData("2026-01-01T21:00:00Z", true)]
    [InlineData("2026-10-25T00:30:00Z", true)] // the hour that comes twice
    [InlineData("2026-10-25T01:30:00Z", true)]
    public void Quiet_hours_are_those_of_the_wall_clock(string moment, bool quiet) =>
        Assert.Equal(quiet, Read(Webhook(quiet: Night)).IsQuiet(DateTimeOffset.Parse(moment)));

    [Fact]
    public void A_route_does_not_print_its_secret() =>
        Assert.DoesNotContain(Secret, Read(Webhook()).ToString(), StringComparison.Ordinal);

    internal static QuietHoursOptions Night => new() { From = "22:00", To = "06:30", Zone = "Europe/Vienna" };

    private static NotificationOptions With(params RouteOptions[] routes) =>
        new() { Routes = routes, Smtp = new() { Host = "mail.example", From = "alerts@lymph.example" } };

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(NotificationOptions options) =>
        new NotificationOptionsCheck().Validate(name: null, options);
}
