using System.Text.Json.Serialization;

namespace LymphOutcomes.Clinical;

/// <summary>A condition that speaks against manual lymphatic drainage (MLD) while it is active.</summary>
/// <remarks>Source: the eight conditions of the seed page (Cleveland Clinic, reviewed 2024-09-19).</remarks>
[JsonConverter(typeof(WireTextConverter<Contraindication>))]
public enum Contraindication
{
    /// <summary>Infection of the skin.</summary>
    [JsonStringEnumMemberName("cellulitis")]
    Cellulitis,

    /// <summary>Another acute infection.</summary>
    [JsonStringEnumMemberName("infection")]
    Infection,

    /// <summary>38.0 Cel or more, with or without a diagnosis.</summary>
    [JsonStringEnumMemberName("fever")]
    Fever,

    /// <summary>Deep vein thrombosis.</summary>
    [JsonStringEnumMemberName("dvt")]
    Dvt,

    /// <summary>Another blood clot.</summary>
    [JsonStringEnumMemberName("blood-clot")]
    BloodClot,

    /// <summary>Stroke.</summary>
    [JsonStringEnumMemberName("stroke")]
    Stroke,

    /// <summary>Heart disease; holds for life unless a provider clears.</summary>
    [JsonStringEnumMemberName("heart-disease")]
    HeartDisease,

    /// <summary>Kidney failure; holds for life unless a provider clears.</summary>
    [JsonStringEnumMemberName("kidney-failure")]
    KidneyFailure,
}

/// <summary>How grave a session in spite of a contraindication is.</summary>
public enum HoldGroup
{
    /// <summary>No MLD at all while it is active; a session all the same is urgent.</summary>
    Acute,

    /// <summary>No MLD until a provider clears; a session all the same means a call to the provider.</summary>
    UntilCleared,
}

/// <summary>What is known of contraindications as such.</summary>
public static class Contraindications
{
    /// <summary>Its group: heart disease and kidney failure hold until a provider clears, all others are acute.</summary>
    /// <remarks>
    /// Source: the seed page lists the eight without grading; the grading is a choice, as in practitioner lists (ltstherapy.com,
    /// middlegeorgiamedicalmassage.com, wakemedical; weak sources).
    /// </remarks>
    public static HoldGroup GroupOf(Contraindication condition) =>
        condition is Contraindication.HeartDisease or Contraindication.KidneyFailure ? HoldGroup.UntilCleared : HoldGroup.Acute;

    /// <summary>True when swelling measured meanwhile is not the lymphedema's own: cellulitis and deep vein thrombosis.</summary>
    /// <remarks>Source: domain sheet 4.6 [choice].</remarks>
    public static bool MakesSwellingAcute(Contraindication condition) =>
        condition is Contraindication.Cellulitis or Contraindication.Dvt;
}
