using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LymphOutcomes.Chaos.Tests.Loading;
using LymphOutcomes.Chaos.Tests.Running;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests;

/// <summary>P14: two people at once, on one alert, while facts of the same patient stream in.</summary>
[Collection(ChaosCollection.Name)]
public sealed class When_people_race_facts(ChaosSystem system, ITestOutputHelper output)
{
    private const int Races = 50;
    private const int CallsPerRace = 4;
    private static readonly TimeSpan BetweenFacts = TimeSpan.FromMilliseconds(40);
    private int _sent;

    [OnChaosFact]
    public async Task One_wins_each_race_and_no_fact_makes_a_loser()
    {
        int seed = Seed.Take("P14", output);
        await system.WholeAsync();
        Story story = new($"P14-{seed}-{TimeProvider.System.GetUtcNow():HHmmss}", new Random(seed));
        HttpClient[] people = await Task.WhenAll(
            system.ClientAsync("alerting", "coordinator", "anna"), system.ClientAsync("alerting", "lead", "ben"));
        AlertingDoor alerting = new(people[0]);
        Guid patient = (await system.Hospital.SendAsync(
            [.. story.Patient(0, swells: true).Select(fact => fact.Delivery)]))[0].Patient!.Value;
        Alert alert = await alerting.AlertOfAsync(patient);

        using CancellationTokenSource stop = new();
        Task<int> streaming = StreamFactsAsync(story, stop.Token);
        int conflicts = 0;
        try
        {
            for (int race = 0; race < Races; race++)
            {
                // However fast people are, facts come meanwhile.
                int atLeast = (race / 2) + 2;
                await Patience.UntilAsync(
                    "facts to stream", () => Task.FromResult(Volatile.Read(ref _sent) >= atLeast || streaming.IsCompleted));
                conflicts += await RaceAsync(alerting, people, alert.Id);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(streaming);
        }

        int facts = await streaming;
        AlertDetails end = await alerting.DetailsAsync(alert.Id);
        string[] steps = [.. end.History.Where(step => step.By is not null).Select(step => step.What)];
        Assert.Equal(Enumerable.Range(0, Races).Select(race => race % 2 == 0 ? "acknowledged" : "resolved"), steps);
        Assert.Equal(Races / 2, end.History.Count(step => step.What == "reopened"));
        Assert.Equal(Races + (Races / 2), end.Item.Version);
        Assert.Equal(end.History.Select(step => step.At).Order(), end.History.Select(step => step.At));
        Assert.True(facts > Races / 2, $"only {facts} facts came meanwhile");
        output.WriteLine($"measured: P14 {Races} races of {CallsPerRace}: {Races} won, {conflicts} conflicts, each with the present "
            + $"state; {facts} facts of the same patient meanwhile");
    }

    /// <summary>All act at once on what they see now; returns how many were told that somebody was first.</summary>
    private static async Task<int> RaceAsync(AlertingDoor alerting, HttpClient[] people, Guid alert)
    {
        AlertDetails seen = await alerting.DetailsAsync(alert);
        // What is resolved as seen before anything was logged opens again at once, by a step of its own: so all races are on
        // the same alert, and a resolution moves its version by two.
        bool isTaking = seen.Item.Handling != "acknowledged";
        int next = seen.Item.Version + (isTaking ? 1 : 2);
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, CallsPerRace).Select(call =>
            ActAsync(people[call % people.Length], seen.Item, isTaking)));

        // None would mean that a fact had made a conflict.
        HttpResponseMessage winner = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(next, (await ReadAsync<AlertDetails>(winner)).Item.Version);
        foreach (HttpResponseMessage loser in answers.Except([winner]))
        {
            Assert.Equal(HttpStatusCode.Conflict, loser.StatusCode);
            JsonElement problem = await ReadAsync<JsonElement>(loser);
            Assert.Equal("version-conflict", problem.GetProperty("code").GetString());
            Assert.Equal(next, problem.GetProperty("current").Deserialize<Alert>(ContractJson.Options)!.Version);
        }

        return answers.Length - 1;
    }

    private async Task<int> StreamFactsAsync(Story story, CancellationToken stop)
    {
        for (; !stop.IsCancellationRequested; Interlocked.Increment(ref _sent))
        {
            // Times of a patient must differ, and may not lie ahead: minutes of its fifteenth day.
            Delivery reading = story.Reading(0, 15, isSwollen: true).Delivery;
            string id = $"{reading.Id}-{_sent}";
            var data = (LimbMeasured)reading.Data;
            await system.Hospital.SendAsync(reading with
            {
                Id = id,
                Time = reading.Time.AddSeconds(_sent),
                Data = data with { Record = new(id, Version: 1) },
            });
            await Task.Delay(BetweenFacts, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return _sent;
    }

    private static async Task<HttpResponseMessage> ActAsync(HttpClient person, Alert seen, bool isTaking)
    {
        using HttpRequestMessage request = new(
            HttpMethod.Post, new Uri($"v1/alerts/{seen.Id}/{(isTaking ? "acknowledge" : "resolve")}", UriKind.Relative));
        request.Headers.IfMatch.Add(new($"\"{seen.Version}\""));
        if (!isTaking)
            request.Content = JsonContent.Create(new ResolveAlert("called", CoveredTo: 0), options: ContractJson.Options);
        return await person.SendAsync(request);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options))!;
}
