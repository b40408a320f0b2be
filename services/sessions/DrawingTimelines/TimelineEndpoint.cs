using System.Globalization;
using LymphOutcomes.Contracts.Sessions.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.SigningIn;
using LymphOutcomes.Sessions.FollowingCourses;
using LymphOutcomes.Sessions.MergingPatients;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.DrawingTimelines;

/// <summary>
/// <c>GET /v1/patients/{patient}/timeline?from=&amp;to=</c>: sessions, side effects, garments, instruction, measurements, and the times
/// of contraindications on one axis. Folded from the patient's stream when it is asked.
/// </summary>
public static class TimelineEndpoint
{
    private const int LimitMax = 500;

    // As far back as most courses reach, and as far ahead as most bookings.
    private static readonly TimeSpan Back = TimeSpan.FromDays(365);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(90);

    /// <summary>Adds the endpoint.</summary>
    public static void MapTimeline(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/patients/{patient:guid}/timeline", GetAsync).RequireAuthorization(ScreenEndpoints.WhoMayAsk);

    /// <summary>One page of what touches a window. Pure.</summary>
    /// <param name="patient">Our patient id.</param>
    /// <param name="items">Every item, by its beginning.</param>
    /// <param name="from">First moment of the window.</param>
    /// <param name="to">Its end.</param>
    /// <param name="after">Read on from here; null = from the beginning.</param>
    /// <param name="limit">At most so many.</param>
    public static PatientTimeline Page(
        Guid patient, IReadOnlyList<TimelineItem> items, DateTimeOffset from, DateTimeOffset to, TimelineCursor? after, int limit)
    {
        List<TimelineItem> found =
        [
            .. items.Where(item => Timeline.Touches(item, from, to))
                .Where(item => after?.IsBefore(item) != false)
                .Take(limit + 1),
        ];
        return new(
            patient,
            from,
            to,
            [.. found.Take(limit)],
            found.Count > limit ? TimelineCursor.Of(found[limit - 1]).ToString() : null);
    }

    private static async Task<IResult> GetAsync(
        Guid patient, HttpContext http, ILogReader log, IntakeNews news, CancellationToken ct,
        DateTimeOffset? from = null, DateTimeOffset? to = null, string? after = null, int limit = 200)
    {
        if (limit is < 1 or > LimitMax)
            return ScreenEndpoints.Invalid($"limit is 1 to {LimitMax}.");
        (DateTimeOffset begin, DateTimeOffset end) = (from ?? news.Now - Back, to ?? news.Now + Ahead);
        if (begin >= end)
            return ScreenEndpoints.Invalid("from is before to.");
        TimelineCursor? cursor = after is null ? null : TimelineCursor.Parse(after);
        if (after is not null && cursor is null)
            return ScreenEndpoints.Invalid("after is not the next of an earlier answer.");
        (patient, IReadOnlyList<StoredEvent> stream) = await PersonAsked.TreatedAsync(log, http.User.Tenant(), patient, ct);
        return stream.Count == 0
            ? Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Nothing is known of such a patient.")
            : Results.Ok(Page(patient, Timeline.Of(patient, PatientTreatment.Of(stream)), begin, end, cursor, limit));
    }
}

/// <summary>A place on the axis.</summary>
/// <param name="From">When the item there began.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Fact">Its fact.</param>
public sealed record TimelineCursor(DateTimeOffset From, string Kind, Guid Fact)
{
    /// <summary>The place of an item.</summary>
    public static TimelineCursor Of(TimelineItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new(item.From, item.Kind, item.Fact);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static TimelineCursor? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('_') is [var at, var kind, var id]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            && ticks <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(id, "N", out Guid fact)
                ? new(new DateTimeOffset(ticks, TimeSpan.Zero), kind, fact)
                : null;
    }

    /// <summary>True when an item comes later on the axis.</summary>
    public bool IsBefore(TimelineItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        int order = From.CompareTo(item.From);
        if (order == 0)
            order = string.CompareOrdinal(Kind, item.Kind);
        return order < 0 || (order == 0 && Fact.CompareTo(item.Fact) < 0);
    }

    /// <summary>Opaque to callers.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From.UtcTicks}_{Kind}_{Fact:N}");
}
