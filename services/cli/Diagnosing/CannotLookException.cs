namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>A server could not be asked; the message is for people and holds no password.</summary>
/// <param name="message">One sentence.</param>
public sealed class CannotLookException(string message) : Exception(message);
