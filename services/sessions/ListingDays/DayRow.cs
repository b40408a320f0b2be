using System.Globalization;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Projecting;

namespace LymphOutcomes.Sessions.ListingDays;

/// <summary>
/// On this day, by some version of a booking or of what took place, the patient has or had a session with this therapist. It says where to
/// look and no more: what counts is in the patient's own state.
/// </summary>
/// <param name="Tenant">The hospital.</param>
/// <param name="Day">The calendar day, at the session's own UTC offset.</param>
/// <param name="Therapist">Code of the therapist; empty when none was said.</param>
/// <param name="Patient">Whose session it is.</param>
public sealed record DayRow(string Tenant, DateOnly Day, string Therapist, Guid Patient) : IRowFold<DayRow>
{
    /// <inheritdoc/>
    public static int FoldVersion => 1;

    /// <summary>Unique within the hospital.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyyMMdd}-{Patient:N}-{Therapist}");

    /// <inheritdoc/>
    public static bool Reads(Type type) => type == typeof(BookingRecorded) || type == typeof(SessionRecorded);

    /// <inheritdoc/>
    public static RowKey? KeyOf(StoredEvent @event) => Of(@event) is { } row ? new(row.Tenant, row.Id) : null;

    /// <inheritdoc/>
    public static DayRow? Evolve(DayRow? row, StoredEvent @event) => Of(@event) ?? row;

    /// <summary>The calendar day of a moment, where it was told.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);

    private static DayRow? Of(StoredEvent @event) => @event switch
    {
        { Stream: { Patient: { } patient, Tenant: var tenant }, Data: BookingRecorded { Booking: var booking } } =>
            new(tenant, DayOf(booking.StartsAt), booking.TherapistId ?? "", patient),
        { Stream: { Patient: { } patient, Tenant: var tenant }, Data: SessionRecorded given } =>
            new(tenant, DayOf(given.EffectiveTime), given.Session.TherapistId ?? "", patient),
        _ => null,
    };
}
