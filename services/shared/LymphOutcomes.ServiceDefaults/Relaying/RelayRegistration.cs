using LymphOutcomes.EventStore;
using LymphOutcomes.ServiceDefaults.Observing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.ServiceDefaults.Relaying;

/// <summary>Entry to relaying for a program.</summary>
public static class RelayRegistration
{
    /// <summary>Adds one relay, and the watch over it. Several may run in a program, each under its own name.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="name">Name of its position, for example <c>intake-relay</c>.</param>
    /// <param name="target">Where it publishes.</param>
    public static IServiceCollection AddLogRelay(
        this IServiceCollection services, string name, Func<IServiceProvider, IRelayTarget> target)
    {
        services.AddSingleton(new KnownRelay(name));
        if (!services.Any(service => service.ServiceType == typeof(RelayWatch)))
        {
            services.AddSingleton<RelayWatch>();
            services.AddHostedService(provider => provider.GetRequiredService<RelayWatch>());
            services.AddHealthChecks().AddCheck<RelayHealth>("relays", tags: ["ready"]);
        }

        return services.AddSingleton<IHostedService>(provider => new LogRelay(
            name,
            target(provider),
            provider.GetRequiredService<ILogReader>(),
            provider.GetRequiredService<ILogPositions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LogRelay>>()));
    }
}
