namespace LymphOutcomes.EventStore;

/// <summary>What a unit may ask for; beyond it the caller has a bug.</summary>
public static class AppendUnitLimits
{
    /// <summary>Most ids one unit may look for.</summary>
    public const int LookForMax = 500;

    /// <summary>Refuses a unit that no store takes.</summary>
    /// <exception cref="ArgumentException">It looks for too many ids, or names no stream.</exception>
    public static void Check<TState>(AppendUnit<TState> unit)
        where TState : class, IFold<TState>
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (string.IsNullOrEmpty(unit.Stream.Tenant) || string.IsNullOrEmpty(unit.Stream.Id))
            throw new ArgumentException("A unit names the tenant and the stream it writes to.", nameof(unit));
        if (unit.LookFor is { Count: > LookForMax })
            throw new ArgumentException($"A unit looks for at most {LookForMax} ids.", nameof(unit));
        if (unit.LookForRecords is { Count: > LookForMax })
            throw new ArgumentException($"A unit looks for at most {LookForMax} records.", nameof(unit));
    }
}
