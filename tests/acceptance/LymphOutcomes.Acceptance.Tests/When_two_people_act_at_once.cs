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
    }
}
