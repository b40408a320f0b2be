using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.MergingPatients;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_merge_is_decided
{
    private readonly List<StoredEvent> _log = [];
    private int _deliveries;

    [Fact]
    public void The_absorbed_patient_belongs_to_the_one_who_goes_on()
    {
        Assert.Equal([(2, 1, 1)], Placed(Merge(survivor: 1, absorbed: 2)));
        Assert.Equal([(2, null, 2)], Placed(Unmerge(survivor: 1, released: 2)));
        Assert.Equal([(2, 1, 3)], Placed(Merge(1, 2)));
    }

    [Fact]
    public void Chains_are_resolved_and_taken_apart_again()
    {
        Merge(2, 3);
        Assert.Equal([(2, 1, 1), (3, 1, 2)], Placed(Merge(1, 2)));
        Assert.Equal([(3, null, 3)], Placed(Unmerge(1, 3)));
        Assert.Equal([(2, null, 2)], Placed(Unmerge(1, 2)));

        Merge(2, 3);
        Merge(1, 2);
        Assert.Equal([(2, null, 4), (3, 2, 6)], Placed(Unmerge(1, 2)));
    }

    [Fact]
    public void What_cannot_be_is_refused_with_its_reason()
    {
        Assert.Equal(Reasons.MergeWithSelf, Refused(Merge(1, 1)));
        Assert.Equal(Reasons.NotMerged, Refused(Unmerge(1, 2)));
        Merge(1, 2);
        Assert.Equal(Reasons.MergeCycle, Refused(Merge(2, 1)));
        Assert.Equal(Reasons.AlreadyMerged, Refused(Merge(3, 2)));
        Merge(3, 1);
        Assert.Equal(Reasons.MergeCycle, Refused(Merge(2, 3)));
        Assert.Equal(Reasons.NotMerged, Refused(Unmerge(2, 1)));
        Unmerge(1, 2);
        Assert.Equal(Reasons.NotMerged, Refused(Unmerge(1, 2)));
    }

    [Fact]
    public void Repeats_are_harmless()
    {
        Merge(1, 2);
        _deliveries--;
        Assert.IsType<Decision.Nothing>(Merge(1, 2));
        // The same merge under another delivery is written down, and nobody is told again.
        Assert.Empty(Placed(Merge(1, 2)));
        _deliveries--;
        Assert.Equal(Reasons.IdReused, Refused(Unmerge(1, 2)));
    }

    [Fact]
    public void No_more_than_a_few_are_one_person()
    {
        for (int n = 2; n <= MergeHistory.PersonMax; n++)
            Assert.NotEmpty(Placed(Merge(1, n)));
        Assert.Equal(Reasons.MergeTooLarge, Refused(Merge(1, 100)));
    }

    [Fact]
    public void Others_hear_where_each_belongs_and_no_more()
    {
        Merge(1, 2);
        Unmerge(1, 2);
        List<Contracts.BusItem> items = [.. _log.Select(Outgoing.ToBusItem).OfType<Contracts.BusItem>()];
        Assert.Equal([IdentityTypes.IdentityChanged, IdentityTypes.IdentityChanged], items.Select(item => item.Type));
        Assert.All(items, item => Assert.Equal(Patient(2), item.Patient));
        Assert.Equal(Patient(1), items[0].Data.GetProperty("mergedInto").GetGuid());
        Assert.False(items[1].Data.TryGetProperty("mergedInto", out _));
    }

    private static Guid Patient(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 3]);

    private static string Refused(Decision decision) => Assert.IsType<Decision.Reject>(decision).Code;

    private static List<(int Patient, int? Into, int Change)> Placed(Decision decision) =>
    [
        .. Assert.IsType<Decision.Append>(decision).Events.Select(@new => @new.Data).OfType<PatientPlaced>()
            .Select(placed => (NumberOf(placed.Patient), placed.MergedInto is { } into ? NumberOf(into) : (int?)null, placed.Change)),
    ];

    private static int NumberOf(Guid patient) => int.Parse(patient.ToString("D")[..8], System.Globalization.NumberStyles.HexNumber);

    private Decision Merge(int survivor, int absorbed)
    {
        PatientsWereMerged merged = new("adt", Given.Now, Patient(survivor), Patient(absorbed));
        return Decide((view, delivery) => DecideMerge.Merge(view, merged, delivery), merged);
    }

    private Decision Unmerge(int survivor, int released)
    {
        PatientsWereUnmerged unmerged = new("adt", Given.Now, Patient(survivor), Patient(released));
        return Decide((view, delivery) => DecideMerge.Unmerge(view, unmerged, delivery), unmerged);
    }

    private Decision Decide(Func<StreamView<MergeHistory>, NewEvent, Decision> decide, object said)
    {
        Guid id = new(++_deliveries, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9]);
        StreamKey stream = MergeHistory.StreamOf("st-anna");
        Decision decision = decide(
            new(
                stream,
                _log.Aggregate(MergeHistory.Initial, MergeHistory.Evolve),
                _log.Count,
                _log.ToDictionary(stored => stored.Id, stored => new KnownEvent(stored.SeqId, stored.Headers.ContentHash)),
                Given.Now,
                _log.Count),
            new NewEvent(said, id, new(ContentHash: said.ToString())));
        if (decision is Decision.Append append)
        {
            foreach (NewEvent @new in append.Events)
            {
                int seq = _log.Count + 1;
                _log.Add(new(
                    seq,
                    @new.Id!.Value,
                    stream,
                    seq,
                    IntakeEventTypes.All.NameOf(@new.Data),
                    @new.Data,
                    Given.Now,
                    @new.Headers ?? EventHeaders.None));
            }
        }

        return decision;
    }
}
