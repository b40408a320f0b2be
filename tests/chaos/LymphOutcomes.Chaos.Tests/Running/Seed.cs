using System.Globalization;
using Xunit.Abstractions;

namespace LymphOutcomes.Chaos.Tests.Running;

/// <summary>Where a test's chances come from; said aloud, so that they can be had again.</summary>
public static class Seed
{
    /// <summary>The seed of <c>LYMPH_TEST_SEED</c>, else a new one.</summary>
    /// <param name="what">The promise it is for.</param>
    /// <param name="output">Where it is said.</param>
    public static int Take(string what, ITestOutputHelper output)
    {
        string? asked = Environment.GetEnvironmentVariable("LYMPH_TEST_SEED");
        int seed = string.IsNullOrEmpty(asked) ? Random.Shared.Next() : int.Parse(asked, CultureInfo.InvariantCulture);
        output.WriteLine($"LYMPH_TEST_SEED={seed}: {what}");
        return seed;
    }
}
