using System.Text.Json.Serialization;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.PicturingPatients;

// Drainage and compression, planned and given. Stored events.

/// <summary>A drainage session took place at the effective time.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Minutes">Its length.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
/// <param name="Areas">Areas treated, in order; null when not said, or not stored by an older program.</param>
/// <param name="ConsentGroin"><c>yes</c>, <c>no</c> or <c>not-needed</c>; null when not said.</param>
/// <param name="Phase"><c>intensive</c>, <c>maintenance</c> or <c>unknown</c>; null when not said.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>; null = lymphedema.</param>
/// <param name="StoppedEarly">True when it was broken off.</param>
public sealed record SessionGiven(
    FactOrigin Origin,
    int Minutes,
    string GivenBy,
    IReadOnlyList<string>? Areas = null,
    string? ConsentGroin = null,
    string? Phase = null,
    string? Purpose = null,
    bool? StoppedEarly = null)
    : PatientFact(Origin);

/// <summary>A session was booked.</summary>
/// <param name="Origin">Where it came from; its effective time is when it was booked.</param>
/// <param name="StartsAt">When it is to start.</param>
/// <param name="GivenBy"><c>therapist</c>, <c>self</c> or <c>caregiver</c>.</param>
/// <param name="Areas">Areas to be treated; null when not said.</param>
/// <param name="Purpose"><c>lymphedema</c> or <c>cosmetic</c>; null = lymphedema.</param>
public sealed record SessionBooked(
    FactOrigin Origin, DateTimeOffset StartsAt, string GivenBy, IReadOnlyList<string>? Areas, string? Purpose)
    : PatientFact(Origin)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override DateTimeOffset On => StartsAt;
}

/// <summary>A booked session will not take place.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="OfRecordKey">Key of the record of the booking (same source).</param>
/// <param name="Reason">As a code of the contract; null when not said.</param>
public sealed record SessionCalledOff(FactOrigin Origin, string OfRecordKey, string? Reason) : PatientFact(Origin);

/// <summary>How the patient felt after a session.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Effects">What was told.</param>
/// <param name="OfRecordKey">Key of the record of the session (same source); null = the latest before.</param>
public sealed record SideEffectsTold(FactOrigin Origin, IReadOnlyList<SideEffectTold> Effects, string? OfRecordKey)
    : PatientFact(Origin);

/// <summary>One side effect.</summary>
/// <param name="Effect"><c>fatigue</c>, <c>headache</c>, <c>nausea</c> or <c>other</c>.</param>
/// <param name="Score">0 to 10; null when no number was given.</param>
/// <param name="Began">When; null when not said.</param>
/// <param name="Gone">When it was gone; null when it is not, or not known.</param>
public sealed record SideEffectTold(string Effect, int? Score, DateTimeOffset? Began, DateTimeOffset? Gone);

/// <summary>A compression garment was prescribed or handed out; a later version changes how it is to be worn.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Kind">As a code of the contract.</param>
/// <param name="HoursPerDay">How long to wear it.</param>
/// <param name="Side">Its side; null when it has none or covers both.</param>
/// <param name="WornAt"><c>day</c>, <c>night</c> or <c>both</c>; null when not said.</param>
/// <param name="HandedOutOn">Day the patient got it; null = the day of the effective time.</param>
public sealed record GarmentGiven(
    FactOrigin Origin, string Kind, double HoursPerDay, Side? Side, string? WornAt, DateOnly? HandedOutOn)
    : PatientFact(Origin)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override DateTimeOffset Since =>
        HandedOutOn is { } day && new DateTimeOffset(day, TimeOnly.MinValue, Origin.EffectiveTime.Offset) is var got && got < On
            ? got
            : On;
}

/// <summary>How long a garment was worn on one day. A day without a report is not a day of zero hours.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Day">The calendar day, where the patient was.</param>
/// <param name="Hours">0 to 24.</param>
/// <param name="OfRecordKey">Key of the record of the garment (same source); null when only one is in use.</param>
public sealed record GarmentWornOn(FactOrigin Origin, DateOnly Day, double Hours, string? OfRecordKey) : PatientFact(Origin)
{
    /// <summary>The end of the day: only then is it known how long the garment was worn.</summary>
    [JsonIgnore]
    public override DateTimeOffset On => new(Day.AddDays(1), TimeOnly.MinValue, Origin.EffectiveTime.Offset);
}
