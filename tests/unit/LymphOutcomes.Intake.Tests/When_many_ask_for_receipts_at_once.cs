using LymphOutcomes.EventStore;
using LymphOutcomes.Intake.ReportingReceipts;
using LymphOutcomes.Testing;
using Npgsql;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_many_ask_for_receipts_at_once(DirectoryOnPostgres directory) : IClassFixture<DirectoryOnPostgres>
{
    [OnPostgresFact]
    public async Task Nobody_holds_a_connection_while_waiting_for_another()
    {
        await directory.MakeAsync();
        Guid id = Guid.CreateVersion7(Given.Now);
        await using NpgsqlCommand store = directory.Database.CreateCommand($$"""
            insert into mt_streams (tenant_id, id, version) values ('st-anna', 'patient-{{id}}', 1);
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            values (1, '{{id}}', 'patient-{{id}}', 1, '{}', 'limb-measured.v1', now(), 'st-anna')
            """);
        await store.ExecuteNonQueryAsync();
        // As if all the others were taken.
        await using NpgsqlDataSource last = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(await directory.ConnectionStringAsync()) { MaxPoolSize = 1, Timeout = 2 });

        StoredReceipt? receipt = await new ReceiptTable(last, new Positions(last))
            .FindAsync(DirectoryOnPostgres.Tenant, "urn:lab", "d-1", id, default);

        Assert.Equal(("stored", 1L, true), (receipt!.Status, receipt.Seq, receipt.Relayed));
    }

    private sealed class Positions(NpgsqlDataSource database) : ILogPositions
    {
        public async Task<long> LoadAsync(string reader, CancellationToken ct)
        {
            await using NpgsqlCommand command = database.CreateCommand("select 7::bigint");
            return (long)(await command.ExecuteScalarAsync(ct))!;
        }

        public Task RefuseAsync(string reader, long position, long head, CancellationToken ct) => throw new NotSupportedException();

        public Task ReleaseAsync(string reader, long to, CancellationToken ct) => throw new NotSupportedException();

        public Task<bool> MoveAsync(string reader, long from, long to, CancellationToken ct) => throw new NotSupportedException();

        public Task<Leadership> LeadAsync(string reader, CancellationToken ct) => throw new NotSupportedException();
    }
}
