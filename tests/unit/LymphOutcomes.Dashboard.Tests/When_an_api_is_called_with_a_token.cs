using System.Net;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_an_api_is_called_with_a_token : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly KeyFile _key = new();
    private WebApplication? _app;

    public async Task InitializeAsync() =>
        _app = await ApiHost.StartAsync("Development", ("Auth:DevelopmentIssuer:KeyFile", _key.Path));

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task The_caller_is_who_the_token_says() =>
        Assert.Equal("st-elsewhere ehr system", await BodyAsync("/whoami", Token(Roles.System, subject: "ehr")));

    [Fact]
    public async Task Without_a_token_the_answer_is_401_as_problem_json()
    {
        using HttpResponseMessage answer = await ApiHost.GetAsync(_app!, "/whoami", token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task The_wrong_role_is_403_as_problem_json()
    {
        using HttpResponseMessage answer = await ApiHost.GetAsync(_app!, "/people", Token(Roles.System));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/people", Roles.Coordinator, HttpStatusCode.OK)]
    [InlineData("/people", Roles.Lead, HttpStatusCode.OK)]
    [InlineData("/people", Roles.Therapist, HttpStatusCode.Forbidden)]
    [InlineData("/system", Roles.System, HttpStatusCode.OK)]
    [InlineData("/system", Roles.Lead, HttpStatusCode.Forbidden)]
    public async Task Each_door_opens_for_its_roles(string door, string role, HttpStatusCode expected) =>
        Assert.Equal(expected, await StatusAsync(door, Token(role)));

    [Fact]
    public async Task An_expired_token_is_refused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/whoami", Token(Roles.System, issued: -2 * Hour)));

    [Fact]
    public async Task A_token_of_the_future_is_refused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/whoami", Token(Roles.System, issued: Hour)));

    [Fact]
    public async Task A_clock_that_is_a_few_seconds_ahead_is_forgiven() =>
        Assert.Equal(
            HttpStatusCode.OK, await StatusAsync("/whoami", Token(Roles.System, issued: TimeSpan.FromSeconds(20))));

    [Fact]
    public async Task A_token_good_for_longer_than_a_day_is_refused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/whoami", Token(Roles.System, lifetime: 25 * Hour)));

    [Fact]
    public async Task Another_key_is_refused()
    {
        using var other = new KeyFile();
        string token = other.Issuer().Issue("st-elsewhere", "ehr", Roles.System, Hour, ApiHost.Now);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/whoami", token));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("St-Elsewhere")]
    [InlineData("st_elsewhere")]
    [InlineData("st-elsewhere\n")]
    [InlineData("a.#")]
    public async Task A_tenant_that_is_no_tenant_id_is_refused(string tenant) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/whoami", Forge(tenant, Roles.System)));

    [Fact]
    public async Task A_role_nobody_knows_is_refused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("/whoami", Forge("st-elsewhere", "admin")));

    [Fact]
    public async Task Two_tenants_in_one_token_are_refused() =>
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await StatusAsync("/whoami", Forge(new[] { "st-elsewhere", "county" }, Roles.System)));

    private string Token(string role, string subject = "ehr", TimeSpan issued = default, TimeSpan? lifetime = null) =>
        _key.Issuer().Issue("st-elsewhere", subject, role, lifetime ?? Hour, ApiHost.Now + issued);

    // Signed with the right key, but with claims the issuer itself would refuse to write.
    private string Forge(object tenant, string role) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = DevelopmentIssuer.Issuer,
        Audience = DevelopmentIssuer.Audience,
        IssuedAt = ApiHost.Now.UtcDateTime,
        NotBefore = ApiHost.Now.UtcDateTime,
        Expires = ApiHost.Now.AddHours(1).UtcDateTime,
        Claims = new Dictionary<string, object> { ["sub"] = "ehr", ["tenant"] = tenant, ["role"] = role },
        SigningCredentials = new SigningCredentials(_key.Issuer().Key, SecurityAlgorithms.HmacSha256),
    });

    private async Task<HttpStatusCode> StatusAsync(string path, string token)
    {
        using HttpResponseMessage answer = await ApiHost.GetAsync(_app!, path, token);
        return answer.StatusCode;
    }

    private async Task<string> BodyAsync(string path, string token)
    {
        using HttpResponseMessage answer = await ApiHost.GetAsync(_app!, path, token);
        return await answer.Content.ReadAsStringAsync();
    }
}
