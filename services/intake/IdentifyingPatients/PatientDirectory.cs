using System.Security.Cryptography;
using LymphOutcomes.Intake.ReceivingFacts;
using Npgsql;

namespace LymphOutcomes.Intake.IdentifyingPatients;

/// <summary>Gives each patient of a hospital an id on first sight.</summary>
/// <param name="database">Intake's schema.</param>
public sealed class PatientDirectory(NpgsqlDataSource database)
{
    // Two statements in one round trip. They stay two: the second takes its own snapshot after the first has waited for
    // whoever was adding the same identifier, and so sees their patient. One statement would see neither's.
    private const string AddUnknown = """
        with wanted as materialized (
            select w.system, w.value, w.key, gen_random_uuid() as patient_id
            from unnest($2::text[], $3::text[], $4::bytea[]) as w (system, value, key)
            where not exists (
                select 1 from patient_identifiers i where i.tenant = $1 and i.system = w.system and i.value = w.value)
        ), added as (
            insert into patient_identifiers (tenant, system, value, patient_id)
            select $1, w.system, w.value, w.patient_id from wanted w
            on conflict (tenant, system, value) do nothing
            returning patient_id
        )
        insert into patients (tenant, patient_id, key)
        select $1, w.patient_id, w.key from wanted w join added a using (patient_id)
        """;

    private const string ReadAll = $"""
        select i.system, i.value, p.patient_id, p.key, d.birth_date, coalesce(m.merged_into, p.patient_id)
        from unnest($2::text[], $3::text[]) as w (system, value)
        join patient_identifiers i on i.tenant = $1 and i.system = w.system and i.value = w.value
        join patients p on p.tenant = i.tenant and p.patient_id = i.patient_id
        left join merged_patients m on m.tenant = p.tenant and m.patient_id = p.patient_id
        {DetailsStatements.InForce}
        """;

    /// <summary>
    /// The patients of a batch; those never seen before are added. One round trip, safe under concurrency.
    /// </summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="subjects">At most 1,000; repeats are fine.</param>
    /// <param name="ct">Stops the call.</param>
    public Task<IReadOnlyDictionary<Subject, KnownPatient>> IdentifyAsync(
        string tenant, IEnumerable<Subject> subjects, CancellationToken ct) =>
        ReadAsync(tenant, subjects, addsUnknown: true, ct);

    /// <summary>Those of some patients who were seen before. Adds nothing.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="subjects">At most 1,000; repeats are fine.</param>
    /// <param name="ct">Stops the call.</param>
    public Task<IReadOnlyDictionary<Subject, KnownPatient>> KnownAsync(
        string tenant, IEnumerable<Subject> subjects, CancellationToken ct) => ReadAsync(tenant, subjects, addsUnknown: false, ct);

    /// <summary>The patient an identifier stands for, merges followed; null when it was never seen. Adds nothing.</summary>
    public async Task<Guid?> FindAsync(string tenant, Subject subject, CancellationToken ct) =>
        (await KnownAsync(tenant, [subject], ct)).GetValueOrDefault(subject)?.Survivor;

    private async Task<IReadOnlyDictionary<Subject, KnownPatient>> ReadAsync(
        string tenant, IEnumerable<Subject> subjects, bool addsUnknown, CancellationToken ct)
    {
        // Sorted: two batches that add the same patients in different orders would wait for each other for ever.
        Subject[] wanted = [.. subjects.Distinct()
            .OrderBy(subject => subject.System, StringComparer.Ordinal).ThenBy(subject => subject.Value, StringComparer.Ordinal)];
        Dictionary<Subject, KnownPatient> known = [];
        if (wanted.Length == 0)
            return known;

        string[] systems = [.. wanted.Select(subject => subject.System)];
        string[] values = [.. wanted.Select(subject => subject.Value)];
        await using NpgsqlBatch batch = database.CreateBatch();
        if (addsUnknown)
        {
            byte[][] keys = [.. wanted.Select(_ => RandomNumberGenerator.GetBytes(32))];
            batch.BatchCommands.Add(new NpgsqlBatchCommand(AddUnknown)
            {
                Parameters = { new() { Value = tenant }, new() { Value = systems }, new() { Value = values }, new() { Value = keys } },
            });
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(ReadAll)
        {
            Parameters = { new() { Value = tenant }, new() { Value = systems }, new() { Value = values } },
        });
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            DateOnly? birthDate = await reader.IsDBNullAsync(4, ct) ? null : reader.GetFieldValue<DateOnly>(4);
            known[new(reader.GetString(0), reader.GetString(1))] =
                new(reader.GetGuid(2), reader.GetFieldValue<byte[]>(3), birthDate, reader.GetGuid(5));
        }

        return known;
    }
}
