using FsCheck;
using FsCheck.Fluent;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>
/// Promise P6 with merges and un-merges: facts of three patients and what is said of who is who, shuffled, doubled, in batches of any
/// size, over a log that fails now and then. In the end each patient is as if the facts that are theirs by then had come for them, and
/// no merge ever had been.
/// </summary>
public sealed class When_patients_are_merged_in_any_order
{
    // A fixed seed: a failure must be there again on the next run.
    private static readonly Config Fixed =
        Config.QuickThrowOnFailure.WithReplay(20261125, 7).WithMaxTest(40);

    private static readonly Guid[] Patients = [MergingHospital.Ann, MergingHospital.Bea, MergingHospital.Cia];

    [Fact]
    public void The_end_does_not_depend_on_the_way() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => EndsTheSame(new Random(seed)).GetAwaiter().GetResult())
            .Check(Fixed);

    private static async Task EndsTheSame(Random random)
    {
        RuleSet rules = RuleSet.Third;
        ILookup<Guid, PatientFact> facts = Shared(random);
        Dictionary<Guid, Guid?> ends = [];
        List<(Guid Patient, Incoming Item)> items =
            [.. facts.SelectMany(patient => patient.Select(fact => (patient.Key, MergingHospital.Item(fact))))];
        // Who goes on for others is merged into nobody, as intake says it.
        foreach (Guid patient in Patients.Skip(1))
        {
            int changes = random.Next(5);
            for (int change = 1; change <= changes; change++)
            {
                bool maySecond = patient == MergingHospital.Cia && ends.GetValueOrDefault(MergingHospital.Bea) is null;
                Guid? into = random.Next(3) switch
                {
                    0 => null,
                    1 when maySecond => MergingHospital.Bea,
                    _ => MergingHospital.Ann,
                };
                items.Add((patient, MergingHospital.Item(patient, into, change)));
                ends[patient] = into;
            }
        }

        (Guid, Incoming)[] way = [.. items, .. random.GetItems(items.ToArray(), 12)];
        random.Shuffle(way);
        MergingHospital hospital = new(When_facts_arrive_in_any_order.Now, rules, new Random(random.Next()));
        foreach ((Guid Patient, Incoming Item)[] message in way.Chunk(random.Next(1, 30)))
        {
            foreach (IGrouping<Guid, Incoming> patient in message.GroupBy(one => one.Patient, one => one.Item))
                await hospital.TakeAsync(patient.Key, [.. patient]);
        }

        Assert.True(hospital.Log.Failed > 0);
        hospital.Log.SnapshotsAreWhatTheirStreamsFoldTo();
        foreach (Guid patient in Patients)
        {
            PatientPicture picture = hospital.Of(patient);
            Assert.Equal(ends.GetValueOrDefault(patient), picture.Belongs?.Into);
            if (picture.Belongs?.Into is null)
                Assert.Equal(Alone(rules, facts, ends, patient), Outcome(picture, rules));
        }
    }

    private static string Alone(RuleSet rules, ILookup<Guid, PatientFact> facts, Dictionary<Guid, Guid?> ends, Guid patient)
    {
        PatientStream alone = new(When_facts_arrive_in_any_order.Now, rules) { SnapshotMax = 96 * 1024 };
        PatientFact[] theirs =
            [.. Patients.Where(one => one == patient || ends.GetValueOrDefault(one) == patient).SelectMany(one => facts[one])];
        if (theirs.Length > 0)
            alone.Accept(theirs);
        return Outcome(alone.Whole, rules);
    }

    private static string Outcome(PatientPicture picture, RuleSet rules) =>
        When_facts_arrive_in_any_order.Outcome(picture, rules, picture.Alerts);

    // Records are named under the key of the patient they were sent for, so no record is of two.
    private static ILookup<Guid, PatientFact> Shared(Random random)
    {
        Dictionary<string, Guid> of = [];
        foreach (string record in When_facts_arrive_in_any_order.History().Select(fact => RecordKeys.Of(fact.Origin)).Distinct())
            of[record] = Patients[random.Next(3) == 0 ? 0 : random.Next(1, 3)];
        return When_facts_arrive_in_any_order.History().ToLookup(fact => of[RecordKeys.Of(fact.Origin)]);
    }
}
