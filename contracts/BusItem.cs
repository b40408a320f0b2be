using System.Text.Json;

namespace LymphOutcomes.Contracts;

/// <summary>One published fact inside a group message (<see cref="Intake.V1.IntakeFacts"/>,
/// <see cref="Sessions.V1.SessionFacts"/>).</summary>
/// <param name="Id">Id of the sender's stored event. A reader that has seen it before may skip the item, for ever.</param>
/// <param name="Type">Name of the fact without version, for example <c>limb-measured</c>.</param>
/// <param name="Version">Version of the shape of <paramref name="Data"/>, from 1.</param>
/// <param name="Patient">Our own patient id, given by intake's directory; no hospital identifier.</param>
/// <param name="Tenant">The hospital, as it signed in.</param>
/// <param name="Traceparent">W3C trace context of the request that brought the fact in; null when there was none.</param>
/// <param name="Data">A <see cref="RecordedFact"/>; for the types of <see cref="Intake.V1.ParkingTypes"/> and
/// <see cref="Intake.V1.IdentityTypes"/> the record named there.
/// Left unparsed so that one bad item cannot spoil its group.</param>
public sealed record BusItem(
    Guid Id, string Type, int Version, Guid Patient, string Tenant, string? Traceparent, JsonElement Data);
