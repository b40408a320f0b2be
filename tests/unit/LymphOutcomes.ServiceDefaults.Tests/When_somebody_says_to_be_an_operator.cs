using System.Security.Claims;
using LymphOutcomes.ServiceDefaults.SigningIn;

namespace LymphOutcomes.ServiceDefaults.Tests;

public sealed class When_somebody_says_to_be_an_operator
{
    private static readonly SignInOptions Production = new() { Authority = "https://sign-in.example", Audience = "lymph-outcomes" };
    private static readonly SignInOptions Development = new() { DevelopmentIssuer = new() { KeyFile = "/run/lymph/issuer.key" } };

    [Fact]
    public void A_hospital_cannot_make_one() =>
        Assert.False((Production with { OperatorTenant = "lymph-ops" }).IsOperator(Of("st-anna", Roles.Operator)));

    [Fact]
    public void Those_of_the_tenant_that_is_set_are() =>
        Assert.True((Production with { OperatorTenant = "lymph-ops" }).IsOperator(Of("lymph-ops", Roles.Operator)));

    [Fact]
    public void Others_of_that_tenant_are_not() =>
        Assert.False((Production with { OperatorTenant = "lymph-ops" }).IsOperator(Of("lymph-ops", Roles.System)));

    [Fact]
    public void Where_no_tenant_is_set_nobody_is() => Assert.False(Production.IsOperator(Of("lymph-ops", Roles.Operator)));

    [Fact]
    public void The_development_issuer_may_name_any_unless_a_tenant_is_set()
    {
        Assert.True(Development.IsOperator(Of("demo", Roles.Operator)));
        Assert.False((Development with { OperatorTenant = "lymph-ops" }).IsOperator(Of("demo", Roles.Operator)));
    }

    private static ClaimsPrincipal Of(string tenant, string role) => new(new ClaimsIdentity(
        [new(LymphClaims.Subject, "o-1"), new(LymphClaims.Tenant, tenant), new(LymphClaims.Role, role)],
        "test",
        LymphClaims.Subject,
        LymphClaims.Role));
}
