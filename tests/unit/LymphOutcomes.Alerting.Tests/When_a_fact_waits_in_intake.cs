using System.Text.Json;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.NotingWaitingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.Tests;

public sealed class When_a_fact_waits_in_intake
{
    private const string Weight = "lymph.weight-measured.v1";
    private static readonly Guid Patient = new(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private readonly PatientStream _patient = new(Given.Day(200));
    private int _items;

    [Fact]
    public void It_is_counted_by_type_and_reason()
    {
        Take(Parked(1), Parked(2), Parked(3, reason: "value-out-of-range"));

        PatientWaiting waiting = WaitingView.Of(Patient, _patient.Picture.Waiting)!;
        Assert.Equal(3, waiting.Count);
        Assert.Equal(
            [("not-yet-supported", 2, Weight), ("value-out-of-range", 1, Weight)],
            waiting.Kinds.Select(kind => (kind.Reason, kind.Count, kind.Type!)));
    }

    [Fact]
    public void Once_settled_it_waits_no_more()
    {
        Take(Parked(1), Parked(2));
        Take(Unparked(1));

        Assert.Equal(Receipt(2), Assert.Single(_patient.Picture.Waiting.Items).Receipt);
        Take(Unparked(2));
        Assert.Null(WaitingView.Of(Patient, _patient.Picture.Waiting));
    }

    [Fact]
    public void News_that_overtake_each_other_come_to_the_same()
    {
        Take(Unparked(1, attempt: 2));
        Take(Parked(1, attempt: 1, reason: "value-out-of-range"));
        Take(Parked(1));

        Assert.Equal(0, _patient.Picture.Waiting.Count);
    }

    [Fact]
    public void Discarded_and_sent_again_it_waits_again_in_whatever_order_the_news_come()
    {
        Take(Parked(1));
        Take(Parked(1, attempt: 2));
        Take(Unparked(1, attempt: 1));
        Assert.Equal(1, _patient.Picture.Waiting.Count);

        Take(Parked(2));
        Take(Unparked(2, attempt: 1));
        Take(Parked(2, attempt: 2));
        Assert.Equal(2, _patient.Picture.Waiting.Count);
    }

    [Fact]
    public void Settled_twice_it_counts_once()
    {
        foreach (int n in Enumerable.Range(1, WaitingFacts.ItemsMax + 10))
            Take(Parked(n));
        Take(Unparked(40, attempt: 1));
        Take(Unparked(40, attempt: 2));

        Assert.Equal(WaitingFacts.ItemsMax + 9, _patient.Picture.Waiting.Count);
    }

    [Fact]
    public void A_replay_that_failed_changes_the_reason_and_not_the_count()
    {
        Take(Parked(1));
        Take(Parked(1, attempt: 1, reason: "value-out-of-range"));
        Take(Parked(2, attempt: 3, reason: "value-out-of-range"));
        Take(Parked(2));

        Assert.Equal(["value-out-of-range", "value-out-of-range"], _patient.Picture.Waiting.Items.Select(item => item.Reason));
    }

    [Fact]
    public void The_same_item_again_is_no_news()
    {
        BusItem item = Item(Parked(1));
        _patient.Do(view => AcceptFacts.Decide(view, [FactReader.Read(item)], RuleSet.Standard));
        Assert.Empty(_patient.Do(view => AcceptFacts.Decide(view, [FactReader.Read(item)], RuleSet.Standard)));
        Assert.Equal(1, _patient.Picture.Waiting.Count);
    }

    [Fact]
    public void The_trajectory_says_so_and_is_drawn_as_before()
    {
        _patient.Accept(Given.LeftArmAtRisk(1), Given.Arms(2, 0, 2000), Given.Arms(3, 30, 2040));
        PatientTrajectory before = TrajectoryEndpoint.Of(Patient, _patient.Whole, RuleSet.Standard, _patient.Now);
        Take(Parked(1));

        PatientTrajectory after = TrajectoryEndpoint.Of(Patient, _patient.Whole, RuleSet.Standard, _patient.Now);
        Assert.Null(before.Waiting);
        Assert.Equal(1, after.Waiting!.Count);
        Assert.Equal(Wire(before.Series), Wire(after.Series));
    }

    [Fact]
    public void Very_many_are_counted_and_the_picture_stays_small()
    {
        foreach (int n in Enumerable.Range(1, 200))
            Take(Parked(n));
        Assert.Equal((200, WaitingFacts.ItemsMax), (_patient.Picture.Waiting.Count, _patient.Picture.Waiting.Items.Count));

        foreach (int n in Enumerable.Range(1, 200))
            Take(Unparked(n));
        Assert.Equal(0, _patient.Picture.Waiting.Count);
    }

    [Fact]
    public void Of_many_too_a_replay_that_failed_does_not_count_again_and_late_news_change_nothing()
    {
        foreach (int n in Enumerable.Range(1, 60))
            Take(Parked(n));
        Take(Parked(50, attempt: 1, reason: "value-out-of-range"));
        Assert.Equal(60, _patient.Picture.Waiting.Count);

        // Settled before the failed replay of an earlier attempt was heard of.
        Take(Unparked(51, attempt: 2));
        Take(Parked(51, attempt: 1));
        Assert.Equal(59, _patient.Picture.Waiting.Count);

        // One that nobody heard of before it was settled takes none of the others away.
        Take(Unparked(70));
        Assert.Equal(59, _patient.Picture.Waiting.Count);
        foreach (int n in Enumerable.Range(1, 60))
            Take(Unparked(n, attempt: 3));
        Assert.Equal(0, _patient.Picture.Waiting.Count);
    }

    [Fact]
    public void One_of_many_that_is_heard_of_again_when_there_is_room_is_said_with_its_kind()
    {
        foreach (int n in Enumerable.Range(1, 40))
            Take(Parked(n));
        foreach (int n in Enumerable.Range(1, 32))
            Take(Unparked(n));
        Assert.Equal(8, _patient.Picture.Waiting.Count);
        Take(Parked(40, attempt: 1, reason: "value-out-of-range"));
        Assert.Equal((8, "value-out-of-range"), (_patient.Picture.Waiting.Count, Assert.Single(_patient.Picture.Waiting.Items).Reason));
    }

    [Fact]
    public void Beyond_what_fits_a_snapshot_they_are_counted_only()
    {
        foreach (int n in Enumerable.Range(1, 600))
            Take(Parked(n));
        Assert.Equal(
            (600, WaitingFacts.BeyondMax, 68),
            (_patient.Picture.Waiting.Count, _patient.Picture.Waiting.Beyond.Count, _patient.Picture.Waiting.More));
    }

    [Fact]
    public void News_that_cannot_be_read_are_parked_themselves()
    {
        BusItem bad = Item(Parked(1)) with { Data = JsonDocument.Parse("""{"receipt":7}""").RootElement };
        Assert.NotNull(FactReader.Read(bad).Parked);
        Assert.NotNull(FactReader.Read(Item(Parked(1)) with { Version = 2 }).Parked);
    }

    private static string Wire(object value) => JsonSerializer.Serialize(value, ContractJson.Options);

    private static Guid Receipt(int n) => new(n, 1, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static FactParked Parked(int n, int attempt = 0, string reason = "not-yet-supported") =>
        new(Patient, reason, Receipt(n), Given.Day(100), attempt, Weight);

    private static FactUnparked Unparked(int n, int attempt = 1) => new(Patient, Receipt(n), "stored", Given.Day(101), attempt);

    private void Take(params object[] news)
    {
        Incoming[] read = [.. news.Select(one => FactReader.Read(Item(one)))];
        Assert.All(read, one => Assert.NotNull(one.News));
        _patient.Do(view => AcceptFacts.Decide(view, read, RuleSet.Standard));
    }

    private BusItem Item(object news) => new(
        new Guid(++_items, 2, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
        news is FactParked ? ParkingTypes.FactParked : ParkingTypes.FactUnparked,
        1,
        Patient,
        "demo",
        Traceparent: null,
        JsonSerializer.SerializeToElement(news, ContractJson.Options));
}
