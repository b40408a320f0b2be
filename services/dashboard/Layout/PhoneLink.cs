namespace LymphOutcomes.Dashboard.Layout;

/// <summary>A phone number as a link that dials.</summary>
public static class PhoneLink
{
    /// <summary>The <c>tel:</c> address; null when the text has no digit to dial.</summary>
    /// <param name="phone">As the hospital wrote it, for example <c>+386 1 555 01 23</c>.</param>
    public static string? Of(string? phone)
    {
        // Letters and signs are left out: only what a phone dials may reach the address.
        string digits = string.Concat((phone ?? "").Where(letter => char.IsAsciiDigit(letter) || letter is '+'));
        return digits.Any(char.IsAsciiDigit) ? $"tel:{digits}" : null;
    }
}
