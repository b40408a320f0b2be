using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Dashboard.SigningIn;

/// <summary>Calls services as the person in front of the screen, with a token that is good for minutes.</summary>
/// <param name="accessor">Whose request this is.</param>
/// <param name="issuer">Signs.</param>
/// <param name="clock">Now.</param>
public sealed class PersonTokenHandler(IHttpContextAccessor accessor, DevelopmentIssuer issuer, TimeProvider clock)
    : DelegatingHandler
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (accessor.HttpContext is { User: { Identity.IsAuthenticated: true } user })
        {
            string token = issuer.Issue(user.Tenant(), user.Subject(), user.Role(), Lifetime, clock.GetUtcNow());
            request.Headers.Authorization = new("Bearer", token);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
