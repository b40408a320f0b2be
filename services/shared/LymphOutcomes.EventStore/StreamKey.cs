namespace LymphOutcomes.EventStore;

/// <summary>Names one stream of one hospital.</summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Id">The stream, unique within the tenant.</param>
public readonly record struct StreamKey(string Tenant, string Id)
{
    /// <summary>The one stream each service keeps of a patient.</summary>
    public static StreamKey OfPatient(string tenant, Guid patient) => new(tenant, $"patient-{patient:D}");

    /// <summary>The patient of a stream made by <see cref="OfPatient"/>; null for any other stream.</summary>
    public Guid? Patient =>
        Id.StartsWith("patient-", StringComparison.Ordinal) && Guid.TryParseExact(Id.AsSpan(8), "D", out Guid patient)
            ? patient
            : null;
}
