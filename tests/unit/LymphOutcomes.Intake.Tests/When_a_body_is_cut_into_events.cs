using System.Text;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_body_is_cut_into_events
{
    [Theory]
    [InlineData(" {\"a\":1} ", 1)]
    [InlineData("[]", 0)]
    [InlineData("[{\"a\":[1,2]}, 7 ,\"x\"]", 3)]
    public void Each_event_keeps_its_own_bytes(string body, int count) => Assert.Equal(count, Cut(body)?.Count);

    [Fact]
    public void The_bytes_are_those_that_were_sent() =>
        Assert.Equal(["{ \"a\" : [1] }", "\"\\ud800\"", "1e400"], Cut("[{ \"a\" : [1] },\"\\ud800\" , 1e400]")!.Select(Text));

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("[{}")]
    [InlineData("[{}] x")]
    [InlineData("{} {}")]
    [InlineData("<xml/>")]
    public void A_body_that_is_no_json_is_refused_whole(string body) => Assert.Null(Cut(body));

    [Fact]
    public void Depth_beyond_64_is_left_to_the_one_event()
    {
        IReadOnlyList<ReadOnlyMemory<byte>> events = Cut($"[{new string('[', 65)}{new string(']', 65)},{{}}]")!;
        Assert.Equal(2, events.Count);
    }

    [Fact]
    public void One_event_too_many_refuses_all()
    {
        Assert.Null(EventSplitter.Split("[1,2,3]"u8.ToArray(), eventsMax: 2, out bool tooMany));
        Assert.True(tooMany);
        Assert.Equal(3, EventSplitter.Split("[1,2,3]"u8.ToArray(), eventsMax: 3, out _)?.Count);
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>>? Cut(string body) =>
        EventSplitter.Split(Encoding.UTF8.GetBytes(body), eventsMax: 1000, out _);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
