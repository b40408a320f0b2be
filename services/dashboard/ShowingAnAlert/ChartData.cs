using System.Text.Json;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.Layout;

namespace LymphOutcomes.Dashboard.ShowingAnAlert;

/// <summary>
/// What <c>wwwroot/js/trajectory.js</c> draws, as JSON in the page. Times are Unix seconds, volumes mL, changes
/// percent.
/// </summary>
public sealed record ChartData
{
    /// <summary>Name of the watched limb.</summary>
    public required string Limb { get; init; }

    /// <summary>Name of the limb it is compared with.</summary>
    public required string Other { get; init; }

    /// <summary>Start; null without one.</summary>
    public ChartBaseline? Baseline { get; init; }

    /// <summary>Readings, oldest first.</summary>
    public required IReadOnlyList<ChartPoint> Points { get; init; }

    /// <summary>Limits of change.</summary>
    public required IReadOnlyList<TrajectoryThreshold> Thresholds { get; init; }

    /// <summary>Starts of treatment sessions.</summary>
    public required IReadOnlyList<long> Sessions { get; init; }

    /// <summary>One limb's chart.</summary>
    /// <param name="limb">The limb.</param>
    /// <param name="sessions">Starts of treatment sessions.</param>
    /// <param name="alert">Its evidence is marked.</param>
    public static ChartData Of(LimbTrajectory limb, IEnumerable<DateTimeOffset> sessions, Alert alert)
    {
        ArgumentNullException.ThrowIfNull(limb);
        return new()
        {
            Limb = Words.Limb(limb.Site, limb.Side)!,
            Other = Words.OtherLimb(limb.Site, limb.Side),
            Baseline = limb.Baseline is { } start
                ? new(start.At.ToUnixTimeSeconds(), start.LimbMl, start.OtherMl)
                : null,
            Points =
            [
                // What is held is in the table: drawn, one value in inches would flatten all the others.
                .. limb.Points.Where(point => point.Held is null).Select(point => new ChartPoint(
                    point.At.ToUnixTimeSeconds(),
                    point.LimbMl,
                    point.OtherMl,
                    point.ChangePercent,
                    point.EarlyAfterSurgery,
                    alert.Evidence.Contains(point.Fact))),
            ],
            Thresholds = limb.Thresholds,
            Sessions = [.. sessions.Select(session => session.ToUnixTimeSeconds())],
        };
    }

    /// <summary>
    /// JSON for a data block. The default encoder writes &lt;, &gt; and &amp; as escapes, so no text can end the
    /// block.
    /// </summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}

/// <summary>The starting size.</summary>
/// <param name="At">Unix seconds.</param>
/// <param name="LimbMl">mL.</param>
/// <param name="OtherMl">mL; null when not measured.</param>
public sealed record ChartBaseline(long At, double LimbMl, double? OtherMl);

/// <summary>One reading.</summary>
/// <param name="At">Unix seconds.</param>
/// <param name="LimbMl">mL.</param>
/// <param name="OtherMl">mL; null when not measured.</param>
/// <param name="ChangePercent">Percent; null when not comparable.</param>
/// <param name="Early">Within 90 days after surgery.</param>
/// <param name="Fired">Evidence of the alert shown.</param>
public sealed record ChartPoint(
    long At, double LimbMl, double? OtherMl, double? ChangePercent, bool Early, bool Fired);
