using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Dashboard.Layout;

/// <summary>Where a limb is going, in words. What may come is told as a pace, never as a fact.</summary>
public static class TrendWords
{
    /// <summary>For example <c>Getting larger: +1.7 points in 30 days, lately 5.2 %; about 12 weeks to 10 % at this pace.</c></summary>
    /// <param name="trend">As alerting says.</param>
    public static string Of(TrajectoryTrend trend)
    {
        string state = trend.State switch
        {
            "worsening" when trend.SlopePer30DaysPoints is > 0 => "Getting larger",
            "worsening" => "Larger than at the start, and staying so",
            "improving" => "Getting smaller",
            "stable" => "No clear change",
            "insufficient" => "Too few readings to say where it is going",
            _ => trend.State,
        };
        List<string> figures = [];
        if (trend.SlopePer30DaysPoints is { } slope)
            figures.Add($"{Figures.Points(slope)} in 30 days");
        if (trend.LevelPercent is { } level)
            figures.Add($"lately {Figures.Change(level)}");
        string said = figures.Count == 0 ? state : $"{state}: {string.Join(", ", figures)}";
        string pace = trend.Pace is { } words ? $"; {words}, if it went on like this" : "";
        return $"{said}{pace}.";
    }

    /// <summary>When the limb is to be measured next, and whether that is overdue; empty when it is on no schedule.</summary>
    /// <param name="trend">As alerting says.</param>
    /// <param name="today">At the clinic.</param>
    public static string Next(TrajectoryTrend trend, DateOnly today) => (trend.DueOn, trend.OverdueFrom) switch
    {
        ({ } due, { } overdue) when today >= overdue => $"A measurement was due on {due:d MMM yyyy} and is overdue.",
        ({ } due, _) when today > due => $"A measurement was due on {due:d MMM yyyy}.",
        ({ } due, _) => $"Next measurement due on {due:d MMM yyyy}.",
        _ => "",
    };
}
