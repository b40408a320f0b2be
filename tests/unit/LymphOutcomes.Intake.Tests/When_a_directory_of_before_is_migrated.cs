using LymphOutcomes.Testing;
using Npgsql;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_directory_of_before_is_migrated(DirectoryOnPostgres directory) : IClassFixture<DirectoryOnPostgres>
{
    [OnPostgresFact]
    public async Task The_details_move_and_a_patient_without_any_gets_none()
    {
        await directory.MakeAsync();
        await RunAsync("create schema before");
        await RunAsync(Migration("101_directory"));
        await RunAsync("""
            insert into patients (tenant, patient_id, key, name, birth_date, phone, provider_name, provider_phone,
                                  details_record, details_version, details_issued, details_effective, details_hash)
            values ('st-anna', '00000000-0000-0000-0000-000000000001', decode(repeat('00', 32), 'hex'), 'Ada Example', '1970-05-01',
                    '1', 'Dr Test', '2', 'rec', 3, '2026-01-02 00:00Z', '2026-01-01 00:00Z', 'hash');
            insert into patients (tenant, patient_id, key)
            values ('st-anna', '00000000-0000-0000-0000-000000000002', decode(repeat('00', 32), 'hex'));
            """);

        await RunAsync(Migration("103_patient_details"));

        Assert.Equal(
            ["(st-anna,00000000-0000-0000-0000-000000000001,rec,3,t,t,hash,\"Ada Example\",1970-05-01,1,\"Dr Test\",2,,)"],
            await directory.QueryAsync("""
                select (tenant, patient_id, record_key, version, issued_at = '2026-01-02 00:00Z', effective = '2026-01-01 00:00Z',
                        content_hash, name, birth_date, phone, provider_name, provider_phone, retracted_version, retracted_until)::text
                from before.patient_details
                """));
        Assert.Equal(["2"], await directory.QueryAsync("select count(*)::text from before.patients"));
    }

    private static string Migration(string name)
    {
        using Stream file = typeof(IntakeEvent).Assembly.GetManifestResourceStream($"LymphOutcomes.Intake.Migrations.{name}.sql")!;
        using StreamReader text = new(file);
        return text.ReadToEnd();
    }

    private async Task RunAsync(string sql)
    {
        await using NpgsqlConnection connection = await directory.Database.OpenConnectionAsync();
        await using NpgsqlCommand path = new("set search_path to before", connection);
        await path.ExecuteNonQueryAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
