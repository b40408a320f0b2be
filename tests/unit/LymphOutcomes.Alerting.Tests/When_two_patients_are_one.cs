using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.HandlingAlerts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.KeepingTime;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Alerting.ReconcilingAlerts;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>One card and one handling while two patients are one; afterwards two, as if nothing had been.</summary>
public sealed class When_two_patients_are_one
{
    private static readonly Guid Kept = MergingHospital.Ann;
    private static readonly Guid Merged = MergingHospital.Bea;
    private readonly MergingHospital _hospital = new(Given.Day(200), RuleSet.First);

    [Fact]
    public async Task An_alert_goes_along_with_its_id_and_its_handling_and_nobody_is_told_again()
    {
        AlertState before = await MergedHasAlert();
        await Person(Merged, view => HandleAlert.Acknowledge(view, before.Id, before.Version, "ana"));
        long head = _hospital.Log.All.Count;

        await _hospital.MoveAsync(Merged, Kept, change: 1);
        AlertState there = Assert.Single(_hospital.Of(Kept).Alerts);
        Assert.Equal((before.Id, Handling.Acknowledged, "ana"), (there.Id, there.Handling, there.AcknowledgedBy));
        Assert.DoesNotContain(_hospital.Log.All.Skip((int)head), stored => stored.Data is AlertRaised or AlertReopened or AlertUpgraded);
    }

    [Fact]
    public async Task What_was_resolved_stays_resolved_and_comes_back_resolved()
    {
        AlertState before = await MergedHasAlert();
        await Resolve(Merged, before);
        await _hospital.MoveAsync(Merged, Kept, change: 1);
        Assert.Equal(Handling.Resolved, Assert.Single(_hospital.Of(Kept).Alerts).Handling);

        await _hospital.MoveAsync(Merged, into: null, change: 2);
        Assert.Empty(_hospital.Of(Kept).Alerts);
        Assert.Equal((before.Id, Handling.Resolved), (_hospital.Of(Merged).Alerts[0].Id, _hospital.Of(Merged).Alerts[0].Handling));
    }

    [Fact]
    public async Task What_is_done_during_the_merge_goes_back_with_the_alert()
    {
        AlertState alert = await MergedHasAlert();
        await _hospital.MoveAsync(Merged, Kept, change: 1);
        await Resolve(Kept, Assert.Single(_hospital.Of(Kept).Alerts));
        await _hospital.MoveAsync(Merged, into: null, change: 2);
        AlertState back = Assert.Single(_hospital.Of(Merged).Alerts);
        Assert.Equal((alert.Id, Handling.Resolved, (Guid?)null), (back.Id, back.Handling, back.TakenFrom));
    }

    [Fact]
    public async Task Two_alerts_of_one_episode_become_the_earlier_and_are_two_again_afterwards()
    {
        AlertState theirs = await MergedHasAlert();
        await _hospital.TakeAsync(Kept, Given.LeftArmAtRisk(10), Given.Arms(11, 0.5, 2000), Given.Arms(12, 196, 2250));
        AlertState own = Assert.Single(_hospital.Of(Kept).Alerts);

        await _hospital.MoveAsync(Merged, Kept, change: 1);
        AlertState open = Assert.Single(_hospital.Of(Kept).Alerts, alert => alert.IsOpen);
        Assert.Equal(3, _hospital.Of(Kept).Alerts.SelectMany(alert => alert.Evidence.Kept).Union([open.Id]).Count());

        await _hospital.MoveAsync(Merged, into: null, change: 2);
        Assert.Equal((own.Id, Condition.Active), Only(Kept));
        Assert.Equal((theirs.Id, Condition.Active), Only(Merged));
    }

    [Fact]
    public async Task An_open_card_does_not_leave_the_queue_into_a_resolved_one()
    {
        AlertState theirs = await MergedHasAlert();
        await Resolve(Merged, theirs);
        await _hospital.TakeAsync(Kept, Given.LeftArmAtRisk(10), Given.Arms(11, 0.5, 2000), Given.Arms(12, 196, 2240));
        Assert.Equal(Handling.New, Assert.Single(_hospital.Of(Kept).Alerts).Handling);
        await _hospital.MoveAsync(Merged, Kept, change: 1);
        Assert.Equal(Handling.New, Assert.Single(_hospital.Of(Kept).Alerts, alert => alert.IsOpen).Handling);
    }

    [Fact]
    public async Task A_fact_for_the_merged_identifier_is_judged_with_the_others_and_goes_back_with_them()
    {
        await _hospital.TakeAsync(Kept, Given.LeftArmAtRisk(10), Given.Arms(11, 0, 2000));
        await _hospital.MoveAsync(Merged, Kept, change: 1);
        await _hospital.TakeAsync(Merged, Given.Arms(3, 195, 2300));
        Assert.Equal(Given.Fact(3), Assert.Single(_hospital.Of(Kept).Alerts).Evidence.First);
        Assert.Empty(_hospital.Of(Merged).Alerts);

        await _hospital.MoveAsync(Merged, into: null, change: 2);
        // Nothing rests on it there any more, and a person takes it out of the queue.
        AlertState left = Assert.Single(_hospital.Of(Kept).Alerts);
        Assert.Equal((Condition.Withdrawn, Handling.New), (left.Condition, left.Handling));
        Assert.Equal([Given.Fact(3)], _hospital.Of(Merged).Facts.Select(fact => fact.Fact.Origin.Id));
    }

    [Fact]
    public async Task News_that_are_overtaken_change_nothing_and_are_written_down()
    {
        await MergedHasAlert();
        await _hospital.MoveAsync(Merged, into: null, change: 2);
        await _hospital.MoveAsync(Merged, Kept, change: 1);
        Assert.Empty(_hospital.Of(Kept).Facts);
        Assert.Single(_hospital.Of(Merged).Alerts);
        Assert.Contains(_hospital.Log.All, stored => stored.Id == MergingHospital.Item(Merged, Kept, 1).Id);
    }

    [Fact]
    public async Task At_the_merged_patient_nothing_is_handled_and_no_time_is_kept()
    {
        AlertState alert = await MergedHasAlert();
        await _hospital.MoveAsync(Merged, Kept, change: 1);
        StreamView<PatientPicture> view = await _hospital.Log.LoadAsync(MergingHospital.StreamOf(Merged), default);
        Assert.IsType<Decision.Reject>(HandleAlert.Acknowledge(view, alert.Id, alert.Version, "ana"));
        Assert.IsType<Decision.Nothing>(TimePasses.Decide(view with { Now = Given.Day(900) }, RuleSet.First, Guid.Empty));
        Assert.Null(Timetable.NextMoment(view.State, RuleSet.First, view.Now));
        Assert.IsType<Decision.Reject>(AcceptFacts.Decide(view, [MergingHospital.Item(Given.Arms(9, 10, 2000))], RuleSet.First));
    }

    [Fact]
    public async Task A_long_history_comes_whole_or_not_at_all()
    {
        PatientFact[] visits = [.. Enumerable.Range(20, 900).Select(n => Given.Arms(n, 2 + ((n - 20) * 0.2), 2000 + (n % 7)))];
        foreach (PatientFact[] some in visits.Chunk(200))
            await _hospital.TakeAsync(Merged, some);
        await _hospital.TakeAsync(Kept, Given.LeftArmAtRisk(10), Given.Arms(11, -1, 1500));
        long head = _hospital.Log.All.Count;
        await _hospital.MoveAsync(Merged, Kept, change: 1);
        List<StoredEvent> came = [.. _hospital.Log.All.Skip((int)head)];
        Assert.Equal(visits.Length, came.Count(stored => stored.Data is FactJoined));
        // Judged once, when all were there.
        Assert.True(came.FindIndex(stored => stored.Data is AlertEvent) > came.FindIndex(stored => stored.Data is PatientJoined));
        Assert.Equal(visits.Length + 2, _hospital.Of(Kept).Facts.Count);
        _hospital.Log.SnapshotsAreWhatTheirStreamsFoldTo();
    }

    private async Task<AlertState> MergedHasAlert()
    {
        await _hospital.TakeAsync(Merged, Given.LeftArmAtRisk(0), Given.Arms(1, 0, 2000), Given.Arms(2, 195, 2230));
        return Assert.Single(_hospital.Of(Merged).Alerts);
    }

    private (Guid, Condition) Only(Guid patient)
    {
        AlertState alert = Assert.Single(_hospital.Of(patient).Alerts, one => one.IsOpen);
        return (alert.Id, alert.Condition);
    }

    private Task Resolve(Guid patient, AlertState alert) => Person(patient, view =>
        HandleAlert.Resolve(view, alert.Id, alert.Version, "ana", "called", view.LogSeq, note: null, RuleSet.First));

    private async Task Person(Guid patient, Func<StreamView<PatientPicture>, Decision> step) => Assert.IsType<AppendOutcome.Appended>(
        await _hospital.Log.AppendAsync(
            new(DerivedId.From(patient, (int)await _hospital.Log.HeadAsync(default)), MergingHospital.StreamOf(patient), step), default));
}
