namespace LymphOutcomes.Testing;

/// <summary>A fact that needs PostgreSQL: skipped on a laptop without one, never skipped when CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresFactAttribute : FactAttribute
{
    public OnPostgresFactAttribute() => Skip = PostgresServer.WhySkipped;
}
