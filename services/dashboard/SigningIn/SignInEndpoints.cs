using System.Security.Claims;
using LymphOutcomes.Dashboard.Protecting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LymphOutcomes.Dashboard.SigningIn;

/// <summary>The sign-in page and its form, and signing out.</summary>
public static partial class SignInEndpoints
{
    private const int TextMax = 200;

    /// <summary>Maps them.</summary>
    /// <param name="app">The program.</param>
    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet(PeopleSignIn.Path, (string? back) => Page(back, failed: false)).AllowAnonymous();
        app.MapPost(PeopleSignIn.Path, SignInAsync).AllowAnonymous().RequireRateLimiting(Protection.SignInLimit);
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? user,
        [FromForm] string? password,
        [FromForm] string? back,
        HttpContext http,
        KnownPeople people,
        ILogger<KnownPeople> logger)
    {
        ClaimsPrincipal? person = (user, password) is ({ Length: <= TextMax }, { Length: <= TextMax })
            ? people.SignIn(user, password)
            : null;
        if (person is null)
        {
            LogRefused(logger);
            return Page(back, failed: true);
        }

        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, person);
        return TypedResults.LocalRedirect(LocalPath(back));
    }

    // A form parameter would be read to no purpose; IFormCollection makes the anti-forgery check apply.
    private static async Task<IResult> SignOutAsync(HttpContext http, [FromForm] IFormCollection form)
    {
        _ = form;
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.LocalRedirect(PeopleSignIn.Path);
    }

    /// <summary>Where to go after sign-in: only a path of this program, never another site.</summary>
    /// <param name="back">As it came with the request.</param>
    public static string LocalPath(string? back) =>
        back is ['/', ..] and not ['/', '/' or '\\', ..] && back.Length <= TextMax && !back.Any(char.IsControl) ? back : "/";

    private static RazorComponentResult<SignInPage> Page(string? back, bool failed) =>
        new(new Dictionary<string, object?> { ["Back"] = LocalPath(back), ["Failed"] = failed })
        {
            StatusCode = failed ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK,
        };

    [LoggerMessage(4101, LogLevel.Warning, "A sign-in was refused")]
    private static partial void LogRefused(ILogger logger);
}
