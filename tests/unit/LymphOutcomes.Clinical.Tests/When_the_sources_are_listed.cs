using System.Reflection;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_the_sources_are_listed
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "SOURCES.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(2)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Theory]
    [InlineData(typeof(BodyTemperature))]
    [InlineData(typeof(BodyWeight))]
    [InlineData(typeof(Girth))]
    [InlineData(typeof(LimbVolume))]
    [InlineData(typeof(CommonSupport))]
    [InlineData(typeof(VolumeIndices))]
    [InlineData(typeof(SwellingIndex))]
    [InlineData(typeof(InterlimbGirth))]
    [InlineData(typeof(Grade))]
    [InlineData(typeof(MinimumRealDifference))]
    [InlineData(typeof(DaysAfterSurgery))]
    [InlineData(typeof(Contraindications))]
    [InlineData(typeof(Holds))]
    [InlineData(typeof(FeverHold))]
    [InlineData(typeof(RestrictedAreas))]
    [InlineData(typeof(Course))]
    [InlineData(typeof(TreatmentResponse))]
    [InlineData(typeof(CourseOutcome))]
    [InlineData(typeof(GarmentsInUse))]
    [InlineData(typeof(CompressionAdherence))]
    [InlineData(typeof(NearDuplicate))]
    [InlineData(typeof(LowerLeg))]
    [InlineData(typeof(UnitMixUp))]
    [InlineData(typeof(SideSwap))]
    [InlineData(typeof(NeighbourStations))]
    [InlineData(typeof(MethodBridge))]
    [InlineData(typeof(SwellingLevel))]
    [InlineData(typeof(TheilSen))]
    [InlineData(typeof(Trend))]
    [InlineData(typeof(GirthDifference))]
    public void Every_formula_has_a_row(Type formulas)
    {
        IEnumerable<string> members = formulas
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName)
            .Select(method => $"{formulas.Name}.{method.Name}");
        Assert.Empty(members.Except(Rows.Select(row => row[0])));
    }

    [Fact]
    public void Every_row_names_a_member_that_exists_and_has_a_mark()
    {
        Assert.NotEmpty(Rows);
        Assert.All(Rows, row =>
        {
            Assert.Equal(4, row.Length);
            string[] name = row[0].Split('.');
            Type? type = typeof(Grade).Assembly.GetType("LymphOutcomes.Clinical." + name[0]);
            Assert.NotNull(type);
            const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
            Assert.NotEmpty(type.GetMember(name[1], any));
            Assert.All(row[3].Split(", "), mark => Assert.Contains(mark, (string[])["S", "S-mem", "choice", "computed", "exact"]));
        });
    }
}
