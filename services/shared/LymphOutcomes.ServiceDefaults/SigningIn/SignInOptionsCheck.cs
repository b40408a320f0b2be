using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LymphOutcomes.ServiceDefaults.SigningIn;

/// <summary>
/// Stops a program at start, with one sentence, when nobody or the wrong one would vouch for its callers.
/// </summary>
/// <param name="environment">Decides whether the development issuer is allowed.</param>
public sealed class SignInOptionsCheck(IHostEnvironment environment) : IValidateOptions<SignInOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Fault(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }

    private string? Fault(SignInOptions options)
    {
        bool development = !string.IsNullOrEmpty(options.DevelopmentIssuer.KeyFile);
        bool authority = !string.IsNullOrEmpty(options.Authority);
        if (development == authority)
            return "Set exactly one of Auth:Authority and Auth:DevelopmentIssuer:KeyFile: somebody must vouch for callers.";
        if (options.OperatorTenant is { } tenant && !LymphClaims.IsTenant(tenant))
            return "Auth:OperatorTenant is no tenant id.";
        if (development && environment.IsProduction())
            return "The development issuer (Auth:DevelopmentIssuer:KeyFile) is refused in Production: set Auth:Authority.";
        if (development)
            return KeyFault(options.DevelopmentIssuer.KeyFile!);
        if (string.IsNullOrEmpty(options.Audience))
            return "Auth:Authority needs Auth:Audience: a token for another system must not open this one.";
        return Uri.TryCreate(options.Authority, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? null
            : "Auth:Authority must be an https address.";
    }

    private static string? KeyFault(string keyFile)
    {
        try
        {
            DevelopmentIssuer.Load(keyFile);
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
