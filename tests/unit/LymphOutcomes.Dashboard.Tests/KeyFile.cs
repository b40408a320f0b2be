using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Dashboard.Tests;

/// <summary>A development issuer's key in a file of its own, gone after the test.</summary>
public sealed class KeyFile : IDisposable
{
    public string Path { get; } = System.IO.Path.GetTempFileName();

    public KeyFile() => File.WriteAllText(Path, DevelopmentIssuer.NewKey());

    public DevelopmentIssuer Issuer() => DevelopmentIssuer.Load(Path);

    public void Dispose() => File.Delete(Path);
}
