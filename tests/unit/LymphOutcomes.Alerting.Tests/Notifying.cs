using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.NotifyingPeople;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Short words for routes, and for events somebody is to be told of.</summary>
internal static class Notifying
{
    public const string Tenant = "st-anna";
    public const string Secret = "0123456789abcdef0123456789abcdef";

    public static readonly Guid Patient = new(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    public static AlertState Alert(
        Severity severity = Severity.CallProvider, bool historical = false, string rule = "LYM-001", int n = 1) => new(
        new Guid(n, 1, 1, [0, 0, 0, 0, 0, 0, 0, 0]), new(rule, Given.LeftArm), RuleSet: 1, severity, Condition.Active, Handling.New,
        new(Given.Fact(1), Given.Fact(1), [Given.Fact(1)], 1), PeakValue: 12, new Dictionary<string, double> { ["peakChangePercent"] = 12 },
        "Ask how the arm is.", historical, Given.Day(1), Given.Day(1), Given.Day(1), Version: 0);

    public static StoredEvent Stored(AlertEvent happened, int n = 1, string tenant = Tenant) => new(
        n, Event(n), StreamKey.OfPatient(tenant, Patient), n, AlertingEventTypes.All.NameOf(happened), happened, Given.Day(1),
        EventHeaders.None);

    public static Guid Event(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9]);

    public static RouteOptions Webhook(
        string url = "https://hospital.example/hook", string name = "ward", string severity = "call_provider",
        string audience = "coordinator", string tenant = Tenant, string[]? rules = null, QuietHoursOptions? quiet = null,
        string? secret = Secret, int atOnce = 4) => new()
        {
            Tenant = tenant,
            Name = name,
            Channel = "webhook",
            Severity = severity,
            Audience = audience,
            Rules = rules ?? [],
            Url = url,
            Secret = secret,
            QuietHours = quiet,
            AtOnce = atOnce,
        };

    public static RouteOptions Email(string address = "ward@st-anna.example", string name = "desk") =>
        new() { Tenant = Tenant, Name = name, Channel = "email", Address = address };

    public static Route Read(RouteOptions options) =>
        RouteReader.Read(options, out string? fault) ?? throw new ArgumentException(fault, nameof(options));
}
