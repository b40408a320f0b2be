using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore.Merging;

namespace LymphOutcomes.Alerting.MergingPatients;

/// <summary>Reads the items by which intake tells whose facts are one person's. Pure.</summary>
public static class IdentityReader
{
    /// <summary>The news; null when the item is of another type or version.</summary>
    /// <exception cref="JsonException">It is of that type and does not say what the type promises.</exception>
    public static PatientMove? Read(BusItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if ((item.Type, item.Version) is not (IdentityTypes.IdentityChanged, 1))
            return null;
        IdentityChanged news = item.Data.Deserialize<IdentityChanged>(ContractJson.Options)
            ?? throw new JsonException("The item has no data.");
        return news.Patient == item.Patient && news.MergedInto != item.Patient && news.Change > 0
            ? new(item.Id, item.Tenant, item.Patient, new(news.MergedInto, news.Change), item.Traceparent)
            : throw new JsonException("The item speaks of another patient than it is of, or of no change.");
    }
}
