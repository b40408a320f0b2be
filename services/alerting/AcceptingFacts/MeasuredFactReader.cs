using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Alerting.AcceptingFacts;

/// <summary>Reads what was measured beside the volume of limbs. Throws what <see cref="FactReader"/> parks an item for.</summary>
internal static class MeasuredFactReader
{
    /// <summary>The fact; null when the type is none of these.</summary>
    public static PatientFact? Of(string type, FactOrigin origin, RecordedFact recorded) => type switch
    {
        FactTypes.WeightMeasured => Weighed(origin, recorded),
        FactTypes.GirthMeasured => Girth(origin, recorded),
        FactTypes.BioimpedanceMeasured => Fluid(origin, recorded),
        FactTypes.TissueDielectricMeasured => SkinWater(origin, recorded),
        FactTypes.TemperatureMeasured => Temperature(origin, recorded),
        FactTypes.QuestionnaireScored => Questionnaire(origin, recorded),
        _ => null,
    };

    private static PatientWeighed Weighed(FactOrigin origin, RecordedFact recorded)
    {
        WeightMeasured sent = FactReader.Body<WeightMeasured>(recorded);
        return BodyWeight.TryToKg(sent.Value, sent.Unit, out double kg)
            ? new(origin, Possible(kg, PhysicalRange.WeightKg))
            : throw UnknownUnit(sent.Unit);
    }

    private static GirthTaken Girth(FactOrigin origin, RecordedFact recorded)
    {
        GirthMeasured sent = FactReader.Body<GirthMeasured>(recorded);
        PhysicalRange range = sent.Site switch
        {
            "belly" => PhysicalRange.BellyCm,
            "neck" => PhysicalRange.NeckCm,
            "hand" or "foot" => PhysicalRange.FigureOfEightCm,
            _ => throw new UnreadableItemException($"A girth of '{sent.Site}' is not known."),
        };
        return Clinical.Girth.TryToCm(sent.Value, sent.Unit, out double cm)
            ? new(origin, sent.Site, FactReader.SideOf(sent.Side), Possible(cm, range), sent.Posture, sent.ProtocolId, sent.RaterId)
            : throw UnknownUnit(sent.Unit);
    }

    private static FluidMeasured Fluid(FactOrigin origin, RecordedFact recorded)
    {
        BioimpedanceMeasured sent = FactReader.Body<BioimpedanceMeasured>(recorded);
        return new(
            origin,
            new(FactReader.Word<LimbSite>(sent.Site), FactReader.Word<Side>(sent.Side)),
            sent.LDex,
            sent.ImpedanceRatio,
            sent.Device,
            sent.Posture);
    }

    private static SkinWaterMeasured SkinWater(FactOrigin origin, RecordedFact recorded)
    {
        TissueDielectricMeasured sent = FactReader.Body<TissueDielectricMeasured>(recorded);
        return new(
            origin,
            [
                .. FactReader.Entries(sent.Readings)
                    .Select(reading => new SkinWaterReading(reading.Site, FactReader.Word<Side>(reading.Side), reading.Value)),
            ],
            sent.Device,
            sent.DepthMm);
    }

    private static TemperatureTaken Temperature(FactOrigin origin, RecordedFact recorded)
    {
        TemperatureMeasured sent = FactReader.Body<TemperatureMeasured>(recorded);
        return BodyTemperature.TryToCelsius(sent.Value, sent.Unit, out double celsius)
            ? new(origin, Possible(celsius, PhysicalRange.TemperatureCelsius), sent.Place)
            : throw UnknownUnit(sent.Unit);
    }

    private static QuestionnaireAnswered Questionnaire(FactOrigin origin, RecordedFact recorded)
    {
        QuestionnaireScored sent = FactReader.Body<QuestionnaireScored>(recorded);
        return new(origin, sent.Instrument, sent.Score, sent.Scale, sent.Edition);
    }

    private static double Possible(double value, PhysicalRange range) =>
        range.Holds(value) ? value : throw new UnreadableItemException($"{value} {range.Unit} is not within {range}.");

    private static UnreadableItemException UnknownUnit(string? unit) => new($"Unit '{unit}' is not known.");
}
