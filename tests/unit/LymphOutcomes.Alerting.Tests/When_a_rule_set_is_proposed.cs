using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.Alerting.ChoosingRules;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_a_rule_set_is_proposed
{
    private readonly InMemoryEventStore<RuleSetHistory> _log = new(AlertingEventTypes.All, TimeProvider.System);
    private int _units;

    public static TheoryData<int> BuiltIn => [.. RuleSet.All.Select(rules => rules.Version)];

    [Theory, MemberData(nameof(BuiltIn))]
    public void Those_that_are_built_in_are_without_fault_and_come_back_as_they_were_written(int version)
    {
        RuleSet rules = RuleSet.All.Single(set => set.Version == version);
        JsonObject json = RuleSetJson.Write(rules);

        Assert.Empty(RuleSetCheck.Faults(rules));
        Assert.Equal(json.ToJsonString(), RuleSetJson.Write(RuleSetJson.ReadSent(json, version)).ToJsonString());
        Assert.Equal(rules.Active.Order(), RuleSetJson.ReadSent(json, version).Active.Order());
    }

    [Fact]
    public void Every_number_has_bounds() =>
        Assert.Empty(RuleSetCheck.Numbers(typeof(RuleSet)).Where(number => number.Bounds is null).Select(number => number.Path));

    [Theory]
    [InlineData("""{"swellingHigh":{"triggerPercent":50.4}}""", "swellingHigh.triggerPercent")]
    [InlineData("""{"swellingHigh":{"triggerPercent":4.999}}""", "swellingHigh.triggerPercent")]
    [InlineData("""{"quietDaysAfterSurgery":-1}""", "quietDaysAfterSurgery")]
    [InlineData("""{"swellingHigh":{"triggerPercent":8}}""", "swellingHigh.clearPercent")]
    [InlineData("""{"lowVolume":{"confirmAfterDays":60,"confirmWithinDays":60}}""", "lowVolume.confirmWithinDays")]
    [InlineData("""{"lowVolume":{"belowPercent":11}}""", "lowVolume.belowPercent")]
    [InlineData("""{"active":[]}""", "active")]
    [InlineData("""{"active":["LYM-999"]}""", "active")]
    [InlineData("""{"symptomWorse":{"symptoms":[]}}""", "symptomWorse.symptoms")]
    public void A_figure_out_of_bounds_or_that_does_not_go_with_another_is_told_with_its_place(string patch, string path) =>
        Assert.Contains(path, RuleSetCheck.Faults(PatchedThird(patch)).Select(fault => fault.Path));

    [Theory]
    [InlineData("""{"swellingHigh":{"triggerPercnt":9}}""", "swellingHigh")]
    [InlineData("""{"swellinghigh":{"triggerPercent":9}}""", "swellinghigh")]
    [InlineData("""{"version":9}""", "version")]
    [InlineData("""{"activation":9}""", "activation")]
    [InlineData("""{"swellingHigh":{"triggerPercent":"9"}}""", "swellingHigh.triggerPercent")]
    [InlineData("""{"swellingHigh":{"clearPoints":1.5}}""", "swellingHigh.clearPoints")]
    [InlineData("""{"swellingHigh":7}""", "swellingHigh")]
    [InlineData("""{"active":[null]}""", "active")]
    [InlineData("""{"active":null}""", "")]
    public void What_is_no_rule_set_is_refused_with_its_place(string patch, string path)
    {
        JsonException refused = Assert.ThrowsAny<JsonException>(() => PatchedThird(patch));
        Assert.StartsWith($"$.{path}".TrimEnd('.'), refused.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_changes_what_it_names_and_null_brings_back_the_figure_of_the_domain_sheet()
    {
        RuleSet changed = PatchedThird("""{"swellingHigh":{"triggerPercent":12},"watchCooldownDays":7}""");
        Assert.Equal((12, 8, 7), (changed.SwellingHigh.TriggerPercent, changed.SwellingHigh.ClearPercent, changed.WatchCooldownDays));

        var back = JsonNode.Parse("""{"swellingHigh":{"triggerPercent":null},"watchCooldownDays":null}""")!.AsObject();
        RuleSet again = RuleSetJson.ReadSent(RuleSetJson.Patched(RuleSetJson.Write(changed), back), 5);
        Assert.Equal((10, 30, 5), (again.SwellingHigh.TriggerPercent, again.WatchCooldownDays, again.Version));
    }

    [Fact]
    public void Two_are_compared_figure_by_figure()
    {
        RuleSet changed = PatchedThird("""{"active":["LYM-001"],"swellingHigh":{"triggerPercent":12},"watchCooldownDays":7}""");
        Assert.Equal(
            ["active", "swellingHigh.triggerPercent", "watchCooldownDays"],
            RuleSetComparison.Between(RuleSet.Third, changed).Select(change => change.Path));
        var trigger = RuleSetComparison.Between(RuleSet.Third, changed)[1];
        Assert.Equal((10, 12), (trigger.Before!.Value.GetDouble(), trigger.After!.Value.GetDouble()));
        Assert.Empty(RuleSetComparison.Between(changed, changed with { Version = 9, Activation = 2 }));
    }

    [Fact]
    public async Task It_gets_the_next_version_of_its_hospital_and_keeps_who_and_why()
    {
        await ProposeAsync("north", PatchedThird("""{"watchCooldownDays":7}"""), @base: 3, "lea", "quieter");
        await ProposeAsync("north", PatchedThird("""{"watchCooldownDays":8}"""), @base: 4, "leo", "less so");
        await ProposeAsync("south", PatchedThird("""{"watchCooldownDays":9}"""), @base: null, "lou", "ours");

        RuleSetHistory north = await HistoryAsync("north");
        Assert.Equal([4, 5], north.Proposed.Select(proposed => proposed.Rules.Version));
        Assert.Equal((8, 4, "leo", "less so"), (
            north.Find(5)!.WatchCooldownDays, north.Proposed[1].Base, north.Proposed[1].By, north.Proposed[1].Reason));
        Assert.Equal(9, (await HistoryAsync("south")).Find(4)!.WatchCooldownDays);
        Assert.Null((await HistoryAsync("south")).Find(5));
        Assert.Null(north.Judging);
    }

    [Theory]
    [InlineData("{}", 200)]
    [InlineData("""{"clotSigns":{"windowHours":24}}""", 200)]
    [InlineData("""{"clotSigns":{"windowHours":24,"calfUpToCm":36}}""", 36)]
    public void One_stored_before_calves_had_an_upper_end_looks_at_the_whole_leg_as_it_did(string stored, double upToCm)
    {
        using JsonDocument set = JsonDocument.Parse(stored);
        RuleSet read = RuleSetJson.Read(set.RootElement, version: 4);
        Assert.Equal(upToCm, read.ClotSigns.CalfUpToCm);
        Assert.Empty(RuleSetCheck.Faults(read with { Active = RuleSet.Third.Active }));
        Assert.Equal(36, RuleSet.Third.ClotSigns.CalfUpToCm);
    }

    [Fact]
    public async Task It_judges_nobody_until_it_is_put_in_force_and_then_its_own_hospital_alone()
    {
        RuleBook book = new(RuleSet.Standard);
        await ProposeAsync("north", PatchedThird("""{"swellingHigh":{"triggerPercent":12}}"""), @base: 3, "lea", "quieter");
        book.Put("north", await HistoryAsync("north"), version: 1);
        Assert.Equal((3, 0), (book.InForce("north").Version, book.InForce("north").Activation));

        Assert.IsType<AppendOutcome.Appended>(await ActivateAsync("north", 4));
        book.Put("north", await HistoryAsync("north"), version: 2);
        Assert.Equal(
            (4, 1, 12.0, 3),
            (book.InForce("north").Version, book.InForce("north").Activation,
                book.InForce("north").SwellingHigh.TriggerPercent, book.InForce("south").Version));

        // What was read earlier and comes later changes nothing.
        book.Put("north", RuleSetHistory.Initial, version: 1);
        Assert.Equal(4, book.InForce("north").Version);
    }

    [Fact]
    public async Task What_is_not_there_or_in_force_already_is_not_put_in_force()
    {
        Assert.Equal(ChooseRules.NoSuchVersion, Assert.IsType<AppendOutcome.Rejected>(await ActivateAsync("north", 4)).Code);
        Assert.Equal(ChooseRules.InForceAlready, Assert.IsType<AppendOutcome.Rejected>(await ActivateAsync("north", 3)).Code);
        Assert.IsType<AppendOutcome.Appended>(await ActivateAsync("north", 2));
        Assert.Equal(ChooseRules.InForceAlready, Assert.IsType<AppendOutcome.Rejected>(await ActivateAsync("north", 2)).Code);
        Assert.IsType<AppendOutcome.Appended>(await ActivateAsync("north", 3));
        Assert.Equal((3, 2), ((await HistoryAsync("north")).Judging!.Version, (await HistoryAsync("north")).Judging!.Activation));
    }

    private static RuleSet PatchedThird(string patch) =>
        RuleSetJson.ReadSent(RuleSetJson.Patched(RuleSetJson.Write(RuleSet.Third), JsonNode.Parse(patch)!.AsObject()), version: 4);

    private async Task ProposeAsync(string tenant, RuleSet rules, int? @base, string by, string reason) =>
        Assert.IsType<AppendOutcome.Appended>(
            await AppendAsync(tenant, view => ChooseRules.Propose(view, rules, @base, by, reason)));

    private Task<AppendOutcome> ActivateAsync(string tenant, int version) =>
        AppendAsync(tenant, view => ChooseRules.Activate(view, version, RuleSet.Standard, "lea", "tried"));

    private Task<AppendOutcome> AppendAsync(string tenant, Func<StreamView<RuleSetHistory>, Decision> decide) => _log.AppendAsync(
        new(new Guid(++_units, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9]), RuleSetHistory.StreamOf(tenant), decide), CancellationToken.None);

    private async Task<RuleSetHistory> HistoryAsync(string tenant) =>
        (await _log.LoadAsync(RuleSetHistory.StreamOf(tenant), CancellationToken.None)).State;
}
