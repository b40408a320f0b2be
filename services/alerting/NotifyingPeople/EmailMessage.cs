using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using MimeKit;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>
/// A delivery as an e-mail. Mail is read on telephones and kept for years by servers nobody knows, so it says what to open and
/// nothing of the patient but our own id. Pure; the same at every attempt, so that a mailbox can tell a repeat by its Message-ID.
/// </summary>
public static class EmailMessage
{
    /// <summary>The message.</summary>
    /// <param name="route">To whom.</param>
    /// <param name="delivery">What.</param>
    /// <param name="options">From whom, and where the dashboard is.</param>
    public static MimeMessage Of(Route route, ClaimedDelivery delivery, NotificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(options);
        AlertNotification told = JsonSerializer.Deserialize<AlertNotification>(delivery.Body, ContractJson.Options)!;
        MailboxAddress from = MailboxAddress.Parse(options.Smtp.From!);
        string link = options.DashboardUrl is { } dashboard
            ? $"Open it: {LinkTo(told.Alert, dashboard)}\n"
            : "Open it on the dashboard.\n";
        MimeMessage message = new()
        {
            MessageId = $"{delivery.Id:D}@{from.Domain}",
            Date = delivery.At,
            Subject = $"{SeverityIn(told.Alert)}: {WhatIn(told)} ({told.Alert.Rule})",
            Body = new TextPart("plain")
            {
                Text = $"{WhatIn(told)}.\n\nSeverity: {SeverityIn(told.Alert)}\nRule: {told.Alert.Rule}\n"
                    + $"Patient: {told.Alert.Patient:D} (our id; no name is sent by mail)\n\n{link}",
            },
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(route.Recipient));
        // RFC 3834: no out-of-office note is to answer it.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    // The dashboard may have a path of its own.
    private static Uri LinkTo(Alert alert, Uri dashboard) =>
        new(new Uri($"{dashboard.GetLeftPart(UriPartial.Path).TrimEnd('/')}/"), $"alerts/{alert.Id:D}");

    private static string WhatIn(AlertNotification told) => told.Type switch
    {
        "raised" => "A new alert waits",
        "upgraded" => "An alert became more severe",
        "reopened" => "An alert opened again",
        "escalated" => "An alert was not taken up in time",
        _ => "An alert changed",
    };

    private static string SeverityIn(Alert alert) => alert.Severity switch
    {
        "urgent" => "Urgent",
        "call_provider" => "Call provider",
        "watch" => "Watch",
        _ => alert.Severity,
    };
}
