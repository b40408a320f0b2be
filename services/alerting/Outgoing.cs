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
        return OutgoingCloudEvent.Of(
            stored.Id, "urn:lymph:alerting", type, patient, stored, AlertView.Of(patient, happened.Alert), ContractJson.Options);
    }
}
