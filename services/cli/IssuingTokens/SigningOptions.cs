using System.CommandLine;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.Cli.IssuingTokens;

/// <summary>Who signs and for which hospital: the options that every command with a token shares.</summary>
public static class SigningOptions
{
    /// <summary><c>--key-file</c>, else <c>LYMPH_KEY_FILE</c>.</summary>
    public static Option<string?> KeyFile() => new("--key-file")
    {
        Description = "Key of the development issuer: a text file with the base64 of 32 bytes. "
            + "Without it: environment variable LYMPH_KEY_FILE.",
        HelpName = "PATH",
    };

    /// <summary><c>--tenant</c>, else <c>LYMPH_TENANT</c>, else <c>demo</c>.</summary>
    public static Option<string?> Tenant() => new("--tenant")
    {
        Description = "Hospital the token is for. Without it: environment variable LYMPH_TENANT, else demo.",
        HelpName = "ID",
    };

    /// <summary>The key file asked for.</summary>
    /// <exception cref="InvalidOperationException">None was named, or it holds no key; the message is for people.</exception>
    public static DevelopmentIssuer LoadIssuer(string? keyFile) =>
        (keyFile ?? FromEnvironment("LYMPH_KEY_FILE")) is { } path
            ? DevelopmentIssuer.Load(path)
            : throw new InvalidOperationException("No key file: pass --key-file PATH or set LYMPH_KEY_FILE.");

    /// <summary>The hospital asked for.</summary>
    /// <exception cref="InvalidOperationException">It is no tenant id; the message is for people.</exception>
    public static string TenantOf(string? option)
    {
        string tenant = option ?? FromEnvironment("LYMPH_TENANT") ?? "demo";
        return LymphClaims.IsTenant(tenant)
            ? tenant
            : throw new InvalidOperationException(
                $"'{tenant}' is no tenant id: 2 to 31 of a-z, 0-9 and '-', beginning with a letter.");
    }

    private static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
