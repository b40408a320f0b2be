using System.Text.Json;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Contracts.Tests;

/// <summary>Null is written as nothing; every reader must take that for null again.</summary>
public sealed class When_a_record_is_written_between_services
{
    [Fact]
    public void A_group_with_nothing_optional_reads_back()
    {
        JsonElement fact = JsonSerializer.SerializeToElement(
            new RecordedFact("s", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, new RecordKey("k", null, null), "h", One()),
            ContractJson.Options);
        var group = new IntakeFacts("intake", 1, 1, [new BusItem(Guid.Empty, "limb-measured", 1, Guid.Empty, "demo", null, fact)]);

        IntakeFacts again = Again(group);

        Assert.Null(again.Items[0].Traceparent);
        Assert.Null(again.Items[0].Data.Deserialize<RecordedFact>(ContractJson.Options)!.Record.Version);
    }

    [Fact]
    public void The_last_page_of_alerts_reads_back() => Assert.Null(Again(new AlertPage([], Next: null, AsOf: 7)).Next);

    [Fact]
    public void A_step_of_the_system_reads_back() =>
        Assert.Null(Again(new AlertStep(DateTimeOffset.UnixEpoch, "raised", By: null, Note: null)).By);

    [Fact]
    public void A_trajectory_with_nothing_to_compare_reads_back()
    {
        var point = new TrajectoryPoint(
            Guid.Empty, DateTimeOffset.UnixEpoch, 1800, null, null, null, null, null, null, null, false, [], null);
        var trajectory = new PatientTrajectory(Guid.Empty, [new LimbTrajectory("arm", "left", null, null, [point], [])], null, []);

        Assert.Equal(1800, Again(trajectory).Series[0].Points[0].LimbMl);
    }

    [Fact]
    public void A_patient_without_details_reads_back() =>
        Assert.Null(Again(new PatientDirectoryEntry(Guid.Empty, null, null, null, null, [])).Name);

    private static T Again<T>(T value) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(value, ContractJson.Options), ContractJson.Options)!;

    private static JsonElement One() => JsonSerializer.SerializeToElement(new { site = "arm" });
}
