using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>The areas of the body that a session can treat and a restriction can name.</summary>
public static class BodyAreas
{
    /// <summary>All of them (domain sheet 3.1).</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "neck", "axilla-left", "axilla-right", "groin-left", "groin-right", "chest", "back", "abdomen", "breast-left",
        "breast-right", "arm-left", "arm-right", "hand-left", "hand-right", "leg-left", "leg-right", "foot-left", "foot-right",
        "face", "genital",
    ];
}

/// <summary>A word of <see cref="BodyAreas"/>; on a list, each entry.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BodyAreaAttribute() : AllowedValuesAttribute([.. BodyAreas.All]);
