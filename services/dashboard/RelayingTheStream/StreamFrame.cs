namespace LymphOutcomes.Dashboard.RelayingTheStream;

/// <summary>One server-sent event as it came, or a comment alone.</summary>
/// <param name="Text">Its lines with line feeds, without the empty line that ends it.</param>
/// <param name="Id">Its id; null when it has none.</param>
/// <param name="IsComment">True when it holds nothing for a page: a sign of life.</param>
public sealed record StreamFrame(string Text, string? Id, bool IsComment);
