namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>Names of the items by which intake tells that an event waits in quarantine. They travel between services only.</summary>
public static class ParkingTypes
{
    /// <summary>An event of a known patient waits. Data: <see cref="V1.FactParked"/>.</summary>
    public const string FactParked = "fact-parked";

    /// <summary>It waits no more. Data: <see cref="V1.FactUnparked"/>.</summary>
    public const string FactUnparked = "fact-unparked";
}
