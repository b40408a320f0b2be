using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.ServiceDefaults.Observing;

/// <summary>Entry to telemetry for a program.</summary>
public static class TelemetryRegistration
{
    /// <summary>Key of the collector's address. Not set: nothing is measured for anybody and nothing is sent.</summary>
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// One line a log event (JSON in Production), and traces and metrics by OTLP when a collector is named. The exporter's
    /// other settings are OpenTelemetry's own environment variables (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>_HEADERS</c> …).
    /// </summary>
    /// <exception cref="InvalidOperationException">The collector's address is no http address.</exception>
    public static WebApplicationBuilder AddLymphTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction())
        {
            // No scopes: the framework's own hold the path of the request.
            builder.Logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = false;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.IncludeScopes = false;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
        }

        if (builder.Configuration[EndpointKey] is not { Length: > 0 } endpoint)
            return builder;
        // The exporter would quietly send to localhost instead.
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"{EndpointKey} must be an http:// or https:// address.");

        string program = "lymph-" + builder.Environment.ApplicationName.Split('.')[^1].ToLowerInvariant();
        builder.Services.AddSingleton<IHostedService>(_ => new OtlpExport(program));
        return builder;
    }
}
