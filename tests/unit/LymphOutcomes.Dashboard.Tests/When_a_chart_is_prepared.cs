using System.Text.Json;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Dashboard.ShowingAnAlert;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_a_chart_is_prepared
{
    private static readonly LimbTrajectory Limb = new(
        "arm", "left", new("set", Provisional: false, Guid.Empty, Given.Now, 1900, null), SurgeryOn: null,
        [Given.Point(1, 4, early: true), Given.Point(2, 11)], [new(10, "</script><b>")]);

    [Fact]
    public void Only_the_evidence_of_this_alert_is_marked() =>
        Assert.Equal([false, true], Chart().Points.Select(point => point.Fired));

    [Fact]
    public void A_reading_soon_after_surgery_is_marked_as_such() =>
        Assert.Equal([true, false], Chart().Points.Select(point => point.Early));

    [Fact]
    public void What_is_held_is_not_drawn()
    {
        LimbTrajectory limb = Limb with { Points = [.. Limb.Points, Given.Point(3, 0) with { LimbMl = 310, Held = "unit_suspected" }] };
        Assert.Equal(2, ChartData.Of(limb, [], Given.Alert(1, 1, "watch")).Points.Count);
    }

    [Fact]
    public void No_text_can_end_the_data_block()
    {
        string json = Chart().ToJson();
        Assert.DoesNotContain("<", json);
        Assert.Equal(
            "</script><b>",
            JsonDocument.Parse(json).RootElement.GetProperty("thresholds")[0].GetProperty("label").GetString());
    }

    private static ChartData Chart() => ChartData.Of(Limb, [Given.Now], Given.Alert(1, 1, "call_provider", evidence: 2));
}
