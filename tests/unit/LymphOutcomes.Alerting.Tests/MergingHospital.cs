using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.MergingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.EventStore;
using LymphOutcomes.EventStore.Merging;
using LymphOutcomes.ServiceDefaults.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Alerting as it takes facts and merges in, over a log in memory; a delivery is repeated until it was taken.</summary>
internal sealed class MergingHospital
{
    public const string Tenant = "demo";
    public static readonly Guid Ann = new(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 7]);
    public static readonly Guid Bea = new(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 7]);
    public static readonly Guid Cia = new(3, 0, 0, [0, 0, 0, 0, 0, 0, 0, 7]);

    private const int DeliveriesMax = 200;
    private readonly FactIntake _intake;

    public MergingHospital(DateTimeOffset now, RuleSet rules, Random? failures = null)
    {
        Log = new(now, failures);
        RuleBook book = new(rules);
        _intake = new(
            Log,
            book,
            new SuspectGroup(new InMemorySuspectItems(), NullLogger<SuspectGroup>.Instance),
            new Merges(Log, Log, new AlertingMerging(book)),
            NullLogger<FactIntake>.Instance);
    }

    public SnapshotLog Log { get; }

    public static StreamKey StreamOf(Guid patient) => StreamKey.OfPatient(Tenant, patient);

    public static Incoming Item(PatientFact fact) => new(fact.Origin.Id, Traceparent: null, fact, Parked: null);

    /// <summary>News that a patient belongs to another one, or (null) is a patient of their own again.</summary>
    public static Incoming Item(Guid patient, Guid? into, int change)
    {
        PatientMove move = new(DerivedId.From(patient, 1_000_000 + change), Tenant, patient, new(into, change));
        return new(move.Item, Traceparent: null, Fact: null, Parked: null, Move: move);
    }

    public PatientPicture Of(Guid patient) => Log.Whole(StreamOf(patient));

    public async Task TakeAsync(Guid patient, params Incoming[] items)
    {
        for (int delivery = 0; delivery < DeliveriesMax; delivery++)
        {
            try
            {
                AppendOutcome outcome = await _intake.AcceptAsync(StreamOf(patient), items, default);
                if (outcome is not AppendOutcome.Failed failed)
                    return;
                Assert.Fail(failed.Cause.ToString());
            }
            catch (LogUnavailableException)
            {
                // Delivered again.
            }
        }

        Assert.Fail("It was never taken.");
    }

    public Task TakeAsync(Guid patient, params PatientFact[] facts) => TakeAsync(patient, [.. facts.Select(Item)]);

    public Task MoveAsync(Guid patient, Guid? into, int change) => TakeAsync(patient, Item(patient, into, change));
}
