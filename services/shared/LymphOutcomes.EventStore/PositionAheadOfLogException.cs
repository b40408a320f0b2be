namespace LymphOutcomes.EventStore;

/// <summary>
/// A reader has come further than the log reaches: the log was restored from an older backup, or the position is another
/// log's. To go on would skip whatever is written under the numbers in between, so a person must decide.
/// </summary>
public sealed class PositionAheadOfLogException : Exception
{
    /// <summary>With the two numbers.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="position">Last number the reader has dealt with.</param>
    /// <param name="head">Last number in the log.</param>
    public PositionAheadOfLogException(string reader, long position, long head)
        : base($"{reader} stands at {position}, but the log ends at {head}. Was an older backup restored? Nothing was read.")
    {
        Position = position;
        Head = head;
    }

    /// <summary>With a message; prefer the one with numbers.</summary>
    public PositionAheadOfLogException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause; prefer the one with numbers.</summary>
    public PositionAheadOfLogException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>Without numbers; prefer the one with them.</summary>
    public PositionAheadOfLogException()
    {
    }

    /// <summary>Last number the reader has dealt with.</summary>
    public long Position { get; }

    /// <summary>Last number in the log.</summary>
    public long Head { get; }

    /// <summary>
    /// True when the refusal is stored already. Whoever meets it must not store it again: a person may have released the reader since.
    /// </summary>
    public bool IsStored { get; init; }
}
