using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Sessions.FollowingSessions;
using LymphOutcomes.Sessions.InstructingPatients;
using LymphOutcomes.Sessions.ScreeningSafety;

namespace LymphOutcomes.Sessions.Tests;

using static Patients;

/// <summary>Told here, it is the same fact as the hospital's.</summary>
public sealed class When_drainage_at_home_is_taught
{
    private static readonly Lesson Arm = new(["neck", "axilla-left", "arm-left"], "t-1");

    private readonly InMemoryEventStore<PatientSafety> _log = Given.EmptyLog();
    private int _unit;

    [Fact]
    public async Task Others_read_who_taught_it_when_and_of_which_areas()
    {
        StoredEvent stored = Assert.Single(
            Assert.IsType<AppendOutcome.Appended>(await TeachAsync(Given.Id(7), Arm)).Events);

        BusItem published = Outgoing.ToBusItem(stored)!;
        Assert.Equal((FactTypes.SelfMldInstructed, stored.Id), (published.Type, published.Id));
        RecordedFact fact = published.Data.Deserialize<RecordedFact>(ContractJson.Options)!;
        Assert.Equal((OwnRecords.Source, On(2)), (fact.Source, fact.EffectiveTime));
        SelfMldInstructed body = fact.Fact.Deserialize<SelfMldInstructed>(ContractJson.WithoutRecord)!;
        Assert.Equal("t-1", body.TherapistId);
        Assert.Equal(["neck", "axilla-left", "arm-left"], body.Areas);
    }

    [Fact]
    public void What_the_hospital_told_is_not_published_again()
    {
        InstructionRecorded told = new(Ehr, On(2), new("i-1", 1, null), "c0de", Arm);

        Assert.Null(Outgoing.ToBusItem(new(1, Given.Id(1), Stream, 1, "", told, Given.Now, EventHeaders.None)));
        Assert.NotNull(Outgoing.ToBusItem(new(1, Given.Id(1), Stream, 1, "", told with { By = "pt-7" }, Given.Now, EventHeaders.None)));
    }

    [Fact]
    public async Task Sent_again_it_is_the_same_and_something_else_under_its_id_is_refused()
    {
        await TeachAsync(Given.Id(7), Arm);

        Assert.IsType<AppendOutcome.Unchanged>(await TeachAsync(Given.Id(7), Arm));
        Assert.Equal(Instruct.Exists, Clinic.Refusal(await TeachAsync(Given.Id(7), Arm with { TherapistId = "t-2" })));
        Assert.IsType<AppendOutcome.Appended>(await TeachAsync(Given.Id(8), Arm));
    }

    private Task<AppendOutcome> TeachAsync(Guid instruction, Lesson lesson)
    {
        SessionStep step = new(Given.Id(100 + _unit++), instruction, 0, "pt-7");
        return _log.AppendAsync(
            new(
                step.Unit, Stream, view => Instruct.Decide(view, step, On(2), lesson), LookForRecords: [Instruct.SeenAs(instruction)]),
            CancellationToken.None);
    }
}
