using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Sessions.CompletingSessions;

namespace LymphOutcomes.Sessions.FollowingSessions;

/// <summary>What people may say of a session, within the words and ranges of the contract. Pure.</summary>
public static class SessionWords
{
    /// <summary>Longest session, minutes.</summary>
    public const int MinutesMax = 480;

    private const int AreasMax = 60;
    private const int EffectsMax = 20;
    private const int PressureMaxMmHg = 200;
    private const int CodeMax = 64;

    private static readonly string[] Givers = ["therapist", "self", "caregiver"];
    private static readonly string[] Phases = ["intensive", "maintenance", "unknown"];
    private static readonly string[] Purposes = ["lymphedema", "cosmetic"];
    private static readonly string[] Consents = ["yes", "no", "not-needed"];
    private static readonly string[] Effects = ["fatigue", "headache", "nausea", "other"];

    /// <summary>What is wrong with a plan; null when nothing is.</summary>
    public static string? WrongWith(SessionBooking booking)
    {
        ArgumentNullException.ThrowIfNull(booking);
        return OneOf("givenBy", Givers, booking.GivenBy)
            ?? Minutes(booking.Minutes)
            ?? Areas("areas", booking.Areas)
            ?? Code("therapistId", booking.TherapistId)
            ?? OneOf("phase", Phases, booking.Phase)
            ?? OneOf("purpose", Purposes, booking.Purpose);
    }

    /// <summary>What is wrong with what is told of a session; null when nothing is.</summary>
    public static string? WrongWith(ToldOfSession told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return Areas("areas", told.Areas)
            ?? Minutes(told.Minutes)
            ?? Code("therapistId", told.TherapistId)
            ?? OneOf("phase", Phases, told.Phase)
            ?? OneOf("consentGroin", Consents, told.ConsentGroin)
            ?? OneOf("purpose", Purposes, told.Purpose)
            ?? (told.PressureMmHg is < 0 or > PressureMaxMmHg ? $"pressureMmHg is 0 to {PressureMaxMmHg}." : null)
            ?? (told.SideEffects?.Count > EffectsMax ? $"sideEffects are at most {EffectsMax}." : null)
            ?? told.SideEffects?.Select(WrongWith).FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>What is wrong with a list of areas; null when nothing is.</summary>
    public static string? Areas(string name, IReadOnlyList<string>? areas) =>
        areas is { Count: > AreasMax }
            ? $"{name} are at most {AreasMax}."
            : areas?.Where(area => !BodyAreas.All.Contains(area))
                .Select(area => $"{name}: '{area}' is not one of {string.Join(", ", BodyAreas.All)}.")
                .FirstOrDefault();

    /// <summary>What is wrong with a code of the clinic; null when nothing is, or none was given.</summary>
    public static string? Code(string name, string? code) =>
        code is null || (code.Length is > 0 and <= CodeMax && code.All(sign => sign is > ' ' and <= '~'))
            ? null
            : $"{name} is a code of the clinic, 1 to {CodeMax} visible characters.";

    /// <summary>What is wrong with a word; null when nothing is, or none was given.</summary>
    public static string? OneOf(string name, IReadOnlyList<string> words, string? word) =>
        word is null || words.Contains(word) ? null : $"{name} is one of {string.Join(", ", words)}.";

    private static string? Minutes(int? minutes) => minutes is < 1 or > MinutesMax ? $"minutes are 1 to {MinutesMax}." : null;

    private static string? WrongWith(SideEffectTold? effect) => effect is null
        ? "A side effect is empty."
        : OneOf("effect", Effects, effect.Effect) ?? (effect.Score is < 0 or > 10 ? "score is 0 to 10." : null);
}
