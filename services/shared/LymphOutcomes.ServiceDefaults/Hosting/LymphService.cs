using System.Data.Common;
using System.Text.Json.Serialization;
using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Messaging;
using LymphOutcomes.ServiceDefaults.Observing;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace LymphOutcomes.ServiceDefaults.Hosting;

/// <summary>What intake, sessions and alerting have in common as programs: sign-in, problem+json, health, bounds.</summary>
public static class LymphService
{
    private const string Ready = "ready";

    /// <summary>A web application with the defaults; the program adds its own.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddLymphTelemetry();
        builder.AddLymphSignIn();
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
        builder.Services.AddHealthChecks().AddCheck<BrokerHealth>("broker", tags: [Ready]);
        // The framework logs the address of every request, and an address may hold a patient's identifier.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }

    /// <summary>The middle of the pipeline: errors as problem+json, sign-in, health endpoints.</summary>
    public static WebApplication UseLymphService(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf, SuppressDiagnosticsCallback = IsExpected });
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        // Everything a check reports counts, the bus library's own among them.
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
        return app;
    }

    // A log or a database that cannot be reached is not a bug: the caller is told to come again.
    private static int StatusOf(Exception failure) => failure switch
    {
        LogUnavailableException or DbException { IsTransient: true } => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static bool IsExpected(ExceptionHandlerSuppressDiagnosticsContext context) =>
        context.Exception is LogUnavailableException or BadHttpRequestException;

    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(entry => entry.Key, entry => $"{entry.Value.Status} {entry.Value.Description}".Trim()),
    });

    private sealed class BrokerHealth(IServiceProvider services) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (services.GetService<BrokerConnection>() is not { } broker || broker.IsOpen)
                return HealthCheckResult.Healthy();

            // Nobody else may need this connection for days: the question opens it again, and with it the topology.
            try
            {
                await using IChannel channel = await broker.OpenChannelAsync(options: null, cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception away) when (away is BrokerUnreachableException or OperationInterruptedException)
            {
                return HealthCheckResult.Degraded("The broker does not answer; what was stored waits to be relayed.");
            }
        }
    }
}
