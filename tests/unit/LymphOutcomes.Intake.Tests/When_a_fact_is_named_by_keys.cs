using System.Text.Json.Nodes;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Intake.ReceivingFacts;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_a_fact_is_named_by_keys
{
    [Fact]
    public void No_identifier_and_no_name_of_the_hospital_is_in_what_is_stored()
    {
        foreach ((string name, JsonObject data) in Samples.All)
        {
            CheckedFact fact = Given.Accepted(Given.Delivered(Given.Event(name, data)));
            string stored = Given.AsStored(fact) + fact.Event.Id + Given.Wire(fact.Event.Headers!);
            foreach (string secret in (string[])["ORB", "d-1", "4711", "P-1", "D-1", "B-1", "B-2", "S-1", "Ada", "Dr.", "1970-"])
                Assert.DoesNotContain($"\"{secret}", stored, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_record_has_the_same_name_in_every_fact_about_it()
    {
        RecordKeyOf(FactTypes.LimbMeasured, Given.LimbMeasured(), out string measured);
        RecordKeyOf(FactTypes.RecordRetracted, Samples.Of("""{"record":{"id":"ORB-77120"}}"""), out string retracted);
        CheckedFact baseline = Given.Accepted(Given.Delivered(
            Given.Event(FactTypes.BaselineSet, Samples.Of("""{"record":{"id":"B-2"},"site":"arm","ofRecord":"ORB-77120"}"""))));
        Assert.Equal(measured, retracted);
        Assert.Equal(measured, ((Recorded<BaselineSet>)baseline.Event.Data).Fact.GetProperty("ofRecord").GetString());
    }

    [Fact]
    public void Another_patient_or_source_gives_a_record_another_name()
    {
        string name = KeyedHash.OfRecord(Given.Patient.Key, "urn:a", "1");
        Assert.NotEqual(name, KeyedHash.OfRecord(Given.TenantKey, "urn:a", "1"));
        Assert.NotEqual(name, KeyedHash.OfRecord(Given.Patient.Key, "urn:b", "1"));
        Assert.NotEqual(KeyedHash.OfRecord(Given.Patient.Key, "a", "bc"), KeyedHash.OfRecord(Given.Patient.Key, "ab", "c"));
        Assert.Matches("^[0-9a-f]{64}$", name);
    }

    [Fact]
    public void A_corrected_record_with_the_same_content_has_the_same_content_hash()
    {
        string first = ContentHash(_ => { });
        Assert.Equal(first, ContentHash(d => d["record"]!["version"] = 2));
        Assert.NotEqual(first, ContentHash(d => d["posture"] = "lying"));
    }

    [Fact]
    public void The_delivery_hash_covers_all_that_was_sent_whatever_the_order_of_members()
    {
        JsonObject sent = Given.Event(FactTypes.LimbMeasured, Given.LimbMeasured());
        JsonObject turned = new(sent.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        JsonObject changed = Given.Event(FactTypes.LimbMeasured, Given.LimbMeasured());
        changed["data"]!["record"]!["version"] = 2;
        Assert.Equal(DeliveryHash(sent), DeliveryHash(turned));
        Assert.NotEqual(DeliveryHash(sent), DeliveryHash(changed));
    }

    [Fact]
    public void The_same_delivery_always_has_the_same_event_id()
    {
        JsonObject sent = Given.Event(FactTypes.LimbMeasured, Given.LimbMeasured());
        JsonObject other = Given.Event(FactTypes.LimbMeasured, Given.LimbMeasured());
        other["id"] = "d-2";
        Assert.Equal(Given.Accepted(Given.Delivered(sent)).Event.Id, Given.Accepted(Given.Delivered(sent)).Event.Id);
        Assert.NotEqual(Given.Accepted(Given.Delivered(sent)).Event.Id, Given.Accepted(Given.Delivered(other)).Event.Id);
    }

    [Fact]
    public void Details_go_to_the_directory_and_leave_only_a_mark_in_the_log()
    {
        CheckedFact fact = Given.Accepted(Given.Delivered(Given.Event(FactTypes.PatientDetails, Samples.Details())));
        Assert.IsType<DetailsReceived>(fact.Event.Data);
        Assert.Equal("Ada Example", fact.Details?.Details?.Name);
    }

    [Fact]
    public void Without_a_known_birth_date_any_time_since_1900_is_possible()
    {
        JsonObject old = Given.Event(FactTypes.LimbMeasured, Given.LimbMeasured());
        old["time"] = "1950-01-01T00:00:00Z";
        KnownPatient ageless = Given.Patient with { BirthDate = null };
        Assert.Null(Given.Checked(Given.Delivered(old), ageless).Defect);
        Assert.Equal(Reasons.TimeBeforeBirth, Given.Checked(Given.Delivered(old)).Defect?.Reason);
    }

    private static void RecordKeyOf(string name, JsonObject data, out string key) =>
        key = ((IntakeEvent)Given.Accepted(Given.Delivered(Given.Event(name, data))).Event.Data).Record.Key;

    private static string ContentHash(Action<JsonObject> change) =>
        ((IntakeEvent)Given.Accepted(Given.LimbMeasuredWith(change)).Event.Data).ContentHash;

    private static string? DeliveryHash(JsonObject sent) => Given.Accepted(Given.Delivered(sent)).Event.Headers?.ContentHash;
}
