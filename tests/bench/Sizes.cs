namespace LymphOutcomes.Bench;

/// <summary>How much each row does. Every round of a row does the same.</summary>
/// <param name="Rounds">Rounds whose median is the figure.</param>
/// <param name="LimitEvents">Events of a round of the two limits.</param>
/// <param name="DoorEvents">Events of a round through a door.</param>
/// <param name="JudgedEvents">Events of a round from stored to judged.</param>
/// <param name="Patients">Patients the events of a round are about.</param>
/// <param name="LiveSeconds">Length of a round of the live board.</param>
/// <param name="LivePerSecond">Events a second there.</param>
/// <param name="MoreFacts">Single facts sent to a patient with a history.</param>
/// <param name="Histories">Facts the patients of that row have before.</param>
/// <param name="AppendEvents">Single appends of a round.</param>
/// <param name="RebuildEvents">Events in alerting's log when it is rebuilt from, at least.</param>
/// <param name="RebuildPatients">Patients there, at least.</param>
internal sealed record Sizes(
    int Rounds,
    int LimitEvents,
    int DoorEvents,
    int JudgedEvents,
    int Patients,
    int LiveSeconds,
    int LivePerSecond,
    int MoreFacts,
    IReadOnlyList<int> Histories,
    int AppendEvents,
    int RebuildEvents,
    int RebuildPatients)
{
    /// <summary>What the committed results were measured with.</summary>
    public static Sizes Full { get; } = new(3, 20_000, 6_000, 6_000, 1_000, 15, 200, 30, [100, 1_000, 5_000], 8_000, 200_000, 10_000);

    /// <summary>For work on the bench itself; its figures mean nothing.</summary>
    public static Sizes Small { get; } = new(1, 2_000, 1_000, 1_000, 100, 2, 50, 5, [100, 1_000, 5_000], 500, 5_000, 500);

    /// <summary>Events sent before the clock starts, so that no row pays for compilers and caches.</summary>
    public static int WarmUp(int events) => events / 2;
}
