using System.Security.Cryptography;
using System.Text;
using LymphOutcomes.Alerting.GettingAlerts;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Alerting.HandlingAlerts;

/// <summary>Keeps the text a person sends with a step, before the step: no event points at nothing.</summary>
/// <param name="alerts">To find the patient.</param>
/// <param name="notes">Where texts are kept.</param>
/// <param name="time">For ids.</param>
internal sealed class NoteKeeper(AlertQueries alerts, Notes notes, TimeProvider time)
{
    /// <summary>Longest text, characters.</summary>
    public const int NoteMax = 2_000;

    /// <summary>Keeps the text, if there is one, and takes the step.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="text">As sent.</param>
    /// <param name="http">Who asks, and the version they saw.</param>
    /// <param name="step">Gets what names the text; null without one, or when the step is refused anyhow.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IResult> WithNoteAsync(
        Guid id, string? text, HttpContext http, Func<NoteRef?, Task<IResult>> step, CancellationToken ct)
    {
        if (text is { Length: > NoteMax } || text?.Contains('\0', StringComparison.Ordinal) == true)
            return HandlingEndpoints.Invalid($"note is up to {NoteMax} characters, without NUL.");
        if (string.IsNullOrWhiteSpace(text))
            return await step(null);
        if (await alerts.FindAsync(http.User.Tenant(), id, ct) is not { } found)
            return HandlingEndpoints.NoSuchAlert();
        // A note to a step that is refused would be a patient's text that no event names; a race still loses one in a while,
        // in a table that erasing the patient empties.
        if (HandlingEndpoints.Handler.VersionSeen(http.Request) != found.Alert.Version)
            return await step(null);

        NoteRef note = NameOf(text);
        await KeepAsync(http.User.Tenant(), found.Alert.Patient, note, text, ct);
        return await step(note);
    }

    /// <summary>Names a text that is not kept yet.</summary>
    public NoteRef NameOf(string text) => new(
        Guid.CreateVersion7(time.GetUtcNow()), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <summary>Keeps a text under its name.</summary>
    public Task KeepAsync(string tenant, Guid patient, NoteRef name, string text, CancellationToken ct) =>
        notes.KeepAsync(tenant, name.Id, patient, text, ct);
}
