using static LymphOutcomes.Acceptance.Tests.Rules.Given;
using static LymphOutcomes.Acceptance.Tests.Rules.RuleRow;

namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>Rules on drainage sessions, their response, and garments.</summary>
internal static class TreatmentRows
{
    private const double Minute = 1.0 / (24 * 60);
    private static readonly string[] Arm = ["arm-left"];
    private static readonly string[] Hand = ["hand-left"];
    private static readonly string[] Groin = ["groin-left"];

    private static readonly RowFact[] MassagedWithCellulitis = [Condition(5, "cellulitis"), Session(3)];
    private static readonly RowFact[] MassagedOnTumour = [Restricted(5, "arm-left"), Session(3, Arm)];
    private static readonly RowFact HeartDisease = Condition(5, "heart-disease");

    // An arm with an excess of 600 mL, then a course of 14 days.
    private static readonly RowFact[] SixSessions = [AtRisk("arm"), Arms(30, 2600), .. Course(sessions: 6)];
    private static readonly RowFact[] TenSessions = [AtRisk("arm"), Arms(30, 2600), .. Course(sessions: 10)];

    // A third of the excess went: 200 mL.
    private static readonly RowFact[] Success = [.. SixSessions, Arms(12, 2400)];

    private static readonly double[] SixOfTwelveHours = [6, 6, 6, 6, 6, 6, 6];
    private static readonly double[] LessThanHalf = [6, 6, 6, 6, 6, 6, 5.9];
    private static readonly double[] SeventyPercent = [8.4, 8.4, 8.4, 8.4, 8.4, 8.4, 8.4];

    public static IReadOnlyList<RuleRow> All { get; } =
    [
        Raises("LYM-030", "urgent", MassagedWithCellulitis),
        Raises("LYM-030", "call_provider", [HeartDisease, Session(3)]),
        // At the instant it is over it is not active any more.
        Silent("LYM-030", [Condition(5, "cellulitis"), Over(3, "cellulitis"), Session(3)]),
        // What was done was done: neither the end of the condition nor a review changes that.
        Stays("LYM-030", "urgent", MassagedWithCellulitis, new[] { Over(1, "cellulitis") }, PersonAct.Resolve),

        Raises("LYM-031", "watch", [HeartDisease, Booking(1, startsInDays: 3)]),
        Raises("LYM-031", "call_provider", [HeartDisease, Booking(0.1, startsInDays: 0.8)]),
        Silent("LYM-031", [HeartDisease, Allowed(1, "heart-disease"), Booking(1, startsInDays: 3)]),
        Clears("LYM-031", "watch", [HeartDisease, Booking(1, startsInDays: 3, "booking")], new[] { Cancelled(0.5, "booking") }),

        Raises("LYM-032", "call_provider", MassagedOnTumour),
        Raises("LYM-032", "watch", [Session(3, Groin, consentGroin: "not-needed")]),
        Silent("LYM-032", [Restricted(5, "arm-left"), Session(3, [.. Hand, .. Groin], consentGroin: "yes")]),
        Stays("LYM-032", "call_provider", MassagedOnTumour, new[] { Session(1, Hand) }, PersonAct.Resolve),

        // 48 hours, and a minute more.
        Raises("LYM-033", "watch", [Session(3), Fatigue(1, 1)]),
        Raises("LYM-033", "call_provider", [Session(3), Fatigue(2, 7)]),
        Silent("LYM-033", [Session(3), Fatigue(1 - Minute, 1)]),
        Clears("LYM-033", "watch", [Session(20), Fatigue(19, 1)], new[] { Session(10), Session(5) }),

        Raises("LYM-034", "watch", [Session(3, givenBy: "self")]),
        Silent("LYM-034", [Taught(3), Session(3, givenBy: "self")]),
        Clears("LYM-034", "watch", [Session(3, givenBy: "self")], new[] { Taught(1) }),

        Raises("LYM-035", "watch", [.. SixSessions, Arms(3, 2540.1)]),
        Raises("LYM-035", "call_provider", [.. TenSessions, Arms(3, 2480.1)]),
        Silent("LYM-035", [.. SixSessions, Arms(3, 2540)]),
        Clears("LYM-035", "watch", [.. SixSessions, Arms(3, 2540.1)], new[] { Arms(1, 2480) }),

        Raises("LYM-036", "call_provider", [.. Success, Arms(3, 2500)]),
        Silent("LYM-036", [.. Success, Arms(3, 2499.9)]),
        Clears("LYM-036", "call_provider", [.. Success, Arms(3, 2500)], new[] { Arms(1, 2499.9) }),

        Raises("LYM-040", "watch", [Sleeve(60), .. Worn(9, LessThanHalf)]),
        Raises("LYM-040", "watch", [Sleeve(60), .. Worn(4, 0, 0, 0)]),
        Raises("LYM-040", "call_provider", [.. WatchedArm(200), Arms(20, 2200), Sleeve(60), .. Worn(9, LessThanHalf)]),
        Silent("LYM-040", [Sleeve(60), .. Worn(3, 0, 0)]),
        Silent("LYM-040", [Sleeve(60), .. Worn(9, SixOfTwelveHours)]),
        Clears("LYM-040", "watch", [Sleeve(60), .. Worn(16, LessThanHalf)], Worn(9, SeventyPercent).ToArray()),
    ];

    // From 28 to 14 days ago.
    private static IEnumerable<RowFact> Course(int sessions) =>
        Enumerable.Range(0, sessions).Select(session => Session(28 - (14.0 * session / (sessions - 1))));
}
