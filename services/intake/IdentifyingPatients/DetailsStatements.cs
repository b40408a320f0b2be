using LymphOutcomes.Contracts.Intake.V1;
using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.Intake.IdentifyingPatients;

/// <summary>
/// The rules of <c>patient_details</c> as SQL. A row holds the highest version of one record and the furthest retraction of it:
/// two maxima, so no order of arrival can show in it. Which record counts is chosen on reading.
/// </summary>
/// <remarks>
/// Ranks are those alerting gives measurements: version, then time of issue, then content. One difference, on the safe side: when
/// the highest version was taken back, no lower one takes its place, because a name that was replaced once is not kept.
/// </remarks>
internal static class DetailsStatements
{
    /// <summary>
    /// Joins as <c>d</c> the details that count of a patient <c>p</c>: of all records not taken back, those that are so since
    /// latest. Nulls when there are none.
    /// </summary>
    public const string InForce = """
        left join lateral (
            select r.name, r.birth_date, r.phone, r.provider_name, r.provider_phone
            from patient_details r
            where r.tenant = p.tenant and r.patient_id = p.patient_id and r.name is not null
            order by r.effective desc, r.content_hash desc, r.record_key desc
            limit 1
        ) d on true
        """;

    /// <summary>Of a patient <c>p</c>: who goes on for the person they are, and who all of them are.</summary>
    public const string Person = """
        select top.survivor, array_agg(all_of.patient_id) as members
        from (
            select coalesce((
                select m.merged_into from merged_patients m where m.tenant = p.tenant and m.patient_id = p.patient_id
            ), p.patient_id) as survivor
        ) top
        cross join lateral (
            select top.survivor as patient_id
            union all
            select m.patient_id from merged_patients m where m.tenant = p.tenant and m.merged_into = top.survivor
        ) all_of
        group by top.survivor
        """;

    /// <summary>As <see cref="InForce"/>, for all patients of the person that <see cref="Person"/> says.</summary>
    public const string InForceOfPerson = """
        left join lateral (
            select r.name, r.birth_date, r.phone, r.provider_name, r.provider_phone
            from patient_details r
            where r.tenant = p.tenant and r.patient_id = any (person.members) and r.name is not null
            order by r.effective desc, r.content_hash desc, r.record_key desc
            limit 1
        ) d on true
        """;

    // Selected from the patient, so that one erased a moment ago is no error: there is nothing to keep.
    private const string MergeDetails = """
        insert into patient_details as d (
            tenant, patient_id, record_key, version, issued_at, effective, content_hash,
            name, birth_date, phone, provider_name, provider_phone)
        select p.tenant, p.patient_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
        from patients p where p.tenant = $1 and p.patient_id = $2
        on conflict (tenant, patient_id, record_key) do update set
            version = excluded.version, issued_at = excluded.issued_at, effective = excluded.effective,
            content_hash = excluded.content_hash, name = excluded.name, birth_date = excluded.birth_date,
            phone = excluded.phone, provider_name = excluded.provider_name, provider_phone = excluded.provider_phone
        where d.content_hash is null
            or (coalesce(d.version, 0), coalesce(d.issued_at, '-infinity'), d.content_hash)
                < (coalesce(excluded.version, 0), coalesce(excluded.issued_at, '-infinity'), excluded.content_hash)
        """;

    // Kept also when no details of this record came yet: the retraction may be the first to arrive. `greatest` ignores nulls.
    private const string MergeRetraction = """
        insert into patient_details as d (tenant, patient_id, record_key, retracted_version, retracted_until)
        select p.tenant, p.patient_id, $3, $4, $5
        from patients p where p.tenant = $1 and p.patient_id = $2
        on conflict (tenant, patient_id, record_key) do update set
            retracted_version = greatest(d.retracted_version, excluded.retracted_version),
            retracted_until = greatest(d.retracted_until, excluded.retracted_until)
        """;

    // A version without a number, or without a time of issue, comes before every retraction that has one.
    private const string Forget = """
        update patient_details set name = null, birth_date = null, phone = null, provider_name = null, provider_phone = null
        where tenant = $1 and patient_id = $2 and record_key = $3 and name is not null
            and (coalesce(version, 0) <= retracted_version or coalesce(issued_at, '-infinity') <= retracted_until)
        """;

    /// <summary>Takes new details, or a retraction, into the row of their record.</summary>
    public static NpgsqlBatchCommand Merge(string tenant, DetailsUpdate update) =>
        update.Details is { } details ? MergeOf(tenant, update, details) : MergeOfRetraction(tenant, update);

    /// <summary>Removes what a person could be recognised or called by, if the record was taken back.</summary>
    public static NpgsqlBatchCommand ForgetTakenBack(string tenant, DetailsUpdate update) => new(Forget)
    {
        Parameters =
        {
            Typed(NpgsqlDbType.Text, tenant), Typed(NpgsqlDbType.Uuid, update.Patient), Typed(NpgsqlDbType.Text, update.Record.Key),
        },
    };

    private static NpgsqlBatchCommand MergeOf(string tenant, DetailsUpdate update, PatientDetails details) => new(MergeDetails)
    {
        Parameters =
        {
            Typed(NpgsqlDbType.Text, tenant),
            Typed(NpgsqlDbType.Uuid, update.Patient),
            Typed(NpgsqlDbType.Text, update.Record.Key),
            Typed(NpgsqlDbType.Integer, update.Record.Version),
            Typed(NpgsqlDbType.TimestampTz, update.Record.IssuedAt?.ToUniversalTime()),
            Typed(NpgsqlDbType.TimestampTz, update.EffectiveTime.ToUniversalTime()),
            Typed(NpgsqlDbType.Text, update.ContentHash),
            Typed(NpgsqlDbType.Text, details.Name),
            Typed(NpgsqlDbType.Date, details.BirthDate),
            Typed(NpgsqlDbType.Text, details.Phone),
            Typed(NpgsqlDbType.Text, details.Provider?.Name),
            Typed(NpgsqlDbType.Text, details.Provider?.Phone),
        },
    };

    private static NpgsqlBatchCommand MergeOfRetraction(string tenant, DetailsUpdate update)
    {
        DateTimeOffset until = update.Record.IssuedAt ?? update.EffectiveTime;
        return new(MergeRetraction)
        {
            Parameters =
            {
                Typed(NpgsqlDbType.Text, tenant),
                Typed(NpgsqlDbType.Uuid, update.Patient),
                Typed(NpgsqlDbType.Text, update.Record.Key),
                Typed(NpgsqlDbType.Integer, update.Record.Version),
                // With a version the version alone decides.
                Typed(NpgsqlDbType.TimestampTz, update.Record.Version is null ? until.ToUniversalTime() : null),
            },
        };
    }

    private static NpgsqlParameter Typed(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
