using System.Reflection;

namespace LymphOutcomes.EventStore.Postgres.Registration;

/// <summary>Where a service keeps its migrations.</summary>
/// <param name="All">Besides the store's own.</param>
internal sealed record MigrationAssemblies(IReadOnlyList<Assembly> All);
