using System.Reflection;
using LymphOutcomes.Testing;
using Xunit.Sdk;

namespace LymphOutcomes.Store.Tests;

public enum StoreKind
{
    InMemory,
    Postgres,
}

/// <summary>Runs the theory on the store in memory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InMemoryAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StoreKind.InMemory]];
}

/// <summary>Runs the theory on PostgreSQL; without a server it is skipped on a laptop and fails when CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute() => Skip = PostgresServer.WhySkipped;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StoreKind.Postgres]];
}
