using System.Data.Common;

namespace LymphOutcomes.EventStore.Projecting;

/// <summary>How rows lie in a table of the service's schema.</summary>
/// <typeparam name="TRow">The row.</typeparam>
public interface IRowTable<TRow>
    where TRow : class, IRowFold<TRow>
{
    /// <summary>Name of the table, and of the projection. A constant of the program: it becomes part of SQL text.</summary>
    string Name { get; }

    /// <summary>Every column the rows fill. The first two are the primary key: <c>tenant_id</c>, then the row's id.</summary>
    IReadOnlyList<RowColumn<TRow>> Columns { get; }

    /// <summary>Reads a row back.</summary>
    /// <param name="row">Stands on a row; its columns are <see cref="Columns"/>, in that order.</param>
    TRow Read(DbDataReader row);
}

/// <summary>A column.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="Name">Its name in SQL.</param>
/// <param name="Type">Its type in SQL; what <paramref name="Text"/> gives is cast to it.</param>
/// <param name="Text">Its value as PostgreSQL reads it; null for NULL.</param>
/// <param name="IsFixed">True when the value of a row's first write stays.</param>
public sealed record RowColumn<TRow>(string Name, string Type, Func<TRow, string?> Text, bool IsFixed = false)
    where TRow : class, IRowFold<TRow>;
