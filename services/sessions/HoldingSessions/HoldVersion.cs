using System.Security.Cryptography;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.HoldingSessions;

/// <summary>Tells whether a hold still says what a person saw. Pure.</summary>
public static class HoldVersion
{
    /// <summary>Differs as soon as the session starts at another time or anything else speaks against it.</summary>
    public static string Of(DateTimeOffset startsAt, ScreenVerdict verdict, IReadOnlyList<ScreenReason> reasons) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new { At = startsAt.UtcTicks, verdict, reasons }, ContractJson.Options)))[..16];
}
