namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>A session of manual lymphatic drainage took place. It started at the CloudEvents <c>time</c>.</summary>
/// <param name="Record">The hospital's record of the session.</param>
/// <param name="Minutes">Length, 1 to 480 minutes.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
/// <param name="Areas">Areas treated, in order, for example <c>axilla-left</c>.</param>
/// <param name="TherapistId">Code of the therapist; null for self and caregiver sessions.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>.</param>
/// <param name="PressureMmHg">Pressure in mmHg, 0 to 200.</param>
/// <param name="BandagedAfter">Bandages were put on afterwards.</param>
/// <param name="GarmentWornAfter">The compression garment was worn afterwards.</param>
/// <param name="StoppedEarly">The session was broken off.</param>
public sealed record SessionCompleted(
    SourceRecord Record,
    int Minutes,
    string GivenBy,
    IReadOnlyList<string>? Areas = null,
    string? TherapistId = null,
    string? Phase = null,
    string? ConsentGroin = null,
    double? PressureMmHg = null,
    bool? BandagedAfter = null,
    bool? GarmentWornAfter = null,
    bool? StoppedEarly = null);
