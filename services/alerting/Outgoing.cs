using System.Text.Json;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.Contracts;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Relaying;

namespace LymphOutcomes.Alerting;

/// <summary>Stored events to what hospitals get on exchange <c>lymph.alerts</c>. Pure.</summary>
public static class Outgoing
{
    /// <summary>The message for an event; null for events that are nobody else's business.</summary>
    public static OutgoingCloudEvent? ToHospital(StoredEvent stored)
    {
        if (stored.Data is not AlertEvent { Alert.Held: not true } happened || stored.Stream.Patient is not { } patient)
            return null;

        string type = happened is AlertRaised or AlertReleased ? CloudEventTypes.AlertRaised : CloudEventTypes.AlertChanged;
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                specversion = "1.0",
                id = stored.Id.ToString("D"),
                source = "urn:lymph:alerting",
                type,
                subject = patient.ToString("D"),
                time = stored.Timestamp,
                datacontenttype = "application/json",
                traceparent = stored.Headers.Traceparent,
                data = AlertView.Of(patient, happened.Alert),
            },
            ContractJson.Options);
        return new(stored.Id, $"{stored.Stream.Tenant}.{type}", body);
    }
}
