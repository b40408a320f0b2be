using LymphOutcomes.Contracts.Intake.V1;
using static LymphOutcomes.Acceptance.Tests.Rules.Given;
using static LymphOutcomes.Acceptance.Tests.Rules.RuleRow;

namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>Rules on fluid, girths, weight, symptoms, questionnaires and red flags.</summary>
internal static class SymptomRows
{
    // Usual: 2.
    private static readonly RowFact[] Belly232 =
    [
        Says(40, SymptomCodes.BellyPuffiness, 2), Says(30, SymptomCodes.BellyPuffiness, 3), Says(20, SymptomCodes.BellyPuffiness, 2),
    ];

    private static readonly RowFact Redness = Says(2, Symptom("REDNESS", side: "left"));

    private static readonly RowFact[] SuddenArm =
        [Says(2, Symptom("ARM_SWELLING", onset: "sudden", side: "left"), Symptom("ARM_PAIN", side: "left"))];

    public static IReadOnlyList<RuleRow> All { get; } =
    [
        Raises("LYM-006", "watch", [LDex(100, 2), LDex(3, 8.5)]),
        Raises("LYM-006", "call_provider", [LDex(100, 2), LDex(3, 12)]),
        Silent("LYM-006", [LDex(100, 2), LDex(3, 8.4)]),
        Clears("LYM-006", "watch", [LDex(100, 2), LDex(20, 8.5)], new[] { LDex(3, 5.9) }),

        Raises("LYM-007", "watch", [Belly(100, 90), Belly(3, 93)]),
        Raises("LYM-007", "call_provider", [Belly(100, 90), Belly(3, 95)]),
        Raises(
            "LYM-007",
            "call_provider",
            [Belly(100, 90), Belly(17, 93), Says(3, SymptomCodes.BellyPuffiness, 1, sinceLast: "worse")]),
        Silent("LYM-007", [Belly(100, 90), Belly(3, 92.9)]),
        Clears("LYM-007", "watch", [Belly(100, 90), Belly(20, 93)], new[] { Belly(3, 91.9) }),

        Raises("LYM-010", "call_provider", [.. Belly232, Says(3, SymptomCodes.BellyPuffiness, 4)]),
        Silent("LYM-010", [.. Belly232, Says(3, SymptomCodes.BellyPuffiness, 3)]),
        Clears(
            "LYM-010",
            "call_provider",
            [.. Belly232, Says(3, SymptomCodes.BellyPuffiness, 3, sinceLast: "worse")],
            new[] { Says(1, SymptomCodes.BellyPuffiness, 2) }),

        Raises("LYM-011", "call_provider", [Says(20, "SKIN_TIGHTNESS", 6), Says(3, "SKIN_TIGHTNESS", 7)]),
        Silent("LYM-011", [Says(20, "SKIN_TIGHTNESS", 5), Says(3, "SKIN_TIGHTNESS", 6)]),
        Clears(
            "LYM-011",
            "call_provider",
            [Says(20, "SKIN_TIGHTNESS", 6), Says(10, "SKIN_TIGHTNESS", 7)],
            new[] { Says(6, "SKIN_TIGHTNESS", 6), Says(3, "SKIN_TIGHTNESS", 6) }),

        Raises("LYM-012", "watch", [Llis(100, 20), Llis(3, 27.27)]),
        Raises("LYM-012", "call_provider", [Llis(100, 20), Llis(3, 32.74)]),
        Silent("LYM-012", [Llis(100, 20), Llis(3, 27.26)]),
        Clears("LYM-012", "watch", [Llis(100, 20), Llis(20, 27.27)], new[] { Llis(3, 23.63) }),

        Raises("LYM-013", "watch", [Says(3, Symptom("FATIGUE", 3), Symptom("HEADACHE", 3), Symptom("NAUSEA", 3))]),
        Silent("LYM-013", [Says(3, Symptom("FATIGUE", 3), Symptom("HEADACHE", 3), Symptom("NAUSEA", 2))]),
        // New for 30 days.
        Clears("LYM-013", "watch", [Says(31, Symptom("FATIGUE", 3), Symptom("HEADACHE", 3), Symptom("NAUSEA", 3))]),

        Raises("LYM-020", "urgent", [Temperature(2.5, 38), Redness]),
        Raises("LYM-020", "call_provider", [Says(2, Symptom("REDNESS", side: "left"), Symptom("WARMTH", side: "left"))]),
        Silent("LYM-020", [Temperature(2.5, 37.9), Redness]),
        Clears("LYM-020", "urgent", [Temperature(2.5, 38), Redness], new[] { Over(1, "cellulitis") }),

        Raises("LYM-021", "urgent", SuddenArm),
        Silent("LYM-021", [Says(2, Symptom("ARM_SWELLING", side: "left"), Symptom("ARM_PAIN", side: "left"))]),
        // More than 3 cm between the legs beyond what was there at first, here of 60 cm.
        Raises("LYM-021", "urgent", [AtRisk("leg"), LegsByTape(40, 1), LegsByTape(3, 63.1 / 60, right: 1)]),
        Silent("LYM-021", [AtRisk("leg"), LegsByTape(40, 1), LegsByTape(3, 63.0 / 60, right: 1)]),
        // 40 cm above the ankle is a thigh.
        Silent("LYM-021", [AtRisk("leg"), LegsByTape(40, 1), LegsByTape(3, 1.1, right: 1, fromCm: 40)]),
        Clears("LYM-021", "urgent", SuddenArm, new[] { Over(1, "dvt") }),

        Raises("LYM-022", "urgent", [Says(2, Symptom("DYSPNEA", 1, onset: "sudden"))]),
        Silent("LYM-022", [Says(2, Symptom("DYSPNEA", 1))]),
        Clears("LYM-022", "urgent", [Says(2, Symptom("CHEST_PAIN", 1))], new[] { Over(1, "blood-clot") }),

        Raises("LYM-023", "urgent", [Temperature(2.5, 38), Redness, Says(1.5, Symptom("CONFUSION", 1))]),
        Silent("LYM-023", [Temperature(2.5, 37.9), Redness, Says(1.5, Symptom("CONFUSION", 1))]),
        Clears(
            "LYM-023", "urgent", [Temperature(2.5, 38), Redness, Says(1.5, Symptom("CONFUSION", 1))], new[] { Over(1, "infection") }),

        Raises("LYM-041", "info", [Weight(33, 70), Weight(3, 74.5)]),
        Silent("LYM-041", [Weight(33, 70), Weight(3, 74.4)]),
        // By time alone, 30 days later.
        Clears("LYM-041", "info", [Weight(60, 70), Weight(31, 74.5)]),
    ];
}
