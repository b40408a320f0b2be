using System.Text.Json;
using LymphOutcomes.Cli.Simulating;
using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Cli.Tests;

public sealed class When_a_hospital_is_simulated
{
    private static readonly DateOnly End = new(2026, 11, 22);

    private static readonly SyntheticHospital Hospital = SyntheticHospital.Create(new HospitalSettings(42, 24, 730, End));

    [Fact]
    public void The_same_seed_and_day_give_the_same_bytes() =>
        Assert.Equal(BytesOf(new HospitalSettings(7, 12, 730, End)), BytesOf(new HospitalSettings(7, 12, 730, End)));

    [Fact]
    public void Another_seed_gives_other_people() =>
        Assert.NotEqual(
            NamesOf(SyntheticHospital.Create(new HospitalSettings(7, 12, 730, End))),
            NamesOf(SyntheticHospital.Create(new HospitalSettings(8, 12, 730, End))));

    [Fact]
    public void A_larger_hospital_leaves_its_first_patients_as_they_were()
    {
        var small = SyntheticHospital.Create(new HospitalSettings(42, 6, 730, End));
        HashSet<string> subjects = [.. small.Truth.Select(t => t.Subject)];

        Assert.Equal(Lines(small.Events), Lines(Hospital.Events.Where(e => subjects.Contains(e.Subject))));
    }

    [Fact]
    public void An_id_is_used_again_only_for_the_very_same_event()
    {
        List<IGrouping<string, CloudEvent>> repeated = [.. Hospital.Events.GroupBy(e => e.Id).Where(g => g.Count() > 1)];

        Assert.NotEmpty(repeated);
        Assert.All(repeated, copies => Assert.Single(Lines(copies).Distinct()));
    }

    [Fact]
    public void The_same_seed_on_another_day_uses_no_id_and_no_record_again()
    {
        var tomorrow = SyntheticHospital.Create(new HospitalSettings(42, 24, 730, End.AddDays(1)));

        Assert.Empty(Hospital.Events.Select(e => e.Id).Intersect(tomorrow.Events.Select(e => e.Id)));
        Assert.Empty(Hospital.Events.Select(RecordOf).Intersect(tomorrow.Events.Select(RecordOf)));
    }

    [Fact]
    public void Nothing_is_dated_on_or_after_the_last_day() =>
        Assert.All(Hospital.Events, e => Assert.True(e.Time < new DateTimeOffset(End, TimeOnly.MinValue, TimeSpan.Zero), e.Id));

    [Fact]
    public void Every_patient_is_registered_before_anything_else_is_said_of_them() =>
        Assert.All(
            Hospital.Events.GroupBy(e => e.Subject),
            events => Assert.Equal("lymph.patient-registered.v1", events.First().Type));

    [Fact]
    public void Some_readings_come_late_doubled_corrected_and_retracted()
    {
        List<CloudEvent> readings = [.. Hospital.Events.Where(e => e.Type == "lymph.limb-measured.v1")];

        Assert.Contains(readings.GroupBy(e => e.Subject), one => one.Zip(one.Skip(1)).Any(pair => pair.First.Time > pair.Second.Time));
        Assert.Contains(readings.GroupBy(e => e.Id), copies => copies.Count() == 2);
        Assert.Contains(readings, e => e.Data.GetProperty("record").GetProperty("version").GetInt32() == 2);
        CloudEvent retraction = Hospital.Events.First(e => e.Type == "lymph.record-retracted.v1");
        Assert.Contains(readings, e => RecordOf(e) == RecordOf(retraction) && e.Subject == retraction.Subject);
    }

    [Fact]
    public void Every_fact_reads_back_as_its_contract()
    {
        Dictionary<string, Type> contracts = new(StringComparer.Ordinal)
        {
            [FactTypes.PatientRegistered] = typeof(PatientRegistered),
            [FactTypes.PatientDetails] = typeof(PatientDetails),
            [FactTypes.LimbMeasured] = typeof(LimbMeasured),
            [FactTypes.RecordRetracted] = typeof(RecordRetracted),
            [FactTypes.SessionCompleted] = typeof(SessionCompleted),
        };

        Assert.All(Hospital.Events, e => Assert.Equal(
            e.Data.GetRawText(),
            JsonSerializer.Serialize(
                e.Data.Deserialize(contracts[e.Type["lymph.".Length..^".v1".Length]], ContractJson.Options), ContractJson.Options)));
    }

    [Fact]
    public void Every_phone_number_is_kept_for_fiction() =>
        Assert.All(
            Hospital.Events.Where(e => e.Type == "lymph.patient-details.v1"),
            e => Assert.Matches(@"^\+1 216 555 01\d\d$", e.Data.GetProperty("phone").GetString()));

    private static byte[] BytesOf(HospitalSettings settings) =>
        JsonSerializer.SerializeToUtf8Bytes(SyntheticHospital.Create(settings).Events, ContractJson.Options);

    private static string[] Lines(IEnumerable<CloudEvent> events) =>
        [.. events.Select(e => JsonSerializer.Serialize(e, ContractJson.Options))];

    private static string?[] NamesOf(SyntheticHospital hospital) =>
    [
        .. hospital.Events.Where(e => e.Type == "lymph.patient-details.v1").Select(e => e.Data.GetProperty("name").GetString()),
    ];

    private static string? RecordOf(CloudEvent e) => e.Data.GetProperty("record").GetProperty("id").GetString();
}
