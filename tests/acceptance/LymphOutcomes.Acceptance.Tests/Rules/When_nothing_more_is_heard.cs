using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>
/// The rows of what ends by expiry, domain sheet 5: every rule that has one, with every row of the table that raises it. They are played
/// twice, the second time an hour later by alerting's clock, and the clock is put forward to each expiry: what is an hour younger
/// must still be there when the older is not. What needs a call leaves the queue by a person only: of that, silence is a mark.
/// </summary>
public sealed class When_nothing_more_is_heard(SystemOfLaterDays system) : IClassFixture<SystemOfLaterDays>
{
    private static readonly TimeSpan Younger = TimeSpan.FromHours(1);
    private static readonly TimeSpan JustAfter = TimeSpan.FromMinutes(1);

    // For some hundred facts at once, on a crowded machine; and what a stopped program had claimed to look at is free after a minute.
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);

    // LYM-031 has an end of its own: the time of its session.
    private static readonly Dictionary<string, int> DaysOf = new(StringComparer.Ordinal)
    {
        ["LYM-001"] = 180, ["LYM-002"] = 120, ["LYM-003"] = 120, ["LYM-004"] = 30, ["LYM-005"] = 120, ["LYM-006"] = 120,
        ["LYM-007"] = 60, ["LYM-008"] = 180, ["LYM-009"] = 120, ["LYM-010"] = 30, ["LYM-011"] = 30, ["LYM-012"] = 120,
        ["LYM-013"] = 60, ["LYM-033"] = 30, ["LYM-034"] = 90, ["LYM-035"] = 90, ["LYM-036"] = 180, ["LYM-040"] = 30,
        ["LYM-041"] = 60, ["LYM-052"] = 30, ["LYM-053"] = 30,
    };

    [OnSystemFact]
    public async Task Each_rule_lets_go_when_its_time_is_over_and_not_an_hour_before()
    {
        RuleRow[] rows = [.. RuleTable.All.Where(row => row.Kind == RowKind.Raises && DaysOf.ContainsKey(row.Rule))];
        Assert.Empty(DaysOf.Keys.Except(rows.Select(row => row.Rule)));
        RuleRow[] booked = [.. RuleTable.All.Where(row => row.Kind == RowKind.Raises && row.Rule == "LYM-031")];
        IReadOnlyList<PlayedRow> older = await PlayAsync(rows);
        await system.PutForwardAsync(Younger);
        IReadOnlyList<PlayedRow> younger = await PlayAsync(rows);
        Dictionary<PlayedRow, Alert> raised = [];
        foreach (PlayedRow row in older.Concat(younger))
        {
            Assert.Empty(row.Faults);
            raised[row] = await AlertOfAsync(row);
            Assert.Equal((row.Row.Name, row.Row.Severity, "active"), (row.Row.Name, raised[row].Severity, raised[row].Condition));
        }

        List<string> wrong = [];
        foreach (int days in DaysOf.Values.Distinct().Order())
        {
            await system.PutForwardAsync(TimeSpan.FromDays(days) + JustAfter);
            foreach (PlayedRow row in older.Where(row => DaysOf[row.Row.Rule] == days))
                wrong.AddRange(await LapsedAsync(row, raised[row].RaisedAt.AddDays(days)));
            foreach (PlayedRow row in younger.Where(row => DaysOf[row.Row.Rule] == days))
            {
                if (await LapseOfAsync(row) is { } early)
                    wrong.Add($"{row.Row.Name}: raised {raised[row].RaisedAt:O}, lapsed {early.At:O}");
            }
        }

        Assert.Empty(wrong);
    }

    private async Task<IEnumerable<string>> LapsedAsync(PlayedRow row, DateTimeOffset due)
    {
        AlertStep? lapse = null;
        try
        {
            lapse = await Patience.ForAsync("the alert to lapse", () => LapseOfAsync(row), AtMost);
        }
        catch (TimeoutException)
        {
            return [$"{row.Row.Name}: did not lapse"];
        }

        // What ended before, by time alone, stays ended.
        Alert alert = await AlertOfAsync(row);
        bool isCall = row.Row.Severity is "call_provider" or "urgent";
        return (lapse.At < due, alert.Handling, alert.Condition) switch
        {
            (true, _, _) => [$"{row.Row.Name}: lapsed {lapse.At:O}, due {due:O}"],
            (_, "new", "lapsed") when isCall => [],
            (_, "resolved", "lapsed" or "cleared") when !isCall => [],
            (_, var handling, var condition) => [$"{row.Row.Name}: {handling}, {condition}"],
        };
    }

    private async Task<AlertStep?> LapseOfAsync(PlayedRow row) =>
        (await system.Alerting.DetailsAsync((await AlertOfAsync(row)).Id)).History.FirstOrDefault(step => step.What == "lapsed");

    private async Task<Alert> AlertOfAsync(PlayedRow row) =>
        Assert.Single(await system.Alerting.AlertsOfAsync(row.Id!.Value), alert => alert.Rule == row.Row.Rule);

    private async Task<IReadOnlyList<PlayedRow>> PlayAsync(IReadOnlyList<RuleRow> rows)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        PlayedRow[] played = [.. rows.Select(row => new PlayedRow(row, new(now)))];
        for (int step = 0; played.Any(row => step < row.Row.Steps.Count); step++)
        {
            (PlayedRow Row, Delivery Fact)[] sent = [.. played.Where(row => step < row.Row.Steps.Count)
                .SelectMany(row => row.Row.Steps[step].Facts.Select(fact => (row, row.Patient.Write(fact))))];
            IReadOnlyList<Receipt> receipts = await system.Hospital.SendAsync([.. sent.Select(one => one.Fact)]);
            foreach (((PlayedRow row, Delivery fact), Receipt receipt) in sent.Zip(receipts))
                row.Take(fact, receipt);
            foreach ((_, Delivery fact) in sent)
                await Patience.UntilAsync($"{fact.Id} to be judged", () => system.Hospital.WasJudgedAsync(fact.Id), AtMost);
        }

        return played;
    }
}
