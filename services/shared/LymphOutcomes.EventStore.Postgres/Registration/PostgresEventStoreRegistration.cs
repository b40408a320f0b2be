using System.Reflection;
using LymphOutcomes.EventStore.Postgres.Projecting;
using LymphOutcomes.EventStore.Postgres.Reading;
using LymphOutcomes.EventStore.Postgres.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>Adds the log on PostgreSQL to a program.</summary>
public static class PostgresEventStoreRegistration
{
    /// <summary>
    /// Adds <see cref="IEventStore{TState}"/>, <see cref="ILogReader"/>, <see cref="ILogPositions"/>, the event types, migrations
    /// before anything else starts, and a health check <c>log</c> (tag <c>ready</c>). Also <see cref="NpgsqlDataSource"/> for the
    /// service's own tables: its search path is the schema. Inline views are those in the container.
    /// </summary>
    /// <param name="services">Where to add.</param>
    /// <param name="configuration">Section <c>Log</c> (<see cref="LogOptions"/>) and <c>ConnectionStrings:Log</c>.</param>
    /// <param name="types">Stored names of the service's events.</param>
    /// <param name="defaultSchema">The service's name; <c>Log:Schema</c> overrides it.</param>
    /// <param name="migrations">Assemblies with the service's own migrations, numbered from 101.</param>
    public static IServiceCollection AddPostgresEventStore<TState>(
        this IServiceCollection services,
        IConfiguration configuration,
        EventTypes types,
        string defaultSchema,
        params Assembly[] migrations)
        where TState : class, IFold<TState>
    {
        AddOptions(services, configuration, defaultSchema);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(types);
        services.TryAddSingleton(new MigrationAssemblies(migrations));
        services.TryAddSingleton(s => s.GetRequiredService<IOptions<LogOptions>>().Value);
        services.TryAddSingleton<LogConnections>();
        services.TryAddSingleton<NewsOfTheLog>();
        // Not disposed by the container as a service of its own: LogConnections owns it, and disposing twice is harmless.
        services.TryAddSingleton(s => s.GetRequiredService<LogConnections>().Reading);
        services.TryAddSingleton<IEventStore<TState>>(NewStore<TState>);
        services.TryAddSingleton(s => new PostgresLog(
            s.GetRequiredService<LogConnections>(), types, s.GetRequiredService<LogOptions>(), s.GetRequiredService<NewsOfTheLog>()));
        services.TryAddSingleton<ILogReader>(s => s.GetRequiredService<PostgresLog>());
        services.TryAddSingleton<ILogPositions>(s => new PostgresPositions(
            s.GetRequiredService<LogConnections>(),
            s.GetRequiredService<LogOptions>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<PostgresPositions>>()));
        services.TryAddSingleton<ISuspectItems>(s => new PostgresSuspectItems(s.GetRequiredService<LogConnections>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MigrateFirst>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RebuildHost>());
        if (TState.KeepsSnapshot)
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IRebuild, SnapshotRebuild<TState>>());
        if (!services.Any(s => s.ServiceType == typeof(LogHealthCheck)))
        {
            services.AddSingleton<LogHealthCheck>();
            services.AddHealthChecks().AddCheck<LogHealthCheck>("log", tags: ["ready"]);
        }

        return services;
    }

    private static PostgresEventStore<TState> NewStore<TState>(IServiceProvider services)
        where TState : class, IFold<TState> => new(
            services.GetRequiredService<LogConnections>(),
            services.GetRequiredService<EventTypes>(),
            services.GetRequiredService<LogOptions>(),
            services.GetServices<IInlineView<TState>>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<PostgresEventStore<TState>>>());

    private static void AddOptions(IServiceCollection services, IConfiguration configuration, string defaultSchema) =>
        services.AddOptions<LogOptions>()
            .Configure(options => options.Schema = defaultSchema)
            .Bind(configuration.GetSection(LogOptions.Section))
            .Configure(options => options.ConnectionString = configuration.GetConnectionString("Log") ?? "")
            .ValidateDataAnnotations()
            .Validate<IHostEnvironment>(
                (options, environment) => options.ClockOffset == TimeSpan.Zero || !environment.IsProduction(),
                "Log:ClockOffset is for tests: it is refused in Production.")
            .ValidateOnStart();
}
