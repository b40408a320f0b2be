using System.Text.Json;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Dashboard.Tests;

public sealed class When_a_contract_leaves_null_out
{
    [Fact]
    public void The_last_page_of_alerts_is_read_back()
    {
        // Written as null for readers of other languages, and read by us with or without it.
        string json = JsonSerializer.Serialize(new AlertPage([], Next: null, AsOf: 7), ContractJson.Options);
        Assert.Contains("\"next\":null", json);
        Assert.Null(JsonSerializer.Deserialize<AlertPage>(json, ContractJson.Options)!.Next);
        Assert.Null(JsonSerializer.Deserialize<AlertPage>("""{"items":[],"asOf":7}""", ContractJson.Options)!.Next);
    }

    [Fact]
    public void A_patient_without_details_is_read_back() =>
        Assert.Null(JsonSerializer.Deserialize<PatientDirectoryEntry>(
            """{"patient":"00000000-0000-7000-8000-000000000001","identifiers":[]}""", ContractJson.Options)!.Provider);

    [Fact]
    public void A_member_that_may_not_be_null_is_still_required() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AlertPage>("""{"items":[]}""", ContractJson.Options));

    [Fact]
    public void A_null_where_none_is_allowed_is_still_refused() =>
        Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<AlertPage>("""{"items":null,"asOf":7}""", ContractJson.Options));
}
