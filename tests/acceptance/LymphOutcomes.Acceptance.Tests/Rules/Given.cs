using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>The facts of the table in short. Where nothing is said the left limb is the one at risk.</summary>
internal static class Given
{
    /// <summary>Volume of a healthy arm, mL: a round figure, so that 20 mL are 1 % of change.</summary>
    private const double ArmMl = 2000;

    /// <summary>Care context: the left arm or leg is at risk; by surgery when its day is given.</summary>
    public static RowFact AtRisk(string site, int? surgeryDaysAgo = null) => new(
        FactTypes.PatientRegistered,
        500,
        patient => new PatientRegistered(
            patient.Record,
            [new(site, "left", "at-risk")],
            "breast-cancer",
            surgeryDaysAgo is { } days ? [new(patient.Day(days), "left", site, 10)] : null));

    /// <summary>An arm at risk, and its starting size of 2,000 mL 10 days before the surgery.</summary>
    public static RowFact[] WatchedArm(int surgeryDaysAgo) => [AtRisk("arm", surgeryDaysAgo), Arms(surgeryDaysAgo + 10, ArmMl)];

    /// <summary>Both arms, as volumes.</summary>
    public static RowFact Arms(
        double daysAgo, double leftMl, string method = "perometer", string? record = null, int version = 1) => new(
        FactTypes.LimbMeasured,
        daysAgo,
        patient => new LimbMeasured(patient.Record, "arm", method, new(VolumeMl: leftMl), new(VolumeMl: ArmMl)),
        record,
        version);

    /// <summary>Both legs, as volumes.</summary>
    public static RowFact Legs(double daysAgo, double leftMl, double rightMl, string? record = null) => new(
        FactTypes.LimbMeasured,
        daysAgo,
        patient => new LimbMeasured(patient.Record, "leg", "perometer", new(VolumeMl: leftMl), new(VolumeMl: rightMl)),
        record);

    /// <summary>Both legs, by tape, called centimetres.</summary>
    /// <param name="daysAgo">When.</param>
    /// <param name="left">The left one's share of girths of 40 to 60 cm.</param>
    /// <param name="right">The right one's; null for the same.</param>
    /// <param name="fromCm">The left one's share counts from here up; below, it is as the right one.</param>
    public static RowFact LegsByTape(double daysAgo, double left, double? right = null, double fromCm = 0) => new(
        FactTypes.LimbMeasured,
        daysAgo,
        patient => new LimbMeasured(
            patient.Record,
            "leg",
            "tape-fixed",
            Leg(cm => cm >= fromCm ? left : right ?? left),
            Leg(_ => right ?? left),
            "cm",
            "edge"));

    /// <summary>A person names the starting size.</summary>
    public static RowFact Baseline(string site, double daysAgo, string record) => new(
        FactTypes.BaselineSet, daysAgo, patient => new BaselineSet(patient.Record, site, patient.IdOf(record)));

    /// <summary>A record was wrong.</summary>
    public static RowFact Retracted(string record) =>
        new(FactTypes.RecordRetracted, 0, patient => new RecordRetracted(patient.Record, "entered-in-error"), record);

    public static RowFact LDex(double daysAgo, double value) => new(
        FactTypes.BioimpedanceMeasured, daysAgo, patient => new BioimpedanceMeasured(patient.Record, "arm", "left", value));

    public static RowFact Belly(double daysAgo, double cm) => new(
        FactTypes.GirthMeasured, daysAgo, patient => new GirthMeasured(patient.Record, "belly", cm, "cm", Posture: "lying"));

    public static RowFact Weight(double daysAgo, double kg) =>
        new(FactTypes.WeightMeasured, daysAgo, patient => new WeightMeasured(patient.Record, kg, "kg"));

    public static RowFact Temperature(double daysAgo, double celsius) =>
        new(FactTypes.TemperatureMeasured, daysAgo, patient => new TemperatureMeasured(patient.Record, celsius, "Cel"));

    public static RowFact Llis(double daysAgo, double score) =>
        new(FactTypes.QuestionnaireScored, daysAgo, patient => new QuestionnaireScored(patient.Record, "llis", score, Edition: "v2"));

    /// <summary>A report of one symptom.</summary>
    public static RowFact Says(double daysAgo, string code, int score, string sinceLast = "same", string onset = "gradual") =>
        Says(daysAgo, new ReportedSymptom(code, sinceLast, onset, score));

    /// <summary>A report of symptoms.</summary>
    public static RowFact Says(double daysAgo, params ReportedSymptom[] symptoms) =>
        new(FactTypes.SymptomsReported, daysAgo, patient => new SymptomsReported(patient.Record, symptoms));

    /// <summary>A symptom to be reported with others.</summary>
    public static ReportedSymptom Symptom(string code, int score = 5, string onset = "gradual", string? side = null) =>
        new(code, "unknown", onset, score, side);

    public static RowFact Condition(double daysAgo, string condition) =>
        new(FactTypes.ConditionNoted, daysAgo, patient => new ConditionNoted(patient.Record, condition));

    /// <summary>A clinician says that a condition is over.</summary>
    public static RowFact Over(double daysAgo, string condition) =>
        new(FactTypes.ConditionCleared, daysAgo, patient => new ConditionCleared(patient.Record, condition, "provider"));

    /// <summary>A provider allows drainage in spite of a condition.</summary>
    public static RowFact Allowed(double daysAgo, string condition) =>
        new(FactTypes.ProviderClearedForMld, daysAgo, patient => new ProviderClearedForMld(patient.Record, [condition]));

    public static RowFact Restricted(double daysAgo, string area) =>
        new(FactTypes.AreaRestricted, daysAgo, patient => new AreaRestricted(patient.Record, [area], "cancerous-tissue"));

    public static RowFact Session(double daysAgo, string[]? areas = null, string? consentGroin = null, string givenBy = "therapist") => new(
        FactTypes.SessionCompleted,
        daysAgo,
        patient => new SessionCompleted(patient.Record, 45, givenBy, areas, ConsentGroin: consentGroin));

    public static RowFact Booking(double daysAgo, double startsInDays, string? record = null) => new(
        FactTypes.SessionPlanned,
        daysAgo,
        patient => new SessionPlanned(patient.Record, patient.At(-startsInDays), "therapist"),
        record);

    public static RowFact Cancelled(double daysAgo, string record) =>
        new(FactTypes.SessionCancelled, daysAgo, patient => new SessionCancelled(patient.Record, patient.IdOf(record)));

    public static RowFact Fatigue(double daysAgo, int score) =>
        new(FactTypes.SideEffectsReported, daysAgo, patient => new SideEffectsReported(patient.Record, [new("fatigue", score)]));

    public static RowFact Taught(double daysAgo) =>
        new(FactTypes.SelfMldInstructed, daysAgo, patient => new SelfMldInstructed(patient.Record));

    /// <summary>A sleeve to be worn 12 hours a day.</summary>
    public static RowFact Sleeve(double daysAgo) =>
        new(FactTypes.GarmentPrescribed, daysAgo, patient => new GarmentPrescribed(patient.Record, "sleeve", 12, "left"));

    /// <summary>Days in a row on which the garment was worn for so long, oldest first.</summary>
    /// <param name="firstDaysAgo">The first of them.</param>
    /// <param name="hours">Of each day.</param>
    public static IEnumerable<RowFact> Worn(int firstDaysAgo, params double[] hours) => hours.Select((worn, day) => new RowFact(
        FactTypes.GarmentWorn, firstDaysAgo - day, patient => new GarmentWorn(patient.Record, patient.Day(firstDaysAgo - day), worn)));

    private static LimbReading Leg(Func<double, double> shareAt) =>
        new([.. Enumerable.Range(0, 12).Select(station => station * 4)
            .Select(cm => new GirthAtStation(cm, Math.Min(40 + cm, 60) * shareAt(cm)))]);
}
