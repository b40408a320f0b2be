using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Cli.Simulating;

/// <summary>An invented person. Every number is from the 555-01xx block that is kept for fiction.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="BirthDate">Day of birth.</param>
/// <param name="Phone">Number to reach the person at.</param>
/// <param name="Provider">Whom the person should call.</param>
public sealed record SyntheticPerson(string Name, DateOnly BirthDate, string Phone, ProviderToCall Provider)
{
    private static readonly string[] FirstNames =
    [
        "Ada", "Bruna", "Carla", "Dana", "Elif", "Farah", "Greta", "Hana", "Ines", "Jolanda", "Kirsten", "Leila",
        "Marta", "Nadia", "Odile", "Petra", "Renate", "Sofia", "Tessa", "Ursula", "Vera", "Wanda", "Yara", "Zoe",
    ];

    private static readonly string[] LastNames =
    [
        "Abbot", "Bergmann", "Castillo", "Dvorak", "Eriksen", "Fontaine", "Gallo", "Haddad", "Ivanova", "Jansen", "Kowalska",
        "Lindqvist", "Moreau", "Novak", "Okafor", "Pereira", "Quist", "Rossi", "Sato", "Tanaka", "Ueda", "Varga", "Weiss", "Yilmaz",
    ];

    private static readonly ProviderToCall[] Providers =
    [
        new("Dr. Amara Singh, Lakeside Lymphedema Clinic", "+1 216 555 0170"),
        new("Dr. Henrik Falk, Northgate Oncology", "+1 216 555 0171"),
        new("Dr. Lucia Marin, Harbor Breast Center", "+1 216 555 0172"),
    ];

    /// <summary>Draws a person of 34 to 78 years.</summary>
    /// <param name="end">Last day of the hospital.</param>
    /// <param name="random">The patient's own source.</param>
    public static SyntheticPerson Draw(DateOnly end, Random random) => new(
        $"{random.Pick(FirstNames)} {random.Pick(LastNames)}",
        new DateOnly(end.Year - random.Next(34, 79), random.Next(1, 13), random.Next(1, 29)),
        AnyPhone(random),
        random.Pick(Providers));

    /// <summary>A fictional number.</summary>
    public static string AnyPhone(Random random) => $"+1 216 555 {random.Next(100, 170):0000}";
}
