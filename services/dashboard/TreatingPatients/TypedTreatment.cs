using System.Globalization;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Dashboard.CallingServices;
using LymphOutcomes.Dashboard.Layout;

namespace LymphOutcomes.Dashboard.TreatingPatients;

/// <summary>What a person typed of a session, so that it is read once and is not lost when it cannot be stored.</summary>
/// <param name="Version">The version of the session the person saw; null when it was not sent.</param>
/// <param name="Areas">Areas chosen, in the order of the page.</param>
/// <param name="Consent">As on the wire; null when not asked.</param>
/// <param name="Minutes">As typed.</param>
/// <param name="Pressure">As typed, mmHg.</param>
/// <param name="StartedAt">As typed; null when it was started here.</param>
/// <param name="Bandaged"><c>yes</c>, <c>no</c> or empty.</param>
/// <param name="Garment"><c>yes</c>, <c>no</c> or empty.</param>
public sealed record TypedTreatment(
    int? Version,
    IReadOnlyList<string> Areas,
    string? Consent,
    string? Minutes,
    string? Pressure,
    string? StartedAt,
    string? Bandaged,
    string? Garment)
{
    private const int MinutesMax = 480;
    private const int PressureMaxMmHg = 200;
    private static readonly string[] Consents = ["yes", "no", "not-needed"];

    /// <summary>What a form sent; words that nobody can choose on the page are left out.</summary>
    /// <param name="form">As sent.</param>
    public static TypedTreatment Of(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new(
            int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : null,
            [.. form["areas"].OfType<string>().Where(BodyAreas.All.Contains).Distinct()],
            Array.Find(Consents, word => word == form["consent"]),
            Text("minutes"),
            Text("pressure"),
            Text("startedAt"),
            Text("bandaged"),
            Text("garment"));

        string? Text(string name) => form[name].ToString().Trim() is { Length: > 0 and <= 40 } text ? text : null;
    }

    /// <summary>What is wrong with it, for the person; null when nothing is.</summary>
    /// <param name="display">Reads times.</param>
    public string? Fault(Display display)
    {
        if (Version is null)
            return "The page was not sent whole.";
        if (Minutes is not null && MinutesOf(Minutes) is null)
            return $"Minutes are a whole number from 1 to {MinutesMax}.";
        if (Pressure is not null && PressureOf(Pressure) is null)
            return $"Pressure is a number from 0 to {PressureMaxMmHg} mmHg.";
        return StartedAt is not null && display.Read(StartedAt) is null ? "Choose a day and a time for the beginning." : null;
    }

    /// <summary>As it goes to sessions when one is started.</summary>
    public StartTold ToStart() => new(Areas.Count == 0 ? null : Areas, Consent);

    /// <summary>As it goes to sessions when one took place.</summary>
    /// <param name="display">Reads times.</param>
    public CompletionTold ToCompletion(Display display) => new(
        Areas.Count == 0 ? null : Areas,
        MinutesOf(Minutes),
        StartedAt is null ? null : display.Read(StartedAt),
        Consent,
        PressureOf(Pressure),
        Answer(Bandaged),
        Answer(Garment));

    private static bool? Answer(string? word) => word switch { "yes" => true, "no" => false, _ => null };

    private static int? MinutesOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) && minutes is >= 1 and <= MinutesMax
            ? minutes
            : null;

    private static double? PressureOf(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double pressure)
        && pressure is >= 0 and <= PressureMaxMmHg
            ? pressure
            : null;
}
