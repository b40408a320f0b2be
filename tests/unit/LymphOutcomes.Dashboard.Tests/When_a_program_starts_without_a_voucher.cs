using Microsoft.Extensions.Options;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_a_program_starts_without_a_voucher
{
    [Fact]
    public async Task The_development_issuer_is_refused_in_production()
    {
        using var key = new KeyFile();
        Assert.Contains("refused in Production", await RefusalAsync("Production", ("Auth:DevelopmentIssuer:KeyFile", key.Path)));
    }

    [Fact]
    public async Task Nobody_to_vouch_for_callers_is_refused() =>
        Assert.Contains("exactly one", await RefusalAsync("Development"));

    [Fact]
    public async Task Two_that_vouch_are_refused()
    {
        using var key = new KeyFile();
        Assert.Contains("exactly one", await RefusalAsync(
            "Development",
            ("Auth:DevelopmentIssuer:KeyFile", key.Path),
            ("Auth:Authority", "https://id.example.org"),
            ("Auth:Audience", "lymph")));
    }

    [Fact]
    public async Task An_authority_without_an_audience_is_refused() =>
        Assert.Contains("Auth:Audience", await RefusalAsync("Production", ("Auth:Authority", "https://id.example.org")));

    [Fact]
    public async Task An_authority_over_plain_http_is_refused() =>
        Assert.Contains("https", await RefusalAsync(
            "Production", ("Auth:Authority", "http://id.example.org"), ("Auth:Audience", "lymph")));

    [Fact]
    public async Task A_key_that_is_too_short_is_refused()
    {
        using var key = new KeyFile();
        await File.WriteAllTextAsync(key.Path, Convert.ToBase64String(new byte[16]));
        Assert.Contains("32 random bytes", await RefusalAsync("Development", ("Auth:DevelopmentIssuer:KeyFile", key.Path)));
    }

    [Fact]
    public async Task A_key_file_that_is_not_there_is_refused() =>
        Assert.Contains("cannot be read", await RefusalAsync(
            "Development", ("Auth:DevelopmentIssuer:KeyFile", "/nowhere/development-issuer.key")));

    private static async Task<string> RefusalAsync(string environment, params (string Key, string Value)[] settings) =>
        (await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.StartAsync(environment, settings))).Message;
}
