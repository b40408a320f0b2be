using System.ComponentModel.DataAnnotations;

namespace LymphOutcomes.Contracts.Intake.V1;

/// <summary>What a patient can report (domain sheet 2.3; the red flags are those of its rules LYM-020 to LYM-023).</summary>
public static class SymptomCodes
{
    /// <summary>Puffiness in the belly, bloating. Worse = call the provider.</summary>
    public const string BellyPuffiness = "BELLY_PUFFINESS";

    /// <summary>Tightness in joints. Worse = call the provider.</summary>
    public const string JointTightness = "JOINT_TIGHTNESS";

    /// <summary>Swelling of an arm. Worse = call the provider.</summary>
    public const string ArmSwelling = "ARM_SWELLING";

    /// <summary>Swelling of a leg. Worse = call the provider.</summary>
    public const string LegSwelling = "LEG_SWELLING";

    /// <summary>The four whose worsening means a call to the provider (LYM-010).</summary>
    public static IReadOnlyList<string> CallWhenWorse { get; } = [BellyPuffiness, JointTightness, ArmSwelling, LegSwelling];

    /// <summary>Swelling elsewhere, and what a swollen part feels like.</summary>
    public static IReadOnlyList<string> Swelling { get; } =
    [
        "ANKLE_SWELLING", "HAND_SWELLING", "FACE_SWELLING", "NECK_SWELLING", "BREAST_SWELLING", "GENITAL_SWELLING",
        "HEAVINESS", "SKIN_TIGHTNESS", "ARM_PAIN", "LEG_PAIN",
    ];

    /// <summary>Unspecific signs of congestion: counted together, never alerted on singly.</summary>
    public static IReadOnlyList<string> Congestion { get; } =
        ["FATIGUE", "HEADACHE", "NAUSEA", "BRAIN_FOG", "NECK_NODES", "ACNE", "DRY_SKIN", "SINUS_INFECTION"];

    /// <summary>Signs of infection, clot or emergency.</summary>
    public static IReadOnlyList<string> RedFlags { get; } =
    [
        "FEVER", "CHILLS", "REDNESS", "RASH", "WARMTH", "TENDERNESS", "CHEST_PAIN", "DYSPNEA", "COUGHING_BLOOD", "STROKE_SIGNS",
        "CONFUSION", "FAINTING", "FAST_BREATHING", "VOMITING",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. CallWhenWorse, .. Swelling, .. Congestion, .. RedFlags];
}

/// <summary>A code of <see cref="SymptomCodes"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SymptomCodeAttribute() : AllowedValuesAttribute([.. SymptomCodes.All]);
