namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>Adds what concerns rule sets to the program.</summary>
public static class RuleSetRegistration
{
    /// <summary>The rule book and what keeps it as the log has it. The book itself is added by the program, with its settings.</summary>
    public static IServiceCollection AddRuleSets(this IServiceCollection services) => services
        .AddSingleton<RuleStreams>()
        .AddSingleton<RuleBookFollower>()
        .AddHostedService(provider => provider.GetRequiredService<RuleBookFollower>());
}
