using System.Collections.Frozen;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Sessions.RecordingSessions;

namespace LymphOutcomes.Sessions.NotingWaitingFacts;

/// <summary>Reads the items by which intake tells that an event of a patient waits, or waits no more. Pure.</summary>
public static class ParkingNewsReader
{
    private const string Prefix = "lymph.";
    private const string Version = ".v";

    /// <summary>Their types.</summary>
    public static FrozenSet<string> Types { get; } = FrozenSet.Create(ParkingTypes.FactParked, ParkingTypes.FactUnparked);

    /// <summary>The news as stored here; null when what waits is nothing that sessions are screened by.</summary>
    /// <param name="item">An item of <see cref="Types"/>.</param>
    /// <exception cref="JsonException">It does not say what its type promises.</exception>
    public static object? Read(BusItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Type == ParkingTypes.FactUnparked)
        {
            FactUnparked settled = Body<FactUnparked>(item);
            return new FactWaitsNoMore(settled.Receipt, settled.Attempt);
        }

        FactParked parked = Body<FactParked>(item);
        return NameOf(parked.Type) is { } name && SafetyFactReader.Types.Contains(name)
            ? new FactWaits(parked.Receipt, name, parked.At, parked.Attempt)
            : null;
    }

    // Of any version: one that is not supported yet is a condition all the same.
    private static string? NameOf(string? type) =>
        type is not null
        && type.StartsWith(Prefix, StringComparison.Ordinal)
        && type.LastIndexOf(Version, StringComparison.Ordinal) is var end && end > Prefix.Length
            ? type[Prefix.Length..end]
            : null;

    private static T Body<T>(BusItem item) =>
        item.Data.Deserialize<T>(ContractJson.Options) ?? throw new JsonException("The item has no data.");
}
