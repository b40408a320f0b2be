using System.Security.Claims;
using LymphOutcomes.Dashboard.SigningIn;
using LymphOutcomes.ServiceDefaults.SigningIn;
using Microsoft.Extensions.Options;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_people_may_sign_in
{
    private static readonly Person Carla = new()
    {
        User = "carla", Password = "pw", Tenant = "st-elsewhere", Role = Roles.Coordinator,
    };

    [Fact]
    public void The_right_password_gives_the_person_of_the_settings()
    {
        ClaimsPrincipal? user = People(Carla).SignIn("carla", "pw");
        Assert.Equal(("carla", "st-elsewhere", Roles.Coordinator), (user!.Subject(), user!.Tenant(), user!.Role()));
    }

    [Theory]
    [InlineData("carla", "PW")]
    [InlineData("carla", "")]
    [InlineData("Carla", "pw")]
    [InlineData("", "")]
    public void Anything_else_gives_nobody(string user, string password) =>
        Assert.Null(People(Carla).SignIn(user, password));

    [Fact]
    public void A_cookie_of_somebody_who_changed_role_is_no_longer_good()
    {
        ClaimsPrincipal cookie = People(Carla).SignIn("carla", "pw")!;
        Assert.True(People(Carla).StillKnown(cookie));
        Assert.False(People(Carla with { Role = Roles.Lead }).StillKnown(cookie));
    }

    [Fact]
    public void Nobody_at_all_is_refused_at_start() => Assert.Contains("names nobody", Refusal());

    [Fact]
    public void A_system_is_no_person() =>
        Assert.Contains("coordinator or a lead", Refusal(Carla with { Role = Roles.System }));

    [Fact]
    public void A_user_without_a_password_is_refused() =>
        Assert.Contains("Password", Refusal(Carla with { Password = "" }));

    [Fact]
    public void A_user_that_is_there_twice_is_refused() => Assert.Contains("twice", Refusal(Carla, Carla));

    private static KnownPeople People(params Person[] people) => new(Options.Create(new PeopleOptions { People = people }));

    private static string Refusal(params Person[] people) =>
        new PeopleOptionsCheck().Validate(null, new PeopleOptions { People = people }).FailureMessage ?? "";
}
