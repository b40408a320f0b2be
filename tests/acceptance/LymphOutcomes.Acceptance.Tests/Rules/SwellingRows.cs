using static LymphOutcomes.Acceptance.Tests.Rules.Given;
using static LymphOutcomes.Acceptance.Tests.Rules.RuleRow;

namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>Rules on limbs, their trend and their visits. An arm of 2,000 mL: 20 mL more are 1 % of change.</summary>
internal static class SwellingRows
{
    private static readonly RowFact[] Watched = WatchedArm(surgeryDaysAgo: 200);
    private static readonly RowFact[] JustOperated = WatchedArm(surgeryDaysAgo: 60);
    private static readonly RowFact[] LongWatched = WatchedArm(surgeryDaysAgo: 240);
    private static readonly RowFact[] NoStart = [AtRisk("leg")];

    // 1.2 points in 30 days; the reading 33 days ago decides whether they come to 3.5, which is more than noise.
    private static readonly RowFact[] Rising = [.. LongWatched, Arms(123, 2000), Arms(93, 2024), Arms(63, 2048)];

    public static IReadOnlyList<RuleRow> All { get; } =
    [
        Raises("LYM-001", "call_provider", [.. Watched, Arms(3, 2200)]),
        Silent("LYM-001", [.. Watched, Arms(3, 2199.9)]),
        Clears("LYM-001", "call_provider", [.. Watched, Arms(40, 2200)], new[] { Arms(20, 2159.9), Arms(3, 2159.9) }),

        Raises("LYM-002", "watch", [.. Watched, Arms(3, 2100)]),
        Raises("LYM-002", "call_provider", [.. Watched, Arms(33, 2100), Arms(3, 2100)]),
        Silent("LYM-002", [.. Watched, Arms(3, 2099.9)]),
        Clears("LYM-002", "watch", [.. Watched, Arms(33, 2100)], new[] { Arms(3, 2059.9) }),

        Raises("LYM-003", "watch", [.. JustOperated, Arms(3, 2060)]),
        Silent("LYM-003", [.. JustOperated, Arms(3, 2059.9)]),
        Clears("LYM-003", "watch", [.. JustOperated, Arms(20, 2060)], new[] { Arms(3, 2059.9) }),

        Raises("LYM-004", "call_provider", [.. Watched, Arms(13, 2040), Arms(3, 2140)]),
        Silent("LYM-004", [.. Watched, Arms(13, 2040), Arms(3, 2139.9)]),
        // 2 cm at one station are enough, here the widest of 60 cm.
        Raises("LYM-004", "call_provider", [AtRisk("leg"), LegsByTape(13, 1), LegsByTape(3, 62.0 / 60)]),
        Silent("LYM-004", [AtRisk("leg"), LegsByTape(13, 1), LegsByTape(3, 61.9 / 60)]),
        Clears("LYM-004", "call_provider", [.. Watched, Arms(13, 2040), Arms(3, 2140)], new[] { Arms(1, 2110) }),

        Raises("LYM-005", "watch", [.. Rising, Arms(33, 2070)]),
        Silent("LYM-005", [.. Rising, Arms(33, 2069.9)]),
        Clears("LYM-005", "watch", [.. Rising, Arms(33, 2070)], new[] { Arms(20, 2000), Arms(3, 2000) }),

        // A leg may be 6 % larger than the other; more is more than healthy legs differ.
        Raises("LYM-008", "watch", [.. NoStart, Legs(3, 8480.1, 8000)]),
        Raises("LYM-008", "call_provider", [.. NoStart, Legs(3, 9600, 8000)]),
        Silent("LYM-008", [.. NoStart, Legs(3, 8480, 8000)]),
        Clears("LYM-008", "watch", [.. NoStart, Legs(3, 8480.1, 8000, "first")], new[] { Baseline("leg", 1, "first") }),

        Raises("LYM-009", "info", [.. Watched, Arms(3, 2060)]),
        Silent("LYM-009", [.. Watched, Arms(3, 2059.9)]),
        Clears("LYM-009", "info", [.. Watched, Arms(33, 2060)], new[] { Arms(3, 2059.9) }),

        // 91 days to the next visit and 30 of grace: the 122nd day is too late.
        Raises("LYM-042", "watch", [.. WatchedArm(surgeryDaysAgo: 400), Arms(122, 2000)]),
        Silent("LYM-042", [.. WatchedArm(surgeryDaysAgo: 400), Arms(121, 2000)]),
        Clears("LYM-042", "watch", [.. WatchedArm(surgeryDaysAgo: 400), Arms(122, 2000)], new[] { Arms(0.01, 2000) }),

        // More than 25 points within 14 days is not believed.
        Raises("LYM-050", "watch", [.. Watched, Arms(13, 2000), Arms(3, 2500.1)]),
        Silent("LYM-050", [.. Watched, Arms(13, 2000), Arms(3, 2500)]),
        Clears(
            "LYM-050",
            "watch",
            [.. Watched, Arms(13, 2000), Arms(3, 2500.1, record: "typo")],
            new[] { Arms(3, 2050, record: "typo", version: 2) }),

        // Within 5 % of 1/2.54 of the girths before, they are inches.
        Raises("LYM-051", "watch", [AtRisk("leg"), LegsByTape(40, 1), LegsByTape(3, 1.05 / 2.54)]),
        Silent("LYM-051", [AtRisk("leg"), LegsByTape(40, 1), LegsByTape(3, 1.051 / 2.54)]),
        Clears("LYM-051", "watch", [AtRisk("leg"), LegsByTape(40, 1), LegsByTape(3, 1 / 2.54)], PersonAct.Release),

        // Two methods within 14 days make a bridge; the sheet gives no end but its expiry.
        Raises("LYM-052", "info", [.. Watched, Arms(17.01, 2000), Arms(3, 2010, "water")]),
        Silent("LYM-052", [.. Watched, Arms(17, 2000), Arms(3, 2010, "water")]),
        Stays(
            "LYM-052", "info", [.. Watched, Arms(17.01, 2000), Arms(3, 2010, "water")], new[] { Arms(2, 2000), Arms(1, 2010, "water") }),

        // Only an alert that asked for a call is missed when it goes: 9.995 % is one to watch.
        Raises("LYM-053", "info", [.. Watched, Arms(3, 2200, record: "wrong")], [Retracted("wrong")]),
        Silent("LYM-053", [.. Watched, Arms(3, 2199.9, record: "wrong")], [Retracted("wrong")]),
        Clears(
            "LYM-053", "info", [.. Watched, Arms(3, 2200, record: "wrong")], new[] { Retracted("wrong") }, PersonAct.Acknowledge),
    ];
}
