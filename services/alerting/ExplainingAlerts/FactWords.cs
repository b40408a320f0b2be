using System.Globalization;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.ExplainingAlerts;

/// <summary>A fact in words, as a coordinator would read it off a sheet. Pure.</summary>
internal static class FactWords
{
    /// <summary>What was measured or told.</summary>
    public static string Of(PatientFact fact) => fact switch
    {
        LimbsMeasured sitting =>
            $"{sitting.Site.ToWire()}s by {sitting.Protocol.Method.ToWire()}: left {Ml(sitting.Left)}, right {Ml(sitting.Right)}",
        PatientWeighed weighed => $"weight {weighed.Kg:0.#} kg",
        SymptomsTold told => string.Join("; ", told.Symptoms.Select(Symptom)),
        GirthTaken girth => $"{Sided(girth.Side)}{girth.Site} {girth.Cm:0.0} cm",
        FluidMeasured fluid =>
            $"{Of(fluid.Limb)}: {(fluid.LDex is { } index ? $"L-Dex {index:0.0}" : $"impedance ratio {fluid.ImpedanceRatio:0.000}")}",
        TemperatureTaken temperature => $"temperature {temperature.Celsius:0.0} °C",
        QuestionnaireAnswered answered => $"{answered.Instrument} {answered.Score:0.##}{(answered.Scale is { } of ? $" ({of})" : "")}",
        ConditionFound found => $"{found.Condition}{(found.Onset is { } day ? $", since {Of(day)}" : "")}",
        ConditionOver over => $"{over.Condition} over",
        SessionGiven session => $"session of {session.Minutes} minutes, given by {session.GivenBy}"
            + (session.Areas is { Count: > 0 } areas ? $", areas {string.Join(", ", areas)}" : ""),
        SessionBooked booked => $"session booked for {booked.StartsAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}",
        SideEffectsTold effects => string.Join("; ", effects.Effects.Select(effect =>
            $"{effect.Effect}{(effect.Score is { } score ? $" {score} of 10" : "")} after a session")),
        GarmentWornOn worn => $"garment worn {worn.Hours:0.#} h on {Of(worn.Day)}",
        GarmentGiven garment => $"{garment.Kind} for {garment.HoursPerDay:0.#} h a day",
        _ => fact.GetType().Name,
    };

    private static string Symptom(SymptomTold symptom) =>
        $"{Sided(symptom.Side)}{symptom.Code.Replace('_', ' ').ToLowerInvariant()}"
        + (symptom.Score is { } score ? $" {score} of 10" : "")
        + (symptom.SinceLast == SinceLast.Unknown ? "" : $", {symptom.SinceLast.ToWire()}");

    private static string Of(Limb limb) => $"{limb.Side.ToWire()} {limb.Site.ToWire()}";

    private static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Sided(Side? side) => side is { } one ? $"{one.ToWire()} " : "";

    private static string Ml(LimbReading? reading) => reading is null
        ? "not measured"
        : $"{Math.Round((decimal)LimbVolume.Ml(reading), 0, MidpointRounding.AwayFromZero):#,0} mL";
}
