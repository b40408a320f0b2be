using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Sessions.V1;

/// <summary>Answer of <c>GET /v1/patients/{patient}/compression</c> on sessions.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="On">The day it is told as of.</param>
/// <param name="Items">The patient's garments, the one fitted last first; at most 100.</param>
public sealed record PatientCompression(Guid Patient, DateOnly On, IReadOnlyList<FittedGarment> Items);

/// <summary>A compression garment and its age.</summary>
/// <param name="Garment">The garment, and how it is worn.</param>
/// <param name="AgeDays">Since it was fitted; null when that is still to come.</param>
/// <param name="IsOld">True when it is in use for more than 183 days and nothing has replaced it.</param>
/// <param name="Days">Up to the latest 28 days told of, oldest first.</param>
public sealed record FittedGarment(CompressionGarment Garment, int? AgeDays, bool IsOld, IReadOnlyList<WornHours> Days);

/// <summary>
/// A compression garment, and how it is worn. Only days told of count: a day without a report is not a day of zero hours. Also the
/// data of <c>lymph.adherence-changed.v1</c>.
/// </summary>
/// <param name="Id">Names the garment within the patient; alerts about it carry it as <c>extra</c>.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="Kind">A word of <c>garment-prescribed</c>, for example <c>sleeve</c>.</param>
/// <param name="HoursPerDay">How long to wear it, hours a day, as said last.</param>
/// <param name="Side"><c>left</c> or <c>right</c>; null when it has no side or covers both.</param>
/// <param name="WornAt"><c>day</c>, <c>night</c> or <c>both</c>; null when not said.</param>
/// <param name="PressureMinMmHg">Lower end of its pressure, mmHg; null when not said.</param>
/// <param name="PressureMaxMmHg">Upper end of its pressure, mmHg; null when not said.</param>
/// <param name="PrescribedAt">When it was first said.</param>
/// <param name="FittedOn">The day the patient got it.</param>
/// <param name="ReplacedOn">The day the patient got another of its kind, side and time of day; null while none was.</param>
/// <param name="ToldUntil">The last day told of; null when none was.</param>
/// <param name="LastWeek">The 7 days up to <paramref name="ToldUntil"/>.</param>
/// <param name="LastFourWeeks">The 28 days up to <paramref name="ToldUntil"/>.</param>
/// <param name="LapsedSince">Since which day it is worn less than half of the advised time over 7 days in a row, or not at all for 3;
/// null while it is worn enough, or while that cannot be said.</param>
public sealed record CompressionGarment(
    string Id,
    Guid Patient,
    string Kind,
    double HoursPerDay,
    [AllowedValues("left", "right")] string? Side,
    [AllowedValues("day", "night", "both")] string? WornAt,
    double? PressureMinMmHg,
    double? PressureMaxMmHg,
    DateTimeOffset PrescribedAt,
    DateOnly FittedOn,
    DateOnly? ReplacedOn,
    DateOnly? ToldUntil,
    WornWindow LastWeek,
    WornWindow LastFourWeeks,
    DateOnly? LapsedSince);

/// <summary>How long a garment was worn within a window.</summary>
/// <param name="Days">Length of the window, calendar days.</param>
/// <param name="ToldDays">How many of them were told of.</param>
/// <param name="WornHours">On the days told of.</param>
/// <param name="AdvisedHours">On the days told of.</param>
/// <param name="Percent">Worn of advised time on the days told of; null when none was. A lapse is judged only when all 7 were.</param>
public sealed record WornWindow(int Days, int ToldDays, double WornHours, double AdvisedHours, double? Percent);

/// <summary>One day told of.</summary>
/// <param name="Day">The calendar day, where the patient was.</param>
/// <param name="Worn">Hours worn.</param>
/// <param name="Advised">Hours it was to be worn.</param>
public sealed record WornHours(DateOnly Day, double Worn, double Advised);
