using LymphOutcomes.EventStore.Postgres.Projecting;
using LymphOutcomes.EventStore.Projecting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LymphOutcomes.EventStore.Postgres;

/// <summary>Adds views of the log to a program. Each can be built anew while it is read: <c>lymph rebuild SERVICE VIEW</c>.</summary>
public static class ProjectionRegistration
{
    /// <summary>
    /// Rows written in the transaction of each append, so that a person reads their own write. Each event the fold reads must carry
    /// the whole row, apart from columns that are fixed.
    /// </summary>
    /// <typeparam name="TState">State of the streams.</typeparam>
    /// <typeparam name="TRow">The row.</typeparam>
    /// <param name="services">Where to add; the log is added beside.</param>
    /// <param name="table">How the rows lie in their table, which a migration of the service makes.</param>
    public static IServiceCollection AddInlineRows<TState, TRow>(this IServiceCollection services, IRowTable<TRow> table)
        where TState : class, IFold<TState>
        where TRow : class, IRowFold<TRow> => services
            .AddSingleton<IInlineView<TState>>(new InlineRows<TState, TRow>(table))
            .AddSingleton<IRebuild>(provider => RebuildOf(provider, table, isInline: true));

    /// <summary>Rows that follow the log, at a short distance, one runner among all instances.</summary>
    /// <typeparam name="TRow">The row.</typeparam>
    /// <param name="services">Where to add; the log is added beside.</param>
    /// <param name="table">How the rows lie in their table, which a migration of the service makes.</param>
    public static IServiceCollection AddProjection<TRow>(this IServiceCollection services, IRowTable<TRow> table)
        where TRow : class, IRowFold<TRow> => services
            .AddSingleton<IRebuild>(provider => RebuildOf(provider, table, isInline: false))
            .AddSingleton<IHostedService>(provider => new ProjectionHost<TRow>(
                table,
                provider.GetRequiredService<LogConnections>(),
                provider.GetRequiredService<EventTypes>(),
                provider.GetRequiredService<PostgresLog>(),
                provider.GetRequiredService<ILogPositions>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ProjectionHost<TRow>>>()));

    private static RowsRebuild<TRow> RebuildOf<TRow>(IServiceProvider provider, IRowTable<TRow> table, bool isInline)
        where TRow : class, IRowFold<TRow> => new(
            provider.GetRequiredService<LogConnections>(),
            provider.GetRequiredService<LogOptions>(),
            provider.GetRequiredService<EventTypes>(),
            provider.GetRequiredService<PostgresLog>(),
            table,
            isInline,
            provider.GetRequiredService<TimeProvider>());
}
