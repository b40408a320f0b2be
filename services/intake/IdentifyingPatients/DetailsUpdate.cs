using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Intake.IdentifyingPatients;

/// <summary>
/// New details of one patient, or that a record of them was taken back, with what decides what it replaces or takes back.
/// </summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Details">The details; null = this record, up to this version, no longer counts.</param>
/// <param name="Record">Which version of which record. A retraction may name a record that never held details.</param>
/// <param name="EffectiveTime">Since when they are so; a retraction without version and time of issue speaks as of then.</param>
/// <param name="ContentHash">Decides between equals, so that the order of arrival cannot.</param>
public sealed record DetailsUpdate(
    Guid Patient, PatientDetails? Details, RecordKey Record, DateTimeOffset EffectiveTime, string ContentHash);
