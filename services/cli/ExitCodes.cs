namespace LymphOutcomes.Cli;

/// <summary>What a script can tell from the exit code.</summary>
public static class ExitCodes
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>All was sent, and intake kept something aside that it should have taken.</summary>
    public const int Quarantined = 1;

    /// <summary>All was looked at, and something is wrong.</summary>
    public const int Wrong = 1;

    /// <summary>It could not be done: a wrong option, no key, or a door that stayed closed.</summary>
    public const int CouldNot = 2;

    /// <summary>Stopped from outside (Ctrl+C).</summary>
    public const int Stopped = 130;
}
