using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>
/// <c>GET /v1/notifications</c>: what was sent to whom, also <c>?state=failed</c>. <c>GET /v1/alerts/{id}/notifications</c>: of one
/// alert. <c>GET /v1/notifications/routes</c>: who is told of what. For coordinators, leads and systems of the same tenant.
/// </summary>
public static class NotificationEndpoints
{
    private const int LimitMax = 200;
    private static readonly string[] States = ["waiting", "sent", "failed"];

    /// <summary>Adds the endpoints.</summary>
    public static void MapNotifications(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/v1").RequireAuthorization(
            policy => policy.RequireRole(Roles.System, Roles.Coordinator, Roles.Lead));
        group.MapGet("/notifications", ListAsync);
        group.MapGet("/notifications/routes", (HttpContext http, Routes routes) => routes.Of(http.User.Tenant()).Select(Show));
        group.MapGet("/alerts/{id:guid}/notifications", (Guid id, HttpContext http, NotificationQueries sent, CancellationToken ct) =>
            sent.PageAsync(http.User.Tenant(), new(State: null, id, After: 0, LimitMax), ct));
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, NotificationQueries sent, CancellationToken ct, string? state = null, long after = 0, int limit = 100)
    {
        if (limit is < 1 or > LimitMax)
            return Invalid($"limit is 1 to {LimitMax}.");
        if (state is not null && !States.Contains(state))
            return Invalid($"state is one of {string.Join(", ", States)}.");
        return Results.Ok(await sent.PageAsync(http.User.Tenant(), new(state, Alert: null, after, limit), ct));
    }

    private static NotificationRoute Show(Route route) => new(
        route.Name,
        route.Channel.ToWire(),
        route.Audience.ToWire(),
        route.AtLeast.ToWire(),
        [.. route.Rules.Order(StringComparer.Ordinal)],
        route.Recipient,
        route.QuietHours?.From.ToString("HH:mm"),
        route.QuietHours?.To.ToString("HH:mm"),
        route.QuietHours?.Zone.Id);

    private static IResult Invalid(string why) =>
        Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The query cannot be read.", detail: why);
}
