using LymphOutcomes.EventStore.Postgres.Commands;
using Npgsql;

namespace LymphOutcomes.EventStore.Postgres.Projecting;

/// <summary>What the table <c>rebuilds</c> says of one view. Every change names the run and the place it goes on from, so that a
/// runner that was overtaken, or one of an earlier run, changes nothing.</summary>
/// <param name="Phase"><c>idle</c>, <c>asked</c>, <c>scan</c> (streams by name) or <c>follow</c> (the log by number).</param>
/// <param name="Run">Which run; null before the first.</param>
/// <param name="FoldVersion">Version of the fold the run was begun with.</param>
/// <param name="Position">Up to where the log is in the rows beside.</param>
/// <param name="Cursor">In phase <c>scan</c>: the last stream that is.</param>
/// <param name="Events">Events folded in this run.</param>
internal sealed record RebuildRow(string Phase, Guid? Run, int FoldVersion, long Position, StreamKey Cursor, long Events)
{
    private const string KnowSql = "insert into rebuilds (name) select unnest($1::text[]) on conflict (name) do nothing";

    private const string LoadSql = """
        select phase, run, fold_version, position, coalesce(cursor_tenant, ''), coalesce(cursor_stream, ''), events
        from rebuilds where name = $1
        """;

    private const string BeginSql = """
        update rebuilds set phase = $3, fold_version = $4, position = $5, cursor_tenant = '', cursor_stream = '', events = 0,
               head = (select coalesce(max(seq_id), 0) from mt_events), begun_at = now(), moved_at = now(),
               finished_at = null, failure = null
        where name = $1 and run = $2 and phase <> 'idle'
        """;

    private const string MoveSql = """
        update rebuilds set phase = $7, position = $8, cursor_tenant = $9, cursor_stream = $10, events = $11, head = greatest(head, $8),
               moved_at = now(), failure = null
        where name = $1 and run = $2 and phase = $3 and position = $4 and cursor_tenant = $5 and cursor_stream = $6
        """;

    private const string FinishSql = """
        update rebuilds set phase = 'idle', position = $5, head = $5, events = $6, moved_at = clock_timestamp(),
               finished_at = clock_timestamp(), failure = null
        where name = $1 and run = $2 and phase = $3 and position = $4
        """;

    private const string FailSql = "update rebuilds set failure = $3 where name = $1 and run = $2 and phase <> 'idle'";

    /// <summary>Makes rows for views of this program that have none yet.</summary>
    public static void AddKnow(NpgsqlBatch batch, IEnumerable<string> names) => batch.Add(KnowSql).Texts([.. names]);

    /// <summary>The row; null when the program does not know it.</summary>
    public static async Task<RebuildRow?> LoadAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using NpgsqlCommand command = new(LoadSql, connection);
        command.Parameters.Text(name);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        return new(
            row.GetString(0),
            await row.IsDBNullAsync(1, ct) ? null : row.GetGuid(1),
            row.GetInt32(2),
            row.GetInt64(3),
            new(row.GetString(4), row.GetString(5)),
            row.GetInt64(6));
    }

    /// <summary>Begins the run that was asked for, or begins it again.</summary>
    public void AddBegin(NpgsqlBatch batch, string name, string phase, int foldVersion, long position)
    {
        NpgsqlParameterCollection parameters = batch.Add(BeginSql);
        parameters.Text(name);
        parameters.Uuid(Run!.Value);
        parameters.Text(phase);
        parameters.Integer(foldVersion);
        parameters.Bigint(position);
    }

    /// <summary>Moves from this place to another; changes no row when this is not where the run stands.</summary>
    public void AddMove(NpgsqlBatch batch, string name, RebuildRow to)
    {
        NpgsqlParameterCollection parameters = batch.Add(MoveSql);
        parameters.Text(name);
        parameters.Uuid(Run!.Value);
        parameters.Text(Phase);
        parameters.Bigint(Position);
        parameters.Text(Cursor.Tenant);
        parameters.Text(Cursor.Id);
        parameters.Text(to.Phase);
        parameters.Bigint(to.Position);
        parameters.Text(to.Cursor.Tenant);
        parameters.Text(to.Cursor.Id);
        parameters.Bigint(to.Events);
    }

    /// <summary>Ends the run; changes no row when this is not where it stands.</summary>
    public void AddFinish(NpgsqlBatch batch, string name, long head)
    {
        NpgsqlParameterCollection parameters = batch.Add(FinishSql);
        parameters.Text(name);
        parameters.Uuid(Run!.Value);
        parameters.Text(Phase);
        parameters.Bigint(Position);
        parameters.Bigint(head);
        parameters.Bigint(Events);
    }

    /// <summary>Says what keeps the run from going on; it will be tried again.</summary>
    public void AddFailure(NpgsqlBatch batch, string name, string failure)
    {
        NpgsqlParameterCollection parameters = batch.Add(FailSql);
        parameters.Text(name);
        parameters.Uuid(Run!.Value);
        parameters.Text(failure);
    }
}
