using Npgsql;
using NpgsqlTypes;

namespace LymphOutcomes.EventStore.Postgres.Commands;

/// <summary>Parameters with their type said, so that a prepared statement is the same each time.</summary>
internal static class TypedParameters
{
    extension(NpgsqlParameterCollection parameters)
    {
        public void Bigint(long value) => parameters.Add(new NpgsqlParameter<long> { TypedValue = value });

        public void Integer(int value) => parameters.Add(new NpgsqlParameter<int> { TypedValue = value });

        public void Text(string value) =>
            parameters.Add(new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text });

        public void Timestamp(DateTimeOffset value) =>
            parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.TimestampTz });

        public void Bigints(long[] values) => parameters.Many(values, NpgsqlDbType.Bigint);

        public void Uuids(Guid[] values) => parameters.Many(values, NpgsqlDbType.Uuid);

        public void Uuid(Guid value) => parameters.Add(new NpgsqlParameter<Guid> { TypedValue = value });

        public void Bytes(byte[][] values) => parameters.Many(values, NpgsqlDbType.Bytea);

        public void Texts(string?[] values) => parameters.Many(values, NpgsqlDbType.Text);

        private void Many<T>(T[] values, NpgsqlDbType type) =>
            parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    /// <summary>Adds a command to a batch and gives it back, so that its parameters can be added.</summary>
    public static NpgsqlParameterCollection Add(this NpgsqlBatch batch, string sql)
    {
        NpgsqlBatchCommand command = new(sql);
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }
}
