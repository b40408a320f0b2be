namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>Whom an event is about, in the hospital's own words.</summary>
/// <param name="System">Who gave the identifier, for example <c>mrn</c>; 1 to 100 characters.</param>
/// <param name="Value">The identifier; 1 to 200 characters.</param>
public sealed record Subject(string System, string Value)
{
    /// <summary>
    /// Reads <c>identifier-system|value</c>; the first bar divides. Null when it is not of that form.
    /// </summary>
    /// <remarks>Spaces at the ends are refused, not trimmed: two spellings of one identifier would be two
    /// patients.</remarks>
    public static Subject? From(string? text)
    {
        int bar = text?.IndexOf('|', StringComparison.Ordinal) ?? -1;
        if (text is null || bar < 0)
            return null;
        string system = text[..bar];
        string value = text[(bar + 1)..];
        return IsPlain(system, 100) && IsPlain(value, 200) ? new(system, value) : null;
    }

    private static bool IsPlain(string part, int lengthMax) =>
        part.Length > 0 && part.Length <= lengthMax
        && !char.IsWhiteSpace(part[0]) && !char.IsWhiteSpace(part[^1])
        && !part.Any(char.IsControl);
}
