using System.Net.Http.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>
/// The whole table, played to the running system once for all tests: the first steps of all rows go in together, are waited for
/// together, then the second ones.
/// </summary>
/// <param name="system">The running system.</param>
public sealed class PlayedTable(SystemUnderTest system) : IAsyncLifetime
{
    private const int EventsAtOnceMax = 1_000;
    private const int CallsAtOnceMax = 8;

    // For some hundred facts at once, on a crowded machine.
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    private static readonly ParallelOptions Calls = new() { MaxDegreeOfParallelism = CallsAtOnceMax };

    /// <summary>The rules by which the running system judges.</summary>
    public IReadOnlySet<string> InForce { get; private set; } = new HashSet<string>();

    /// <summary>What became of each row whose rule is in force, by name.</summary>
    public IReadOnlyDictionary<string, PlayedRow> Rows { get; private set; } = new Dictionary<string, PlayedRow>();

    public async Task InitializeAsync()
    {
        if (SystemUnderTest.WhySkipped is not null)
            return;
        InForce = await RulesInForceAsync();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Rows = RuleTable.ByName
            .Where(named => InForce.Contains(named.Value.Rule))
            .ToDictionary(named => named.Key, named => new PlayedRow(named.Value, new(now)));
        for (int step = 0; Rows.Values.Any(row => step < row.Row.Steps.Count); step++)
            await PlayAsync([.. Rows.Values.Where(row => step < row.Row.Steps.Count)], step);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<IReadOnlySet<string>> RulesInForceAsync()
    {
        using HttpClient client = await system.ClientAsync("alerting", "coordinator");
        RuleSetList list = (await client.GetFromJsonAsync<RuleSetList>(
            new Uri("v1/rule-sets", UriKind.Relative), ContractJson.Options))!;
        RuleSetDetails details = (await client.GetFromJsonAsync<RuleSetDetails>(
            new Uri($"v1/rule-sets/{list.InForce}", UriKind.Relative), ContractJson.Options))!;
        return details.Set.GetProperty("active").EnumerateArray().Select(rule => rule.GetString()!).ToHashSet();
    }

    private async Task PlayAsync(IReadOnlyList<PlayedRow> rows, int step)
    {
        List<(PlayedRow Row, Delivery Fact)> sent =
            [.. rows.SelectMany(row => row.Row.Steps[step].Facts.Select(fact => (row, row.Patient.Write(fact))))];
        foreach ((PlayedRow Row, Delivery Fact)[] part in sent.Chunk(EventsAtOnceMax))
        {
            IReadOnlyList<Receipt> receipts = await system.Hospital.SendAsync([.. part.Select(one => one.Fact)]);
            foreach (((PlayedRow row, Delivery fact), Receipt receipt) in part.Zip(receipts))
                row.Take(fact, receipt);
        }

        await WaitUntilJudgedAsync(sent);
        await Parallel.ForEachAsync(rows.Where(row => row.Id is not null), Calls, async (row, _) =>
        {
            if (row.Row.Steps[step].Act is not PersonAct.None and var act)
                row.Note(await ActAsync(row, act));
            row.Seen.Add([.. (await system.Alerting.AlertsOfAsync(row.Id!.Value)).Where(alert => alert.Rule == row.Row.Rule)]);
        });
    }

    // Silence says something only when everything was judged.
    private async Task WaitUntilJudgedAsync(IReadOnlyList<(PlayedRow Row, Delivery Fact)> sent)
    {
        Dictionary<string, PlayedRow> open = sent.ToDictionary(one => one.Fact.Id, one => one.Row);
        try
        {
            await Patience.UntilAsync("all facts of the table to be judged", AreJudgedAsync, AtMost);
        }
        catch (TimeoutException)
        {
            foreach ((string id, PlayedRow row) in open)
                row.Note($"{id} was not judged within {AtMost.TotalMinutes:0} minutes.");
        }

        async Task<bool> AreJudgedAsync()
        {
            await Parallel.ForEachAsync(open.Keys.ToList(), Calls, async (id, _) =>
            {
                if (await system.Hospital.WasJudgedAsync(id))
                {
                    lock (open)
                        open.Remove(id);
                }
            });
            return open.Count == 0;
        }
    }

    private async Task<string?> ActAsync(PlayedRow row, PersonAct act)
    {
        if (row.Seen is not [.., [var alert]])
            return $"There is no one alert to {act}.";
        using HttpResponseMessage answer = act switch
        {
            PersonAct.Acknowledge => await system.Alerting.AcknowledgeAsync(alert.Id, alert.Version),
            PersonAct.Resolve => await system.Alerting.ResolveAsync(alert.Id, alert.Version, "called"),
            _ => await system.Alerting.ReleaseAsync(alert.Patient, fact: Guid.Parse(alert.Extra!), "Measured again: it is so."),
        };
        return answer.IsSuccessStatusCode ? null : $"To {act} it was answered with {(int)answer.StatusCode}.";
    }
}
