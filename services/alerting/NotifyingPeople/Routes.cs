namespace LymphOutcomes.Alerting.NotifyingPeople;

/// <summary>Every route there is; they are read once, at start.</summary>
public sealed class Routes
{
    private readonly Dictionary<(string Tenant, string Name), Route> _byName;
    private readonly ILookup<string, Route> _byTenant;

    /// <summary>These.</summary>
    /// <param name="routes">No two of one name in a hospital.</param>
    public Routes(IEnumerable<Route> routes)
    {
        All = [.. routes];
        _byName = All.ToDictionary(route => (route.Tenant, route.Name));
        _byTenant = All.ToLookup(route => route.Tenant, StringComparer.Ordinal);
    }

    /// <summary>Those of the settings, which <see cref="NotificationOptionsCheck"/> has looked at.</summary>
    public static Routes In(NotificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.Routes.Select(
            route => RouteReader.Read(route, out string? fault) ?? throw new InvalidOperationException(fault)));
    }

    /// <summary>All of them, in the order of the settings.</summary>
    public IReadOnlyList<Route> All { get; }

    /// <summary>Those of one hospital.</summary>
    public IReadOnlyList<Route> Of(string tenant) => [.. _byTenant[tenant]];

    /// <summary>One of them; null when the settings have it no longer.</summary>
    public Route? Find(string tenant, string name) => _byName.GetValueOrDefault((tenant, name));
}
