using System.Security.Claims;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LymphOutcomes.ServiceDefaults.Tests;

public sealed class When_quarantine_is_asked_for
{
    [Theory]
    [InlineData("st-anna", Roles.System, true)]
    [InlineData("lymph-ops", Roles.Operator, true)]
    [InlineData("st-anna", Roles.Operator, false)]
    [InlineData("st-anna", Roles.Lead, false)]
    public async Task The_policy_lets_in_systems_and_operators_of_the_tenant_that_is_set(string tenant, string role, bool isLetIn)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:Authority"] = "https://sign-in.example",
            ["Auth:Audience"] = "lymph-outcomes",
            ["Auth:OperatorTenant"] = "lymph-ops",
        });
        builder.Services.AddLogging();
        builder.AddLymphSignIn();
        using IHost host = builder.Build();
        ClaimsPrincipal user = new(new ClaimsIdentity(
            [new(LymphClaims.Tenant, tenant), new(LymphClaims.Role, role)], "test", LymphClaims.Subject, LymphClaims.Role));

        AuthorizationResult answer = await host.Services.GetRequiredService<IAuthorizationService>()
            .AuthorizeAsync(user, resource: null, Policies.Quarantine);

        Assert.Equal(isLetIn, answer.Succeeded);
    }
}
