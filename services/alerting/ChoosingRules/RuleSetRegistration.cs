using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.ChoosingRules;

/// <summary>Adds what concerns rule sets to the program.</summary>
public static class RuleSetRegistration
{
    /// <summary>The rule book and what keeps it as the log has it. The book itself is added by the program, with its settings.</summary>
    public static IServiceCollection AddRuleSets(this IServiceCollection services) => services
        .AddSingleton<RuleStreams>()
        .AddSingleton<Activations>()
        .AddSingleton<Rejudging>()
        .AddSingleton<IInlineView<RuleSetHistory>, ActivationRows>()
        .AddSingleton<IInlineView<PatientPicture>, FindingRows>()
        .AddSingleton<RuleBookFollower>()
        .AddHostedService(provider => provider.GetRequiredService<RuleBookFollower>())
        .AddHostedService<RejudgeHost>();
}
