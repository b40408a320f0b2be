using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LymphOutcomes.ServiceDefaults.Observing;

/// <summary>Collects traces and metrics of this program and sends them by OTLP, from before its first work to after its last.</summary>
/// <param name="program">Service name, unless <c>OTEL_SERVICE_NAME</c> says another.</param>
internal sealed class OtlpExport(string program) : IHostedLifecycleService, IDisposable
{
    private static readonly string[] Sources =
    [
        LymphTelemetry.Name, "Microsoft.AspNetCore", "Npgsql", "MassTransit", "RabbitMQ.Client.Publisher", "RabbitMQ.Client.Subscriber",
    ];

    private static readonly string[] Meters =
    [
        LymphTelemetry.Name, "LymphOutcomes.EventStore", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Npgsql", "System.Runtime",
    ];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        ResourceBuilder resource = ResourceBuilder.CreateEmpty()
            .AddService(program, serviceNamespace: "lymph")
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
        TracerProviderBuilder traces = Sdk.CreateTracerProviderBuilder();
        // OpenTelemetry reads this variable itself, and code would overrule it.
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_TRACES_SAMPLER")))
            traces.SetSampler(new ParentBasedSampler(new WithoutLonelyCalls()));
        _traces = traces
            .SetResourceBuilder(resource)
            .AddSource(Sources)
            .AddProcessor(new WithoutAddresses())
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
