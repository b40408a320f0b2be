using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.NotingWaitingFacts;

/// <summary>Reads the items by which intake tells that an event of a patient waits, or waits no more. Pure.</summary>
public static class ParkingNewsReader
{
    private const int WordMax = 128;

    /// <summary>The news as stored here; null when the item is of another type or version.</summary>
    /// <exception cref="JsonException">It is of that type and does not say what the type promises.</exception>
    public static object? Read(BusItem item) => (item.Type, item.Version) switch
    {
        (ParkingTypes.FactParked, 1) => Waits(Body<FactParked>(item)),
        (ParkingTypes.FactUnparked, 1) => WaitsNoMore(Body<FactUnparked>(item)),
        _ => null,
    };

    private static FactWaits Waits(FactParked news) =>
        new(news.Receipt, news.Type is { } type ? Cut(type) : null, Cut(news.Reason), news.At, news.Attempt);

    private static FactWaitsNoMore WaitsNoMore(FactUnparked news) => new(news.Receipt, Cut(news.Outcome), news.Attempt);

    private static T Body<T>(BusItem item) =>
        item.Data.Deserialize<T>(ContractJson.Options) ?? throw new JsonException("The item has no data.");

    private static string Cut(string word) => word.Length <= WordMax ? word : word[..WordMax];
}
