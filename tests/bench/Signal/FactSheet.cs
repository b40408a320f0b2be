using LymphOutcomes.Alerting;
using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Bench.Signal;

/// <summary>Writes what a hospital sends of one patient, as alerting takes it off the bus.</summary>
/// <param name="patient">Number of the patient; ids follow from it.</param>
/// <param name="source">The hospital's system.</param>
internal sealed class FactSheet(int patient, string source)
{
    private readonly DateTimeOffset _operation = Patient.OperationOf(patient);
    private int _ids;

    /// <summary>Which limbs are at risk, and the operation.</summary>
    public Incoming Context(double day, Person person)
    {
        Limb other = person.Limb with { Side = person.Limb.Side.Opposite() };
        Limb[] limbs = person.BothAtRisk ? [person.Limb, other] : [person.Limb];
        DateOnly operation = DateOnly.FromDateTime(_operation.DateTime);
        return Of(new CareContextKnown(Origin(day), limbs, [.. limbs.Select(limb => new LimbSurgery(operation, limb))]));
    }

    /// <summary>Both limbs measured.</summary>
    public Incoming Limbs(double day, Person person, double[] left, double[] right) => Of(Measured(Origin(day), person, left, right));

    /// <summary>The same record once more, with the right values.</summary>
    public Incoming Corrected(Incoming sent, Person person, double[] left, double[] right)
    {
        FactOrigin before = sent.Fact!.Origin;
        FactOrigin origin = before with { Id = NextId(), RecordVersion = 2, ContentHash = $"{_ids}" };
        return Of(Measured(origin, person, left, right));
    }

    /// <summary>The patient weighed.</summary>
    public Incoming Weight(double day, double kg) => Of(new PatientWeighed(Origin(day), kg));

    /// <summary>Bioimpedance of the limb.</summary>
    public Incoming Fluid(double day, Limb limb, double lDex) =>
        Of(new FluidMeasured(Origin(day), limb, lDex, ImpedanceRatio: null, Device: null, Posture: null));

    /// <summary>News that a fact waits in intake.</summary>
    public Incoming Waits(double day)
    {
        Guid id = NextId();
        return new(
            id,
            Traceparent: null,
            Fact: null,
            Parked: null,
            News: new FactWaits(id, "lymph.limb-measured.v1", "impossible-value", _operation.AddDays(day), Attempt: 0));
    }

    private static LimbsMeasured Measured(FactOrigin origin, Person person, double[] left, double[] right) => new(
        origin,
        person.Limb.Site,
        person.Measuring.Protocol,
        person.Measuring.Reading(left),
        person.Measuring.Reading(right),
        RaterId: null);

    private static Incoming Of(PatientFact fact) => new(fact.Origin.Id, Traceparent: null, fact, Parked: null);

    private FactOrigin Origin(double day)
    {
        Guid id = NextId();
        return new(id, source, _operation.AddDays(day), $"record-{_ids}", RecordVersion: 1, IssuedAt: null, ContentHash: $"{_ids}");
    }

    private Guid NextId() => new(patient, 0, 0, [.. BitConverter.GetBytes((long)++_ids)]);
}
