using LymphOutcomes.Cli.Diagnosing;

namespace LymphOutcomes.Cli.Tests;

public sealed class When_two_logs_are_compared
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly AuditStep Step = AuditStep.All[0];

    [Fact]
    public void Every_fact_that_arrived_is_counted_for_its_own_hospital()
    {
        GapTally tally = Tally(relayedTo: 3, Fact(1), Fact(2, tenant: "north"), Fact(3, arrivedAs: "item-parked.v1"));

        Assert.Equal(
            [("demo", 2L, 2L, 2L, 1L, 0L), ("north", 1L, 1L, 1L, 0L, 0L)],
            tally.Rows().Select(row => (row.Tenant, row.Stored, row.Relayed, row.Arrived, row.Parked, row.Absent)));
    }

    [Fact]
    public void A_fact_behind_the_relay_is_waiting_and_not_absent()
    {
        GapTally tally = Tally(relayedTo: 1, Fact(1), Fact(2, arrivedAs: null), Fact(3, arrivedAs: null));

        StepSeen row = tally.Rows().Single();
        Assert.Equal((3L, 1L, 1L, 0L), (row.Stored, row.Relayed, row.Arrived, row.Absent));
        Assert.Null(row.AbsentSince);
    }

    [Fact]
    public void A_relayed_fact_that_is_not_there_is_absent_and_named()
    {
        GapTally tally = Tally(relayedTo: 9, Fact(1), Fact(2, arrivedAs: null), Fact(3));

        StepSeen row = tally.Rows().Single();
        Assert.Equal(1, row.Absent);
        Assert.Equal([new AbsentFact(2, IdOf(2))], row.Examples);
        Assert.Equal(Start.AddMinutes(2), row.AbsentSince);
    }

    [Fact]
    public void Ten_are_named_and_all_are_counted()
    {
        GapTally tally = Tally(5_000, [.. Enumerable.Range(1, 1_500).Select(seq => Fact(seq, arrivedAs: null))]);

        StepSeen row = tally.Rows().Single();
        Assert.Equal((1_500L, 10), (row.Absent, row.Examples.Count));
        Assert.Equal(GapTally.AbsentKeptMax, tally.Absent.Count);
        Assert.Equal(1_500, tally.AbsentCount);
    }

    [Fact]
    public void What_arrives_while_one_looks_is_absent_no_more()
    {
        GapTally tally = Tally(relayedTo: 9, Fact(1, arrivedAs: null), Fact(2, arrivedAs: null));

        tally.Amend(new Dictionary<Guid, string> { [IdOf(1)] = "limbs-measured.v1" });

        StepSeen row = tally.Rows().Single();
        Assert.Equal((1L, 1L, true), (row.Arrived, row.Absent, row.IsShrinking));
        Assert.Equal([IdOf(2)], tally.Absent.Select(fact => fact.Id));
    }

    [Fact]
    public void When_the_last_look_found_nothing_new_nobody_is_at_work()
    {
        GapTally tally = Tally(relayedTo: 9, Fact(1, arrivedAs: null), Fact(2, arrivedAs: null));

        tally.Amend(new Dictionary<Guid, string> { [IdOf(1)] = "limbs-measured.v1" });
        tally.Amend(new Dictionary<Guid, string>());

        Assert.False(tally.Rows().Single().IsShrinking);
    }

    private static GapTally Tally(long relayedTo, params AuditedFact[] facts)
    {
        GapTally tally = new(Step, relayedTo);
        foreach (AuditedFact fact in facts)
            tally.Add(fact);
        return tally;
    }

    private static AuditedFact Fact(int seq, string tenant = "demo", string? arrivedAs = "limbs-measured.v1") =>
        new(seq, IdOf(seq), tenant, Start.AddMinutes(seq), arrivedAs);

    private static Guid IdOf(int seq) => new(seq, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
