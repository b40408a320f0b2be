using System.Threading.RateLimiting;
using LymphOutcomes.Dashboard.Layout;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LymphOutcomes.Dashboard.Protecting;

/// <summary>
/// What stands between a browser and a coordinator's patients: headers, keys of cookies, limits, plain error pages.
/// </summary>
public static class Protection
{
    /// <summary>Rate limit of the sign-in form, per address.</summary>
    public const string SignInLimit = "sign-in";

    /// <summary>Limit of open live streams, per person.</summary>
    public const string StreamLimit = "stream";

    private const int SignInsPerMinuteMax = 30;
    private const int StreamsPerPersonMax = 16;

    // Everything comes from this program; no inline script or style is ever needed. The chart's data is a data block.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Keys, anti-forgery and limits.</summary>
    /// <param name="builder">The host; <c>DataProtection:Folder</c> says where the key ring is kept.</param>
    public static void AddProtection(this WebApplicationBuilder builder)
    {
        IDataProtectionBuilder keys =
            builder.Services.AddDataProtection().SetApplicationName("LymphOutcomes.Dashboard");
        if (builder.Configuration["DataProtection:Folder"] is { Length: > 0 } folder)
            keys.PersistKeysToFileSystem(new DirectoryInfo(folder));

        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "lymph-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(SignInLimit, http => RateLimitPartition.GetFixedWindowLimiter(
                http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = SignInsPerMinuteMax,
                    Window = TimeSpan.FromMinutes(1),
                    QueueLimit = 0,
                }));
            options.AddPolicy(StreamLimit, http => RateLimitPartition.GetConcurrencyLimiter(
                http.User.Identity?.Name ?? "unknown",
                _ => new ConcurrencyLimiterOptions { PermitLimit = StreamsPerPersonMax, QueueLimit = 0 }));
        });
    }

    /// <summary>Headers on every answer, and a plain page for what went wrong.</summary>
    /// <param name="app">The program.</param>
    public static void UseProtection(this WebApplication app)
    {
        app.Use(SetHeadersAsync);
        app.UseExceptionHandler(handler => handler.Run(http => SayAsync(http, StatusCodes.Status500InternalServerError)));
        app.UseStatusCodePages(pages => SayAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode));
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
    }

    private static Task SetHeadersAsync(HttpContext http, RequestDelegate next)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // Names of patients must not stay in a shared computer's cache. Scripts and styles may, after asking.
        bool asset = http.Request.Path.StartsWithSegments("/lib", StringComparison.Ordinal)
            || http.Request.Path.StartsWithSegments("/css", StringComparison.Ordinal)
            || http.Request.Path.StartsWithSegments("/js", StringComparison.Ordinal);
        headers.CacheControl = asset ? "no-cache" : "no-store";
        return next(http);
    }

    private static Task SayAsync(HttpContext http, int status)
    {
        (string title, string text) = status switch
        {
            404 => ("Not found", "There is nothing at this address. The alert may belong to another hospital."),
            400 => ("The form was not accepted", "It may be too old. Go back, load the page again and send it once more."),
            403 => ("Not for your role", "Your role may not do this."),
            429 => ("Too many tries", "Wait a minute and try again."),
            _ => ("Something went wrong", "This was logged. Go back to the board and try again."),
        };
        var parameters = new Dictionary<string, object?> { ["Title"] = title, ["Text"] = text };
        return new RazorComponentResult<MessagePage>(parameters) { StatusCode = status }.ExecuteAsync(http);
    }
}
