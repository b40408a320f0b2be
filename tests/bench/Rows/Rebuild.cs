namespace LymphOutcomes.Bench.Rows;

/// <summary>Rebuilding alerting's projections from the log; measured as soon as there is a command for it.</summary>
internal sealed class Rebuild : IRow
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Keys => ["rebuild"];

    /// <inheritdoc/>
    public bool DrivesPrograms => false;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Figure>> MeasureAsync(Stage stage, CancellationToken ct) => Task.FromResult<IReadOnlyList<Figure>>(
        [new("rebuild", Figure.Rate, [], "alerting has no command that rebuilds its projections", "not there yet")]);
}
