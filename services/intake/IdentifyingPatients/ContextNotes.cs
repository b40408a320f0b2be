using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Intake.IdentifyingPatients;

/// <summary>
/// The words of <c>context-noted</c> facts, beside the log, so that they can be erased; the event knows of them only by its content
/// hash.
/// </summary>
/// <param name="database">Intake's schema.</param>
public sealed class ContextNotes(NpgsqlDataSource database)
{
    // Selected from the patients, so that one erased a moment ago is no error: there is nothing to keep.
    private const string Keep = """
        insert into context_notes (tenant, event_id, patient_id, note)
        select p.tenant, w.event_id, p.patient_id, w.note
        from unnest($2::uuid[], $3::uuid[], $4::text[]) as w (event_id, patient_id, note)
        join patients p on p.tenant = $1 and p.patient_id = w.patient_id
        order by w.event_id
        on conflict (tenant, event_id) do nothing
        """;

    /// <summary>Keeps them; safe to repeat.</summary>
    public async Task KeepAsync(string tenant, IReadOnlyCollection<ContextNote> notes, CancellationToken ct)
    {
        if (notes.Count == 0)
            return;
        await using NpgsqlCommand command = database.CreateCommand(Keep);
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Text, Value = tenant });
        command.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = notes.Select(note => note.Event).ToArray(),
        });
        command.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = notes.Select(note => note.Patient).ToArray(),
        });
        command.Parameters.Add(new()
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = notes.Select(note => note.Words).ToArray(),
        });
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>Words that came with a fact.</summary>
/// <param name="Event">The stored event they came with.</param>
/// <param name="Patient">Our patient id.</param>
/// <param name="Words">As sent.</param>
public sealed record ContextNote(Guid Event, Guid Patient, string Words);
