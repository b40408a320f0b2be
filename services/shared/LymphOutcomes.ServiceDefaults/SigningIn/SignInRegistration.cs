using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace LymphOutcomes.ServiceDefaults.SigningIn;

/// <summary>Sign-in of the programs that are called by others.</summary>
public static class SignInRegistration
{
    /// <summary>
    /// Bearer tokens for an API: checked claims (<see cref="LymphClaims"/>), policies by role (<see cref="Policies"/>), and every
    /// endpoint closed to strangers unless it says <c>AllowAnonymous</c>. Refusals are problem+json.
    /// </summary>
    /// <param name="builder">The host; the settings are in section <c>Auth</c>.</param>
    public static IHostApplicationBuilder AddLymphSignIn(this IHostApplicationBuilder builder)
    {
        builder.AddSignInOptions();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<SignInOptions>, TimeProvider>((bearer, auth, clock) => Configure(bearer, auth.Value, clock));
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.SystemOnly, policy => policy.RequireRole(Roles.System))
            .AddPolicy(Policies.Coordinators, policy => policy.RequireRole(Roles.Coordinator, Roles.Lead))
            .AddPolicy(Policies.Leads, policy => policy.RequireRole(Roles.Lead));
        builder.Services.AddOptions<AuthorizationOptions>().Configure<IOptions<SignInOptions>>((authorization, auth) =>
            authorization.AddPolicy(Policies.Quarantine, policy => policy.RequireAuthenticatedUser().RequireAssertion(
                context => context.User.IsInRole(Roles.System) || auth.Value.IsOperator(context.User))));
        return builder;
    }

    /// <summary>Only the settings, checked at start; for a program that signs people in by other means.</summary>
    /// <param name="builder">The host; the settings are in section <c>Auth</c>.</param>
    public static IHostApplicationBuilder AddSignInOptions(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsCheck>();
        builder.Services.AddOptions<SignInOptions>()
            .BindConfiguration(SignInOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return builder;
    }

    private static void Configure(JwtBearerOptions bearer, SignInOptions auth, TimeProvider clock)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            NameClaimType = LymphClaims.Subject,
            RoleClaimType = LymphClaims.Role,
            ValidateIssuer = true,
            ValidateAudience = true,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            // Our clock, not the library's: tests move it, and every program must agree on "now".
            LifetimeValidator = (_, _, token, _) =>
                TokenLifetime.Holds(token, clock.GetUtcNow(), auth.TokenLifetimeMax, auth.ClockSkew),
        };
        if (auth.DevelopmentIssuer.KeyFile is { Length: > 0 } keyFile)
        {
            bearer.TokenValidationParameters.ValidIssuer = DevelopmentIssuer.Issuer;
            bearer.TokenValidationParameters.ValidAudience = DevelopmentIssuer.Audience;
            bearer.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            bearer.TokenValidationParameters.IssuerSigningKey = DevelopmentIssuer.Load(keyFile).Key;
        }
        else
        {
            bearer.Authority = auth.Authority;
            bearer.Audience = auth.Audience;
        }

        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = CheckClaims,
            OnChallenge = AnswerUnauthorized,
            OnForbidden = AnswerForbidden,
        };
    }

    private static Task CheckClaims(TokenValidatedContext context)
    {
        if (LymphClaims.Fault(context.Principal!) is { } fault)
            context.Fail(fault);
        return Task.CompletedTask;
    }

    private static Task AnswerUnauthorized(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = context.AuthenticateFailure is null
            ? JwtBearerDefaults.AuthenticationScheme
            : $"{JwtBearerDefaults.AuthenticationScheme} error=\"invalid_token\"";
        string why = context.AuthenticateFailure is null
            ? "Send a bearer token."
            : "The token is not accepted: wrong signature, issuer, audience, time or claims.";
        return Answer(context.HttpContext, StatusCodes.Status401Unauthorized, "Sign in first", why);
    }

    private static Task AnswerForbidden(ForbiddenContext context) =>
        Answer(context.HttpContext, StatusCodes.Status403Forbidden, "Not for this role", "Your role may not do this.");

    private static Task Answer(HttpContext http, int status, string title, string detail) =>
        TypedResults.Problem(statusCode: status, title: title, detail: detail).ExecuteAsync(http);
}
