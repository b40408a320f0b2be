using System.Text;

namespace LymphOutcomes.Dashboard.RelayingTheStream;

/// <summary>
/// Cuts a stream into whole events, so that a connection lost in the middle of one never reaches a page as half an
/// event.
/// </summary>
/// <param name="source">UTF-8 text of a stream; left open.</param>
public sealed class StreamFrameReader(Stream source) : IDisposable
{
    /// <summary>Longest event accepted, characters. An alert is a few thousand.</summary>
    public const int FrameCharsMax = 256 * 1024;

    private readonly StreamReader _text =
        new(source, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, 4096, leaveOpen: true);
    private readonly StringBuilder _frame = new();
    private readonly StringBuilder _line = new();
    private readonly char[] _buffer = new char[4096];
    private int _at;
    private int _filled;
    private string? _id;
    private bool _hasField;

    /// <summary>The next event; null when the stream has ended, what was left half is dropped.</summary>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="InvalidDataException">An event is longer than <see cref="FrameCharsMax"/>.</exception>
    public async ValueTask<StreamFrame?> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            while (_at < _filled)
            {
                if (Take(_buffer[_at++]) is { } frame)
                    return frame;
            }

            _at = 0;
            _filled = await _text.ReadAsync(_buffer, ct);
            if (_filled == 0)
                return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private StreamFrame? Take(char letter)
    {
        if (letter != '\n')
        {
            if (letter != '\r')
                _line.Append(letter);
            return _line.Length + _frame.Length <= FrameCharsMax
                ? null
                : throw new InvalidDataException("An event of the stream is too long.");
        }

        string line = _line.ToString();
        _line.Clear();
        if (line.Length > 0)
        {
            _hasField |= line[0] != ':';
            if (line.StartsWith("id:", StringComparison.Ordinal))
                _id = line[3..].Trim();
            _frame.Append(line).Append('\n');
            return null;
        }

        if (_frame.Length == 0)
            return null;
        var frame = new StreamFrame(_frame.ToString(), _id, !_hasField);
        _frame.Clear();
        (_id, _hasField) = (null, false);
        return frame;
    }
}
