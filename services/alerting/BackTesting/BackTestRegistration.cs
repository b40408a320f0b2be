namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>Adds back-tests and shadow runs to the program.</summary>
public static class BackTestRegistration
{
    /// <summary>What runs other rules without telling anybody; needs the rule book.</summary>
    public static IServiceCollection AddBackTests(this IServiceCollection services) => services
        .AddSingleton<StoredHistories>()
        .AddSingleton<BackTestRunner>()
        .AddSingleton<BackTests>()
        .AddSingleton<BackTestHost>()
        .AddHostedService(provider => provider.GetRequiredService<BackTestHost>())
        .AddSingleton<ShadowFindings>()
        .AddSingleton<Shadowing>()
        .AddHostedService<ShadowHost>();
}
