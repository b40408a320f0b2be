using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace LymphOutcomes.Dashboard.SigningIn;

/// <summary>A cookie for people; everything is closed to strangers except the sign-in page and health.</summary>
public static class PeopleSignIn
{
    /// <summary>Where people sign in.</summary>
    public const string Path = "/sign-in";

    private static readonly TimeSpan Shift = TimeSpan.FromHours(8);

    /// <summary>Adds it. Refuses to start in Production, by <see cref="SignInOptionsCheck"/>.</summary>
    /// <param name="builder">The host.</param>
    public static void AddPeopleSignIn(this WebApplicationBuilder builder)
    {
        builder.AddSignInOptions();
        builder.Services.AddSingleton<IValidateOptions<PeopleOptions>, PeopleOptionsCheck>();
        builder.Services.AddOptions<PeopleOptions>().BindConfiguration("Auth:DevelopmentIssuer").ValidateOnStart();
        builder.Services.AddSingleton<KnownPeople>();
        builder.Services.AddSingleton(services => DevelopmentIssuer.Load(
            services.GetRequiredService<IOptions<SignInOptions>>().Value.DevelopmentIssuer.KeyFile
            ?? throw new InvalidOperationException("The dashboard needs Auth:DevelopmentIssuer:KeyFile.")));

        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "lymph-session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = Shift;
            cookie.SlidingExpiration = false;
            cookie.LoginPath = Path;
            cookie.AccessDeniedPath = Path;
            cookie.ReturnUrlParameter = "back";
            cookie.Events.OnRedirectToLogin = SendToSignIn;
            cookie.Events.OnValidatePrincipal = RejectStrangers;
        });
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser().RequireRole(Roles.Coordinator, Roles.Lead).Build());
    }

    private static Task SendToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        // A fragment or a stream cannot show a sign-in page: htmx is told to load it as a page.
        if (context.Request.Headers.ContainsKey("HX-Request") || context.Request.Path.StartsWithSegments("/board"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers["HX-Redirect"] = Path;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    private static Task RejectStrangers(CookieValidatePrincipalContext context)
    {
        KnownPeople people = context.HttpContext.RequestServices.GetRequiredService<KnownPeople>();
        if (context.Principal is null || !people.StillKnown(context.Principal))
            context.RejectPrincipal();
        return Task.CompletedTask;
    }
}
