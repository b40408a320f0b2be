using System.Text.Json;
using System.Text.Json.Nodes;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Stored.Tests;

/// <summary>Promise P19: the stored JSON of every event version ever released can be read, and means what it meant.</summary>
public sealed class When_stored_events_are_read
{
    public static TheoryData<string> Samples => [.. StoredSample.All.Select(sample => sample.ToString())];

    [Theory, MemberData(nameof(Samples))]
    public void Each_still_reads_and_says_the_same(string name)
    {
        StoredSample sample = StoredSample.All.Single(candidate => candidate.ToString() == name);
        object? read = sample.Types.Read(sample.Name, sample.Utf8);

        Assert.True(read is not null, $"{name}: no program reads a stored event of this name any more.");
        JsonNode written = JsonNode.Parse(sample.Types.Write(read))!;
        Assert.True(
            JsonNode.DeepEquals(sample.Meaning(), written), $"{name} was stored as\n{sample.Meaning()}\nand now says\n{written}");
    }

    [Fact]
    public void Every_stored_name_has_a_full_and_a_minimal_sample()
    {
        HashSet<string> samples = [.. StoredSample.All.Select(sample => sample.ToString())];
        List<string> missing =
        [
            .. StoredSample.Services.SelectMany(service => service.Value.Readable.SelectMany(name =>
                new[] { $"{service.Key}/{name}.full", $"{service.Key}/{name}.minimal" })).Where(name => !samples.Contains(name)),
        ];
        Assert.True(missing.Count == 0, $"Freeze in tests/stored what is stored under these names: {string.Join(", ", missing)}");
    }

    [Fact]
    public void Every_member_of_every_event_is_in_a_sample()
    {
        List<string> missing = [];
        foreach (IGrouping<(string, string), StoredSample> samples in StoredSample.All.GroupBy(s => (s.Service, s.Name)))
        {
            EventTypes types = samples.First().Types;
            if (types.All.TryGetValue(samples.Key.Item2, out Type? type))
            {
                Members members = new(types.Json);
                foreach (StoredSample sample in samples)
                    members.Look(type, JsonNode.Parse(sample.Utf8));
                missing.AddRange(members.Missing.Select(member => $"{samples.Key.Item1}/{samples.Key.Item2}: {member}"));
            }
        }

        Assert.True(missing.Count == 0, $"Add a sample (never change one) that has:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void A_member_that_no_sample_has_is_seen()
    {
        Members members = new(JsonSerializerOptions.Web);
        members.Look(typeof(Outer), JsonNode.Parse("""{"inner":[{"a":1}],"word":"x"}"""));
        Assert.Equal(["Inner.b"], members.Missing);
    }

    private sealed record Outer(IReadOnlyList<Inner> Inner, string Word);

    private sealed record Inner(int A, int? B);
}
