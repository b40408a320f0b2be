using LymphOutcomes.Contracts.Intake.V1;
using Npgsql;

namespace LymphOutcomes.Intake.IdentifyingPatients;

/// <summary>Names, phones and providers: written by facts, read by coordinators under audit.</summary>
/// <param name="database">Intake's schema.</param>
public sealed class PatientDetailsTable(NpgsqlDataSource database)
{
    /// <summary>Most ids one look-up may ask for.</summary>
    public const int LookupMax = 200;

    // Whoever of several merged patients is asked for, the person is all of them.
    private const string Read = $"""
        select p.patient_id, d.name, d.birth_date, d.phone, d.provider_name, d.provider_phone, i.systems, i.values
        from patients p
        cross join lateral ({DetailsStatements.Person}) person
        cross join lateral (
            select array_agg(one.system order by one.system, one.value) as systems,
                   array_agg(one.value order by one.system, one.value) as values
            from patient_identifiers one where one.tenant = p.tenant and one.patient_id = any (person.members)
        ) i
        {DetailsStatements.InForceOfPerson}
        where p.tenant = $1 and p.patient_id = any ($2) and i.systems is not null
        """;

    private const string ReadIdentifiers = $"""
        select person.survivor, i.system, i.value
        from patients p
        cross join lateral ({DetailsStatements.Person}) person
        join patient_identifiers i on i.tenant = p.tenant and i.patient_id = any (person.members)
        where p.tenant = $1 and p.patient_id = $2
        order by i.system, i.value limit 100
        """;

    private const string Audit =
        "insert into directory_audit (tenant, who, role, at, how_many, patients) values ($1, $2, $3, $4, $5, $6)";

    /// <summary>
    /// Stores newer details, leaves older ones and forgets what was taken back. Safe to repeat; the same updates in any order,
    /// and any number of times, end in the same rows.
    /// </summary>
    public async Task ReplaceAsync(string tenant, IReadOnlyCollection<DetailsUpdate> updates, CancellationToken ct)
    {
        if (updates.Count == 0)
            return;
        await using NpgsqlBatch batch = database.CreateBatch();
        // Sorted: two batches that update the same records in different orders would wait for each other for ever.
        foreach (DetailsUpdate update in updates
            .OrderBy(update => update.Patient).ThenBy(update => update.Record.Key, StringComparer.Ordinal))
        {
            batch.BatchCommands.Add(DetailsStatements.Merge(tenant, update));
            batch.BatchCommands.Add(DetailsStatements.ForgetTakenBack(tenant, update));
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Names for a coordinator's screen. Who asked is written down in the same round trip, before the answer leaves.
    /// </summary>
    /// <param name="tenant">The caller's hospital.</param>
    /// <param name="who">The caller.</param>
    /// <param name="role">The caller's role.</param>
    /// <param name="at">Now.</param>
    /// <param name="patients">At most <see cref="LookupMax"/>.</param>
    /// <param name="ct">Stops the call.</param>
    public async Task<IReadOnlyList<PatientDirectoryEntry>> LookUpAsync(
        string tenant, string who, string role, DateTimeOffset at, Guid[] patients, CancellationToken ct)
    {
        await using NpgsqlBatch batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Audit)
        {
            Parameters =
            {
                new() { Value = tenant }, new() { Value = who }, new() { Value = role },
                new() { Value = at.ToUniversalTime() }, new() { Value = patients.Length }, new() { Value = patients },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Read)
        {
            Parameters = { new() { Value = tenant }, new() { Value = patients } },
        });
        List<PatientDirectoryEntry> entries = [];
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            entries.Add(EntryOf(reader));
        return entries;
    }

    /// <summary>
    /// The hospital's identifiers of one person, with the patient who goes on for them; null for an unknown one.
    /// </summary>
    public async Task<PatientIdentifiers?> IdentifiersAsync(string tenant, Guid patient, CancellationToken ct)
    {
        await using NpgsqlCommand command = database.CreateCommand(ReadIdentifiers);
        command.Parameters.Add(new() { Value = tenant });
        command.Parameters.Add(new() { Value = patient });
        List<PatientIdentifier> identifiers = [];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            patient = reader.GetGuid(0);
            identifiers.Add(new(reader.GetString(1), reader.GetString(2)));
        }

        return identifiers.Count > 0 ? new(patient, identifiers) : null;
    }

    private static PatientDirectoryEntry EntryOf(NpgsqlDataReader reader)
    {
        string? provider = Text(reader, 4);
        return new(
            reader.GetGuid(0),
            Text(reader, 1),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2),
            Text(reader, 3),
            provider is null ? null : new ProviderToCall(provider, Text(reader, 5)),
            [.. reader.GetFieldValue<string[]>(6)
                .Zip(reader.GetFieldValue<string[]>(7), (system, value) => new PatientIdentifier(system, value))]);
    }

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
