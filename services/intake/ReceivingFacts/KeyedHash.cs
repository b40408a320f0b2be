using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>
/// HMAC-SHA256 names under which the log knows the hospital's things. Without the key, which is deleted with the patient, nobody
/// can tell which record number stands behind a name. Pure.
/// </summary>
public static class KeyedHash
{
    /// <summary>Names a record of a source under the patient's own key, lower-case hex.</summary>
    public static string OfRecord(byte[] patientKey, string source, string recordId) =>
        Hex(patientKey, Encoding.UTF8.GetBytes($"{source}\0{recordId}"));

    /// <summary>
    /// Names a delivery under the tenant's key, 32 bytes. No attribute can hold a NUL, so the two parts cannot run
    /// together.
    /// </summary>
    public static byte[] OfDelivery(byte[] tenantKey, string source, string deliveryId) =>
        HMACSHA256.HashData(tenantKey, Encoding.UTF8.GetBytes($"{source}\0{deliveryId}"));

    /// <summary>
    /// Tells a repeat from another delivery under the same id: type, source, subject, time and data as sent.
    /// </summary>
    public static string OfDeliveryContent(byte[] tenantKey, JsonElement cloudEvent) =>
        Hex(tenantKey, CanonicalJson.Of(
            Member(cloudEvent, "type"), Member(cloudEvent, "source"), Member(cloudEvent, "subject"),
            Member(cloudEvent, "time"), Member(cloudEvent, "data")));

    /// <summary>
    /// Names an entry of quarantine under the tenant's key, 32 bytes: the same for the same bytes and the same first reason.
    /// </summary>
    public static byte[] OfQuarantined(byte[] tenantKey, byte[] sha256, string firstReason) =>
        HMACSHA256.HashData(
            tenantKey, (byte[])[.. "quarantine\0"u8, .. sha256, .. Encoding.UTF8.GetBytes(firstReason)]);

    /// <summary>Equal for equal content of one patient: type, instant and offset, and the fact as stored.</summary>
    public static string OfContent(byte[] patientKey, string factName, DateTimeOffset effectiveTime, JsonElement fact) =>
        Hex(patientKey, CanonicalJson.Of(
            JsonSerializer.SerializeToElement(factName), JsonSerializer.SerializeToElement(effectiveTime), fact));

    private static JsonElement Member(JsonElement whole, string name) =>
        whole.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string Hex(byte[] key, byte[] content) => Convert.ToHexStringLower(HMACSHA256.HashData(key, content));
}
