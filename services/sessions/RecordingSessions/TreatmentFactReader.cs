using System.Collections.Frozen;
using System.Text.Json;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LimbReading = LymphOutcomes.Clinical.LimbReading;
using SentReading = LymphOutcomes.Contracts.Intake.V1.LimbReading;

namespace LymphOutcomes.Sessions.RecordingSessions;

/// <summary>Reads what the course of a treatment is followed by, in our units and types. Pure.</summary>
public static class TreatmentFactReader
{
    /// <summary>Their types.</summary>
    public static FrozenSet<string> Types { get; } = FrozenSet.Create(
        FactTypes.LimbMeasured,
        FactTypes.PatientRegistered,
        FactTypes.SelfMldInstructed,
        FactTypes.GarmentPrescribed,
        FactTypes.GarmentWorn);

    /// <summary>The event to store; null when the type is none of <see cref="Types"/>.</summary>
    /// <exception cref="JsonException">The fact does not say what its type promises.</exception>
    internal static SessionEvent? Read(string type, RecordedFact recorded)
    {
        (string source, DateTimeOffset at, RecordKey record, string hash) =
            (recorded.Source, recorded.EffectiveTime, recorded.Record, recorded.ContentHash);
        return type switch
        {
            FactTypes.LimbMeasured =>
                new LimbsRecorded(source, at, record, hash, Limbs(SessionFactReader.Body<LimbMeasured>(recorded))),
            FactTypes.PatientRegistered =>
                new CareContextRecorded(source, at, record, hash, AtRisk(SessionFactReader.Body<PatientRegistered>(recorded))),
            FactTypes.SelfMldInstructed =>
                new InstructionRecorded(source, at, record, hash, Taught(SessionFactReader.Body<SelfMldInstructed>(recorded))),
            FactTypes.GarmentPrescribed =>
                new GarmentRecorded(source, at, record, hash, GarmentOf(SessionFactReader.Body<GarmentPrescribed>(recorded))),
            FactTypes.GarmentWorn =>
                new GarmentWearRecorded(source, at, record, hash, Wear(SessionFactReader.Body<GarmentWorn>(recorded))),
            _ => null,
        };
    }

    private static LimbsRead Limbs(LimbMeasured sent) => new(
        Word<LimbSite>(sent.Site),
        Word<MeasuringMethod>(sent.Method),
        Reading(sent.Left, sent.GirthUnit, sent.StationMeaning),
        Reading(sent.Right, sent.GirthUnit, sent.StationMeaning),
        sent.ProtocolId,
        sent.ZeroLandmark);

    // An operation puts its limb at risk, whether or not the list of limbs says so.
    private static List<WatchedLimb> AtRisk(PatientRegistered sent) =>
    [
        .. (sent.Limbs ?? []).Select(limb => new WatchedLimb(Word<LimbSite>(limb.Site), Word<Side>(limb.Side)))
            .Concat((sent.Surgeries ?? []).Select(surgery =>
                new WatchedLimb(Word<LimbSite>(surgery.Site ?? "arm"), Word<Side>(surgery.Side))))
            .Distinct(),
    ];

    private static Lesson Taught(SelfMldInstructed sent) => new(sent.Areas, sent.TherapistId);

    private static Garment GarmentOf(GarmentPrescribed sent) => sent.HoursPerDay is > 0 and <= 24
        ? new(
            sent.Kind,
            sent.HoursPerDay,
            sent.Side is { } side ? Word<Side>(side) : null,
            sent.WornAt,
            sent.PressureMinMmHg,
            sent.PressureMaxMmHg,
            sent.HandedOutOn)
        : throw new JsonException($"{sent.HoursPerDay} hours a day is not above 0 and at most 24.");

    private static GarmentWear Wear(GarmentWorn sent) => sent.Hours is >= 0 and <= 24
        ? new(sent.Day, sent.Hours, sent.OfRecord)
        : throw new JsonException($"{sent.Hours} hours is not within 0 to 24.");

    private static LimbReading? Reading(SentReading? sent, string? girthUnit, string? meaning)
    {
        if (sent is null)
            return null;
        IEnumerable<Station> stations = (sent.Girths ?? []).Select(girth => girth is { } at
            ? new Station(at.PositionCm, at.Girth)
            : throw new JsonException("A girth is empty."));
        return LimbReading.TryOfSent(sent.VolumeMl, stations, girthUnit, meaning, out LimbReading? reading, out Refusal? refusal)
            ? reading
            : throw new JsonException(refusal.Words);
    }

    private static T Word<T>(string text)
        where T : struct, Enum =>
        WireText.TryParse(text, out T value)
            ? value
            : throw new JsonException($"'{text}' is not one of {string.Join(", ", WireText.All<T>())}.");
}
