using LymphOutcomes.Bench.Driving;

namespace LymphOutcomes.Bench.Rows;

/// <summary>One row of the bench, or two that are measured together.</summary>
internal interface IRow
{
    /// <summary>Keys of its figures, as the JSON names them.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>True when the programs take part, which are warmed up before the first such row.</summary>
    bool DrivesPrograms => true;

    /// <summary>Longest time it may take.</summary>
    TimeSpan AtMost => TimeSpan.FromMinutes(2.5);

    /// <summary>Measures.</summary>
    /// <exception cref="CountsDifferException">What came out is not what went in.</exception>
    Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct);
}

/// <summary>One figure.</summary>
/// <param name="Key">Its key in the JSON.</param>
/// <param name="Unit">Events per second or milliseconds.</param>
/// <param name="Rounds">One value a round; their median is the figure. Empty when there is none.</param>
/// <param name="Words">What exactly was measured.</param>
/// <param name="Failure">Why there is no figure; null when there is one.</param>
internal sealed record Figure(string Key, string Unit, IReadOnlyList<double> Rounds, string Words, string? Failure = null)
{
    /// <summary>Events per second.</summary>
    public const string Rate = "events/s";

    /// <summary>Milliseconds.</summary>
    public const string Milliseconds = "ms";

    /// <summary>The median; null when there is no figure.</summary>
    public double? Value => Failure is null && Rounds.Count > 0 ? Medians.Of(Rounds, 0.5) : null;
}
