namespace LymphOutcomes.Testing;

/// <summary>
/// What tests need of their environment: missing, they are skipped on a laptop and fail when CI=true.
/// </summary>
public static class Requirement
{
    /// <summary>
    /// Why tests are skipped that need these variables; null when they run (or, with CI=true, must fail).
    /// </summary>
    public static string? WhySkipped(params IEnumerable<string> variables) =>
        Environment.GetEnvironmentVariable("CI") != "true" && variables.FirstOrDefault(IsMissing) is { } missing
            ? $"{missing} is not set."
            : null;

    /// <summary>The value of a variable.</summary>
    /// <exception cref="InvalidOperationException">It is not set; with CI=true this is how its tests fail.</exception>
    public static string Value(string variable) => IsMissing(variable)
        ? throw new InvalidOperationException($"{variable} is not set, and with CI=true no test is skipped.")
        : Environment.GetEnvironmentVariable(variable)!;

    private static bool IsMissing(string variable) => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
