using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.HoldingSessions;
using LymphOutcomes.Sessions.RecordingSessions;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

/// <summary>A condition that intake could not read is a condition all the same: nobody may be treated on not knowing it.</summary>
public sealed class When_a_fact_waits_in_quarantine
{
    private static readonly Guid Receipt = Given.Id(77);

    [Theory]
    [InlineData("lymph.condition-noted.v1")]
    [InlineData("lymph.condition-noted.v2")]
    [InlineData("lymph.condition-cleared.v1")]
    [InlineData("lymph.area-restricted.v1")]
    [InlineData("lymph.provider-cleared-for-mld.v1")]
    [InlineData("lymph.temperature-measured.v1")]
    [InlineData("lymph.record-retracted.v1")]
    public async Task A_patient_who_may_be_treated_screens_as_unknown(string type)
    {
        InMemoryEventStore<PatientSafety> log = await KnownPatientAsync();
        Assert.Equal(ScreenVerdict.MayTreat, Screen(await StateAsync(log)).Verdict);

        await Given.DeliverAsync(log, Parked(2, type));

        ScreenAnswer answer = Screen(await StateAsync(log));
        ScreenReason reason = Assert.Single(answer.Reasons);
        Assert.Equal(
            (ScreenVerdict.Unknown, ReasonCodes.Waiting, (Guid?)Receipt, (DateTimeOffset?)On(3)),
            (answer.Verdict, reason.Code, reason.Fact, reason.Since));
        Assert.Contains("quarantine", reason.LiftedBy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lymph.weight-measured.v1")]
    [InlineData("somebody.else")]
    [InlineData("lymph.condition-noted")]
    [InlineData(null)]
    public async Task What_no_session_is_screened_by_changes_nothing(string? type)
    {
        InMemoryEventStore<PatientSafety> log = await KnownPatientAsync();

        Assert.IsType<AppendOutcome.Unchanged>(await Given.DeliverAsync(log, Parked(2, type)));
    }

    [Fact]
    public async Task A_plan_is_held_until_somebody_sees_to_it()
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
        await Given.DeliverAsync(log, Given.Item(Given.Sample("full", FactTypes.SessionPlanned), type: FactTypes.SessionPlanned));

        await Given.DeliverAsync(log, Parked(2, "lymph.condition-noted.v1"));

        SessionHeld held = Assert.Single((await StateAsync(log)).Holds);
        Assert.Equal((SessionStage.Planned, ScreenVerdict.Unknown), (held.Stage, held.Verdict));

        await Given.DeliverAsync(log, Unparked(3, attempt: 1));

        Assert.Empty((await StateAsync(log)).Holds);
    }

    [Fact]
    public void A_condition_that_is_known_holds_whatever_waits_beside() =>
        Assert.Equal(ScreenVerdict.Hold, Screen(
            Of(Has("cellulitis", On(2))).WithNews(new FactWaits(Receipt, FactTypes.ConditionNoted, On(3), 0))).Verdict);

    [Fact]
    public void The_order_in_which_the_news_come_does_not_matter()
    {
        object[] settled = [Waits(0), Waits(1), new FactWaitsNoMore(Receipt, 2)];
        object[] again = [Waits(0), new FactWaitsNoMore(Receipt, 1), Waits(2)];
        foreach (int[] order in (int[][])[[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
        {
            Assert.Empty(After(order.Select(n => settled[n])).Items);
            Assert.Equal(2, Assert.Single(After(order.Select(n => again[n])).Items).Attempt);
        }
    }

    [Fact]
    public async Task A_repeat_changes_nothing()
    {
        InMemoryEventStore<PatientSafety> log = await KnownPatientAsync();
        await Given.DeliverAsync(log, Parked(2, "lymph.condition-noted.v1"));

        Assert.IsType<AppendOutcome.Unchanged>(await Given.DeliverAsync(log, Parked(2, "lymph.condition-noted.v1")));
    }

    [Fact]
    public void News_that_cannot_be_read_are_parked() =>
        Assert.IsType<ItemParked>(RecordSession.Read(Given.Item(Given.Json("""{"receipt":7}"""), type: ParkingTypes.FactParked)));

    private static WaitingFacts After(IEnumerable<object> news) =>
        news.Aggregate(PatientSafety.Initial, (state, one) => state.WithNews(one)).Waiting!;

    private static FactWaits Waits(int attempt) => new(Receipt, FactTypes.ConditionNoted, On(3), attempt);

    private static async Task<InMemoryEventStore<PatientSafety>> KnownPatientAsync()
    {
        InMemoryEventStore<PatientSafety> log = Given.EmptyLog();
        await Given.DeliverAsync(log, Given.Item(Given.Sample("full")));
        return log;
    }

    private static async Task<PatientSafety> StateAsync(InMemoryEventStore<PatientSafety> log) =>
        (await log.LoadAsync(Patients.Stream, CancellationToken.None)).State;

    private static BusItem Parked(int n, string? type) => Given.Item(
        JsonSerializer.SerializeToElement(
            new FactParked(Given.Patient, "unreadable", Receipt, On(3), 0, type), ContractJson.Options),
        n,
        type: ParkingTypes.FactParked);

    private static BusItem Unparked(int n, int attempt) => Given.Item(
        JsonSerializer.SerializeToElement(
            new FactUnparked(Given.Patient, Receipt, "discarded", On(4), attempt), ContractJson.Options),
        n,
        type: ParkingTypes.FactUnparked);
}
