using LymphOutcomes.Dashboard.Layout;
using LymphOutcomes.Dashboard.SigningIn;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_words_are_chosen
{
    [Theory]
    [InlineData(0, "just now")]
    [InlineData(-300, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 minute ago")]
    [InlineData(3599, "59 minutes ago")]
    [InlineData(3600, "1 hour ago")]
    [InlineData(86_399, "23 hours ago")]
    [InlineData(86_400, "1 day ago")]
    [InlineData(90 * 86_400, "2 months ago")]
    [InlineData(3 * 366 * 86_400, "3 years ago")]
    public void A_time_ago_is_rough(int seconds, string words) =>
        Assert.Equal(words, TimeAgo.Say(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("unit_suspected", "Median 0.39.", "held, the unit looks wrong: Median 0.39.")]
    [InlineData("jump", null, "held, too large a change for the time")]
    [InlineData("rejected", "A person said so.", "called wrong, not used")]
    [InlineData("new-reason", null, "held, new-reason")]
    public void A_held_reading_says_why(string held, string? why, string words) => Assert.Equal(words, Words.Held(held, why));

    [Theory]
    [InlineData(1, false, 0, "by tape at fixed steps")]
    [InlineData(2, false, 0, "now by tape at fixed steps, the trend starts anew")]
    [InlineData(2, true, 0, "now by tape at fixed steps, carried over from the method before")]
    [InlineData(2, true, 5, "by tape at fixed steps, carried over")]
    [InlineData(2, false, 5, "by tape at fixed steps")]
    public void A_change_of_method_is_told(int number, bool bridged, int daysLater, string words) => Assert.Equal(
        words, Words.Segment(new(number, Given.Now, "tape-fixed", bridged, 2000), Given.Now.AddDays(daysLater)));

    [Theory]
    [InlineData(8.0725, "+8.1 %")]
    [InlineData(0.04, "0.0 %")]
    [InlineData(-0.04, "0.0 %")]
    [InlineData(-2.25, "\u22122.3 %")]
    [InlineData(10.05, "+10.1 %")]
    public void A_change_has_a_sign_and_one_decimal(double percent, string shown) =>
        Assert.Equal(shown, Figures.Change(percent));

    [Theory]
    [InlineData("peakChangePercent", 12.34, "Peak change", "+12.3 %")]
    [InlineData("thresholdPercent", 10, "Threshold", "10.0 %")]
    [InlineData("baselineLimbMl", 1840.4381, "Baseline limb", "1,840 mL")]
    [InlineData("daysSinceSurgery", 200, "Days since surgery", "200")]
    [InlineData("navelGirthCm", 3.456, "Navel girth", "3.46 cm")]
    [InlineData("temperatureCelsius", 38.5, "Temperature", "38.5 °C")]
    [InlineData("withinHours", 48, "Within", "48 hours")]
    [InlineData("localSignsCount", 2, "Local signs", "2")]
    public void A_number_gets_its_name_and_unit_from_the_wire(string name, double value, string words, string shown)
    {
        Assert.Equal(words, Words.NumberName(name));
        Assert.Equal(shown, Figures.Named(name, value));
    }

    [Theory]
    [InlineData("arm", "left", "Left arm")]
    [InlineData("leg", "right", "Right leg")]
    [InlineData(null, null, null)]
    public void A_limb_is_named_in_words(string? site, string? side, string? limb) => Assert.Equal(limb, Words.Limb(site, side));

    [Fact]
    public void What_waits_is_said_with_count_kind_and_reason()
    {
        Assert.Equal(
            "3 facts wait and are not in the numbers: weight measured (not supported yet, 2), of unknown kind (wrong type, 1).",
            Words.Waiting(new(
                Given.Id(1),
                3,
                [new("not-yet-supported", 2, "lymph.weight-measured.v1"), new("wrong-type", 1)],
                Since: null)));
        Assert.Equal(
            "1 fact waits and is not in the numbers: limb measured (cannot be read yet, 1).",
            Words.Waiting(new(Given.Id(1), 1, [new("unreadable", 1, "limb-measured")], Since: null)));
        Assert.Equal("8 facts wait and are not in the numbers.", Words.Waiting(new(Given.Id(1), 8, [], Since: null)));
    }

    [Theory]
    [InlineData("+386 1 555 01 23", "tel:+38615550123")]
    [InlineData("(216) 555-0147", "tel:2165550147")]
    [InlineData("javascript:alert(1)", "tel:1")]
    [InlineData("ask at the desk", null)]
    [InlineData(null, null)]
    public void A_phone_dials_digits_only(string? phone, string? address) => Assert.Equal(address, PhoneLink.Of(phone));

    [Theory]
    [InlineData("/alerts/1", "/alerts/1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\nb", "/")]
    [InlineData(null, "/")]
    public void After_sign_in_nobody_is_sent_to_another_site(string? back, string path) =>
        Assert.Equal(path, SignInEndpoints.LocalPath(back));
}
