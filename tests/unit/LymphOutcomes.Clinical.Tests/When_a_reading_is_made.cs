using System.Text.Json;

namespace LymphOutcomes.Clinical.Tests;

public sealed class When_a_reading_is_made
{
    [Fact]
    public void Its_stations_are_in_order_of_position()
    {
        LimbReading.Girths girths = Assert.IsType<LimbReading.Girths>(Given.Edges(new(8, 22), new(0, 16), new(4, 18)));
        Assert.Equal([0.0, 4.0, 8.0], girths.Stations.Select(station => station.PositionCm));
        Assert.Equal(8.0, girths.SpanCm);
    }

    [Fact]
    public void One_station_is_too_few() => Assert.Equal("too-few-stations", Refused(new Station(0, 16)));

    [Fact]
    public void Sixty_stations_are_taken_and_one_more_is_too_many()
    {
        Assert.Null(Refused(Given.Steps(1, Enumerable.Repeat(20.0, 60))));
        Assert.Equal("too-many-stations", Refused(Given.Steps(1, Enumerable.Repeat(20.0, 61))));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(4.004)]
    public void The_same_place_twice_is_refused(double positionCm) =>
        Assert.Equal("station-twice", Refused(new(0, 16), new(4, 18), new(positionCm, 19)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(200.1)]
    [InlineData(-1e300)]
    public void A_position_off_any_limb_is_refused(double positionCm) =>
        Assert.Equal("impossible-position", Refused(new(0, 16), new(positionCm, 18)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-16)]
    [InlineData(150.1)]
    public void A_girth_of_no_limb_is_refused(double girthCm) =>
        Assert.Equal("impossible-girth", Refused(new(0, 16), new(4, girthCm)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-2000)]
    [InlineData(40_000.1)]
    public void A_volume_of_no_limb_is_refused(double volumeMl)
    {
        Assert.False(LimbReading.TryOfVolume(volumeMl, out LimbReading? reading, out Refusal? refusal));
        Assert.Null(reading);
        Assert.Equal("impossible-volume", refusal.Code);
    }

    [Fact]
    public void Readings_compare_by_value()
    {
        LimbReading one = Given.Edges(new(0, 16), new(4, 18));
        LimbReading same = Given.Edges(new(4, 18), new(0, 16));
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.Equal(new Sitting(one, null), new Sitting(same, null));
        Assert.NotEqual(one, Given.Middles(new(0, 16), new(4, 18)));
        Assert.NotEqual(one, Given.Edges(new(0, 16), new(4, 18.1)));
        Assert.Equal(Given.Volume(2000), Given.Volume(2000));
        Assert.NotEqual(Given.Volume(2000), Given.Volume(2000.1));
    }

    [Fact]
    public void Girths_and_volumes_survive_a_snapshot_to_the_last_bit()
    {
        Sitting sitting = new(Given.Edges(new(0, 6.69 * 2.54), new(4, 18), new(8.1, 100.0 / 3)), Given.Volume(2000.0 / 3));
        string json = JsonSerializer.Serialize(sitting);
        Assert.Equal(sitting, JsonSerializer.Deserialize<Sitting>(json));
    }

    [Fact]
    public void Its_json_is_short_and_its_shape_is_frozen()
    {
        LimbReading girths = Given.Middles(new(0, 16), new(4, 17.2));
        Assert.Equal("""{"meaning":"middle","girths":[[0,16],[4,17.2]]}""", JsonSerializer.Serialize(girths));
        Assert.Equal("""{"volumeMl":2000}""", JsonSerializer.Serialize(Given.Volume(2000)));
        Assert.Equal(girths, JsonSerializer.Deserialize<LimbReading>("""{"meaning":"middle","girths":[[0,16],[4,17.2]]}"""));
    }

    [Theory]
    [InlineData("""{"meaning":"edge","girths":[[0,16]]}""")]
    [InlineData("""{"meaning":"edge","girths":[[0,16],[0,17]]}""")]
    [InlineData("""{"meaning":"edge","girths":[[0,16],[4]]}""")]
    [InlineData("""{"meaning":"edge","girths":[[0,16],null]}""")]
    [InlineData("""{"meaning":"sideways","girths":[[0,16],[4,17]]}""")]
    [InlineData("""{"meaning":0,"girths":[[0,16],[4,17]]}""")]
    [InlineData("""{"girths":[[0,16],[4,17]]}""")]
    [InlineData("""{"volumeMl":-1}""")]
    [InlineData("""{"volumeMl":2000,"meaning":"edge","girths":[[0,16],[4,17]]}""")]
    [InlineData("{}")]
    public void Json_of_a_reading_that_cannot_be_is_not_believed(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LimbReading>(json));

    [Fact]
    public void A_swelling_index_survives_a_snapshot()
    {
        SwellingIndex index = new(IndexKind.RelativeVolumeChange, 10.0 / 3, 2100, 2000);
        string json = JsonSerializer.Serialize(index);
        Assert.Contains("\"rvc\"", json);
        Assert.Equal(index, JsonSerializer.Deserialize<SwellingIndex>(json));
    }

    private static string? Refused(params Station[] stations) =>
        LimbReading.TryOfGirths(StationMeaning.Edge, stations, out _, out Refusal? refusal) ? null : refusal.Code;
}
