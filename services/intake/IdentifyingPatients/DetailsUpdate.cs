using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Intake.IdentifyingPatients;

/// <summary>New details of one patient, with what decides whether they replace those the directory has.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Details">The details.</param>
/// <param name="Record">Which version of which record.</param>
/// <param name="EffectiveTime">Since when they are so.</param>
/// <param name="ContentHash">Decides between equals, so that the order of arrival cannot.</param>
public sealed record DetailsUpdate(
    Guid Patient, PatientDetails Details, RecordKey Record, DateTimeOffset EffectiveTime, string ContentHash);
