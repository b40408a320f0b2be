using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>The conditions that matter to manual lymphatic drainage, compression or swelling (domain sheet 2.4 and 3.3).</summary>
public static class Conditions
{
    /// <summary>Hold every session while active; a session all the same is urgent.</summary>
    public static IReadOnlyList<string> AcuteHolds { get; } =
        ["cellulitis", "infection", "fever", "dvt", "blood-clot", "stroke"];

    /// <summary>Hold for life, until a provider clears (<see cref="ProviderClearedForMld"/>).</summary>
    public static IReadOnlyList<string> HoldsUntilCleared { get; } = ["heart-disease", "kidney-failure"];

    /// <summary>Hold nothing by themselves: what a reader of swelling, compression or impedance must know.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "lymphedema", "lipedema", "chronic-venous-insufficiency", "fibromyalgia", "rheumatoid-arthritis", "injury",
        "low-ankle-pressure", "active-implant",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. AcuteHolds, .. HoldsUntilCleared, .. Known];
}

/// <summary>A word of <see cref="Conditions"/>; on a list, each entry.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ConditionAttribute() : AllowedValuesAttribute([.. Conditions.All]);
