namespace LymphOutcomes.Clinical;

/// <summary>
/// The switch of the mutation check: all mutants are compiled into one build, and at most one of them is on. Exists in the scratch copy
/// only.
/// </summary>
public static class Mutant
{
    /// <summary>Name of the environment variable with the mutant that is on from the start.</summary>
    public const string Variable = "LYMPH_MUTANT";

    private const int Most = 100_000;

    /// <summary>The one that is on; 0 = none.</summary>
    public static volatile int Active = int.TryParse(Environment.GetEnvironmentVariable(Variable), out int number) ? number : 0;

    /// <summary>Those that were asked for since it was emptied last; null while nobody wants to know.</summary>
    public static bool[]? Asked { get; set; }

    /// <summary>An empty record of what is asked for.</summary>
    public static bool[] NewRecord() => new bool[Most];

    /// <summary>Whether a mutant is on.</summary>
    public static bool Is(int number)
    {
        if (Asked is { } asked)
            asked[number] = true;
        return Active == number;
    }
}
