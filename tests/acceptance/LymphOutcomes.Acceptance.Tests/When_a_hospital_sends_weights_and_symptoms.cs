using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_a_hospital_sends_weights_and_symptoms(SystemUnderTest system)
{
    private readonly InventedPatient _patient = InventedPatient.From(Random.Shared);

    [OnSystemFact]
    public async Task Weight_corrects_the_change_of_a_limb_that_has_no_other_to_compare_with()
    {
        Delivery above = _patient.Measured("above", changePercent: 10, daysAgo: 5, otherLimb: 1);
        var both = (LimbMeasured)above.Data;
        Guid id = (await system.Hospital.SendAsync(
            [
                .. _patient.Beginning(),
                Weight("then", 70, daysAgo: 120),
                above with { Data = _patient.Side == "left" ? both with { Right = null } : both with { Left = null } },
                Weight("now", 77, daysAgo: 4),
            ]))[0].Patient!.Value;

        TrajectoryPoint point = await Patience.ForAsync("a change corrected by weight", async () =>
            (await system.Alerting.TrajectoryAsync(id))?.Series.Single().Points is [.., { Index: "wac" } last] ? last : null);

        Assert.Equal(0, point.ChangePercent!.Value, 6);
        Assert.DoesNotContain(await system.Alerting.AlertsOfAsync(id), alert => alert.Condition == "active");
    }

    [OnSystemFact]
    public async Task A_report_of_symptoms_is_stored_and_an_impossible_one_is_parked_with_its_place()
    {
        Delivery report = Told("report", score: 6);
        IReadOnlyList<Receipt> receipts = await system.Hospital.SendAsync([.. _patient.Beginning(), report, Told("impossible", score: 11)]);

        Assert.Equal(("stored", null), (receipts[^2].Status, receipts[^2].Reason));
        Assert.Equal(("quarantined", "value-out-of-range"), (receipts[^1].Status, receipts[^1].Reason));
        Assert.Equal("duplicate", Assert.Single(await system.Hospital.SendAsync(report)).Status);
    }

    private Delivery Weight(string name, double kg, double daysAgo) =>
        _patient.Fact("weight-measured", $"weight-{name}", daysAgo, record => new WeightMeasured(record, kg, "kg"));

    private Delivery Told(string name, int score) => _patient.Fact("symptoms-reported", name, daysAgo: 1, record =>
        new SymptomsReported(record, [new(SymptomCodes.BellyPuffiness, "worse", "gradual", score)]));
}
