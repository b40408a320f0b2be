using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_two_patients_turn_out_to_be_one(SystemUnderTest system)
{
    private readonly InventedPatient _kept = InventedPatient.From(Random.Shared);
    private readonly InventedPatient _merged = InventedPatient.From(Random.Shared);

    [OnSystemFact]
    public async Task They_are_one_card_one_trajectory_and_one_screen_and_two_again_when_it_was_wrong()
    {
        await system.Hospital.SendAsync([.. _kept.Beginning(), _kept.Measured("visit", changePercent: 1, daysAgo: 5)]);
        Delivery after = _merged.Measured("swollen", changePercent: 14, daysAgo: 1);
        await system.Hospital.SendAsync([
            .. _merged.Beginning(),
            after,
            _merged.Fact("condition-noted", "infection", daysAgo: 1, record => new ConditionNoted(record, "cellulitis")),
        ]);
        Guid kept = (await system.Hospital.PatientAsync(_kept.Subject))!.Value;
        Guid merged = (await system.Hospital.PatientAsync(_merged.Subject))!.Value;
        Alert alert = await system.Alerting.AlertOfAsync(merged);
        (await system.Alerting.AcknowledgeAsync(alert.Id, alert.Version)).EnsureSuccessStatusCode();

        await system.Hospital.PublishAsync(_kept.Fact("patients-merged", "merge", daysAgo: 0, record =>
            new PatientsMerged(record, new("mrn", _merged.Number))));
        await Patience.UntilAsync("the merge", async () => await system.Hospital.PatientAsync(_merged.Subject) == kept);
        Assert.Equal(2, (await system.Hospital.IdentifiersAsync(merged))!.Count);

        // One card: the same alert, still taken up, under the one who goes on; a link to the other leads there.
        Alert moved = await Patience.ForAsync("the alert under the one who goes on", async () =>
            (await system.Alerting.AlertsOfAsync(kept)).SingleOrDefault(one => one.Id == alert.Id && one.Patient == kept));
        Assert.Equal("acknowledged", moved.Handling);
        Assert.All(await system.Alerting.AlertsOfAsync(merged), one => Assert.Equal(kept, one.Patient));
        // One trajectory, also of what comes now for the other number.
        await system.Hospital.PublishAsync(_merged.Measured("later", changePercent: 15, daysAgo: 0.1));
        await Patience.UntilAsync("the readings of both", async () => await ReadingsAsync(merged) == (kept, 5));
        HttpClient sessions = await system.ClientAsync("sessions", "therapist");
        await Patience.UntilAsync("a screen that knows both", async () => await ScreenAsync(sessions, kept) == "hold");
        Assert.Equal("hold", await ScreenAsync(sessions, merged));

        await system.Hospital.PublishAsync(_kept.Fact("patients-unmerged", "wrong", daysAgo: 0, record =>
            new PatientsUnmerged(record, new("mrn", _merged.Number))));
        await Patience.UntilAsync("two again", async () => await ReadingsAsync(merged) == (merged, 3));
        Assert.Equal((kept, 2), await ReadingsAsync(kept));
        Alert back = await system.Alerting.AlertOfAsync(merged);
        Assert.Equal((alert.Id, "acknowledged", "active"), (back.Id, back.Handling, back.Condition));
        await Patience.UntilAsync("each its own screen", async () => await ScreenAsync(sessions, kept) != "hold");
        Assert.Equal("hold", await ScreenAsync(sessions, merged));
        Assert.Equal(merged, await system.Hospital.PatientAsync(_merged.Subject));
    }

    [OnSystemFact]
    public async Task A_merge_that_cannot_be_is_kept_with_its_reason()
    {
        await system.Hospital.SendAsync(_kept.Beginning()[0]);
        Delivery self = _kept.Fact("patients-merged", "self", daysAgo: 0, record => new PatientsMerged(record, new("mrn", _kept.Number)));
        Delivery nobody = _kept.Fact("patients-merged", "nobody", daysAgo: 0, record =>
            new PatientsMerged(record, new("mrn", _merged.Number)));
        Delivery never = _kept.Fact("patients-unmerged", "never", daysAgo: 0, record =>
            new PatientsUnmerged(record, new("mrn", _kept.Number)));
        Assert.Equal(
            ["merge-with-self", "patient-unknown", "not-merged"],
            (await system.Hospital.SendAsync(self, nobody, never)).Select(receipt => receipt.Reason));
    }

    private async Task<(Guid, int)> ReadingsAsync(Guid patient) => await system.Alerting.TrajectoryAsync(patient) is { } drawn
        ? (drawn.Patient, drawn.Series.SelectMany(limb => limb.Points).Select(point => point.Fact).Distinct().Count())
        : (Guid.Empty, 0);

    private static async Task<string?> ScreenAsync(HttpClient sessions, Guid patient)
    {
        using HttpResponseMessage answer =
            await sessions.PostAsJsonAsync(new Uri("v1/screens", UriKind.Relative), new { patient, areas = new[] { "neck" } });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["verdict"]!.GetValue<string>();
    }
}
