using System.Net;
using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;

namespace LymphOutcomes.Acceptance.Tests;

[Collection(SystemCollection.Name)]
public sealed class When_two_people_act_at_once(SystemUnderTest system)
{
    private const int Calls = 10;

    [OnSystemFact]
    public async Task One_acknowledges_and_the_others_are_shown_what_is_now_so()
    {
        InventedPatient patient = InventedPatient.From(Random.Shared);
        Guid id = (await system.Hospital.SendAsync(
            [.. patient.Beginning(), patient.Measured("above", changePercent: 25, daysAgo: 3)]))[0].Patient!.Value;
        Alert alert = await system.Alerting.AlertOfAsync(id);
        AlertingDoor anna = new(await system.ClientAsync("alerting", "coordinator", "anna"));
        AlertingDoor ben = new(await system.ClientAsync("alerting", "lead", "ben"));

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, Calls)
            .Select(call => (call % 2 == 0 ? anna : ben).AcknowledgeAsync(alert.Id, alert.Version)));

        HttpResponseMessage first = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        AlertDetails stored = JsonSerializer.Deserialize<AlertDetails>(
            await first.Content.ReadAsStringAsync(), ContractJson.Options)!;
        Assert.Equal(("acknowledged", alert.Version + 1), (stored.Item.Handling, stored.Item.Version));
        Assert.Equal($"\"{stored.Item.Version}\"", first.Headers.ETag?.Tag);
        foreach (HttpResponseMessage late in answers.Except([first]))
        {
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
            Assert.Equal("application/problem+json", late.Content.Headers.ContentType?.MediaType);
            Alert current = JsonElement.Parse(await late.Content.ReadAsStringAsync())
                .GetProperty("current").Deserialize<Alert>(ContractJson.Options)!;
            Assert.Equal((alert.Id, "acknowledged", stored.Item.Version), (current.Id, current.Handling, current.Version));
        }

        AlertStep step = Assert.Single(
            (await system.Alerting.DetailsAsync(alert.Id)).History, step => step.What == "acknowledged");
        Assert.Contains(step.By, (string[])["anna", "ben"]);
        Assert.Equal(step.By, stored.Item.AcknowledgedBy);
    }

    [OnSystemFact]
    public async Task An_alert_is_assigned_to_one_of_them_and_the_other_is_told()
    {
        InventedPatient patient = InventedPatient.From(Random.Shared);
        Guid id = (await system.Hospital.SendAsync(
            [.. patient.Beginning(), patient.Measured("above", changePercent: 25, daysAgo: 3)]))[0].Patient!.Value;
        Alert alert = await system.Alerting.AlertOfAsync(id);
        AlertingDoor anna = new(await system.ClientAsync("alerting", "coordinator", "anna"));

        using HttpResponseMessage first = await anna.AssignAsync(alert.Id, alert.Version, "ben");
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (first.StatusCode, first.Headers.ETag?.Tag));
        using HttpResponseMessage late = await anna.AssignAsync(alert.Id, alert.Version, "carla");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("ben", (await system.Alerting.AlertOfAsync(id)).Assignee);
        using HttpResponseMessage unusable = await anna.AssignAsync(alert.Id, alert.Version + 1, " ");
        Assert.Equal(HttpStatusCode.BadRequest, unusable.StatusCode);

        using HttpResponseMessage taken = await anna.AssignAsync(alert.Id, alert.Version + 1, assignee: null);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        AlertDetails now = await system.Alerting.DetailsAsync(alert.Id);
        Assert.Equal((null, "new", 2), (now.Item.Assignee, now.Item.Handling, now.Item.Version));
        Assert.Equal(
            [("anna", "to ben"), ("anna", "to nobody")],
            now.History.Where(step => step.What == "assigned").Select(step => (step.By, step.Note)));
    }
}
