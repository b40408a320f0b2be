using LymphOutcomes.Clinical;

namespace LymphOutcomes.Alerting.PicturingPatients;

// What was measured of a patient beside the volume of limbs (PatientFact.cs). Stored events.

/// <summary>The patient was weighed.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Kg">Body weight, kg.</param>
public sealed record PatientWeighed(FactOrigin Origin, double Kg) : PatientFact(Origin);

/// <summary>A girth that makes no volume.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Site"><c>belly</c>, <c>neck</c>, or <c>hand</c> and <c>foot</c> in a figure of eight.</param>
/// <param name="Side">The side of a hand or foot; null for belly and neck.</param>
/// <param name="Cm">The girth, cm.</param>
/// <param name="Posture">Code of the posture; girths of different postures are not compared; null when not said.</param>
/// <param name="ProtocolId">The clinic's protocol; null when not said.</param>
/// <param name="RaterId">Who measured; null when not said.</param>
public sealed record GirthTaken(
    FactOrigin Origin, string Site, Side? Side, double Cm, string? Posture, string? ProtocolId, string? RaterId)
    : PatientFact(Origin);

/// <summary>Extracellular fluid of one limb by bioimpedance.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Limb">The limb at risk.</param>
/// <param name="LDex">L-Dex score, no unit, higher = more fluid; null when not given.</param>
/// <param name="ImpedanceRatio">The other limb's impedance divided by this limb's, no unit; null when not given.</param>
/// <param name="Device">Model of the device; values of different devices are not compared; null when not said.</param>
/// <param name="Posture">Code of the posture; values of different postures are not compared; null when not said.</param>
public sealed record FluidMeasured(
    FactOrigin Origin, Limb Limb, double? LDex, double? ImpedanceRatio, string? Device, string? Posture)
    : PatientFact(Origin);

/// <summary>Water in the skin, by tissue dielectric constant, at one or more places in one sitting.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Readings">Each place and side once.</param>
/// <param name="Device">Model of the device; values of different devices are not compared; null when not said.</param>
/// <param name="DepthMm">How deep the probe measures, mm; null when not said.</param>
public sealed record SkinWaterMeasured(
    FactOrigin Origin, IReadOnlyList<SkinWaterReading> Readings, string? Device, double? DepthMm)
    : PatientFact(Origin);

/// <summary>Tissue dielectric constant at one place.</summary>
/// <param name="Site"><c>hand</c>, <c>forearm</c>, <c>biceps</c>, <c>foot</c>, <c>calf</c>, <c>thorax</c> or <c>breast</c>.</param>
/// <param name="Side">The patient's left or right.</param>
/// <param name="Value">1 (air) to 80 (water), no unit.</param>
public sealed record SkinWaterReading(string Site, Side Side, double Value);

/// <summary>Body temperature.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Celsius">Degrees Celsius.</param>
/// <param name="Place">Where on the body it was taken, as a code; null when not said.</param>
public sealed record TemperatureTaken(FactOrigin Origin, double Celsius, string? Place) : PatientFact(Origin);

/// <summary>A questionnaire was filled in and scored.</summary>
/// <param name="Origin">Where it came from.</param>
/// <param name="Instrument">Which, as a code of the contract.</param>
/// <param name="Score">As the instrument's scoring sheet gives it.</param>
/// <param name="Scale">Domain or sub-scale; null = the total.</param>
/// <param name="Edition">Edition; scores of different editions are not compared; null when not said.</param>
public sealed record QuestionnaireAnswered(
    FactOrigin Origin, string Instrument, double Score, string? Scale, string? Edition)
    : PatientFact(Origin);
