using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Chaos.Tests.Loading;

/// <summary>What a fact of the load is for; decides what a judge expects of it.</summary>
public enum FactRole
{
    /// <summary>The care context.</summary>
    Context,

    /// <summary>Name and phone: stays in intake.</summary>
    Details,

    /// <summary>A reading of the starting size.</summary>
    AsBefore,

    /// <summary>A reading a quarter above the starting size.</summary>
    Swollen,

    /// <summary>A drainage session: goes by way of sessions.</summary>
    Session,
}

/// <summary>A fact to be sent.</summary>
/// <param name="Delivery">As the hospital sends it.</param>
/// <param name="Role">What it is for.</param>
public sealed record PlannedFact(Delivery Delivery, FactRole Role);

/// <summary>
/// Endless facts of invented patients, by seed: some swell, most do not. Each patient's facts come shuffled and mixed with
/// those of others. No two facts of a patient have the same time, so subject and time name a fact in every log.
/// </summary>
/// <param name="name">Of this story; patients of two stories are different people.</param>
/// <param name="random">The seed.</param>
/// <param name="patientsAtOnce">How many are mixed.</param>
public sealed class Story(string name, Random random, int patientsAtOnce = 20)
{
    private const double StartMl = 2_000;
    private const double SwollenMl = 2_500;
    private readonly Lock _gate = new();
    private readonly List<Queue<PlannedFact>> _open = [];
    private readonly DateTimeOffset _start =
        new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-80), TimeSpan.Zero);

    private int _patients;

    /// <summary>Of all patients begun: subject.</summary>
    public string SubjectOf(int patient) => $"mrn|{name}-{patient}";

    /// <summary>The next facts.</summary>
    public IReadOnlyList<PlannedFact> Next(int count)
    {
        lock (_gate)
        {
            PlannedFact[] facts = new PlannedFact[count];
            for (int i = 0; i < count; i++)
            {
                while (_open.Count < patientsAtOnce)
                    _open.Add(new(Shuffled(Patient(_patients++, random.Next(3) == 0))));
                Queue<PlannedFact> patient = _open[random.Next(_open.Count)];
                facts[i] = patient.Dequeue();
                if (patient.Count == 0)
                    _open.Remove(patient);
            }

            return facts;
        }
    }

    /// <summary>All facts of one patient, in the order they were true.</summary>
    public IReadOnlyList<PlannedFact> Patient(int patient, bool swells)
    {
        List<PlannedFact> facts =
        [
            Planned(patient, 0, FactRole.Context, "patient-registered", record =>
                new PatientRegistered(record, [new("arm", "left", "at-risk")], "breast-cancer")),
            Planned(patient, 1, FactRole.Details, "patient-details", record =>
                new PatientDetails(record, $"Invented {name} {patient}", Phone: "+1 555 0100", Provider: new("Dr. Sample"))),
        ];
        for (int reading = 2; reading < 7; reading++)
            facts.Add(Reading(patient, reading, isSwollen: false));
        for (int session = 7; session < 10; session++)
        {
            facts.Add(Planned(patient, session, FactRole.Session, "session-completed", record =>
                new SessionCompleted(record, 45, "therapist")));
        }

        for (int reading = 10; reading < 14; reading++)
            facts.Add(Reading(patient, reading, swells));
        return facts;
    }

    /// <summary>A reading of both arms.</summary>
    /// <param name="patient">Number of the patient.</param>
    /// <param name="day">When, days after the story begins; a patient has one fact a day.</param>
    /// <param name="isSwollen">Whether the left arm is a quarter above its start.</param>
    public PlannedFact Reading(int patient, int day, bool isSwollen) => Planned(
        patient, day, isSwollen ? FactRole.Swollen : FactRole.AsBefore, "limb-measured", record => new LimbMeasured(
            record, "arm", "perometer", new(VolumeMl: isSwollen ? SwollenMl : StartMl), new(VolumeMl: StartMl)));

    private PlannedFact Planned(int patient, int day, FactRole role, string type, Func<SourceRecord, object> data)
    {
        string id = $"{name}-{patient}-{day}";
        return new(new(id, $"lymph.{type}.v1", SubjectOf(patient), _start.AddDays(day), data(new(id, Version: 1))), role);
    }

    private PlannedFact[] Shuffled(IReadOnlyList<PlannedFact> facts)
    {
        PlannedFact[] shuffled = [.. facts];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
