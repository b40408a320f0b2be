using System.Reflection;
using System.Text.Json;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Contracts.Sessions.V1;

namespace LymphOutcomes.Contracts.Tests;

/// <summary>One published type with its record, and where its samples lie.</summary>
/// <param name="Type">The CloudEvents type.</param>
/// <param name="Data">The record of its data.</param>
/// <param name="NeedsOneOf">Optional in the record, yet one of its kind must be there: the minimal sample shows one.</param>
internal sealed record Contract(string Type, Type Data, params string[] NeedsOneOf)
{
    /// <summary>Every contract; <see cref="When_contracts_are_listed"/> holds this list against the constants.</summary>
    public static IReadOnlyList<Contract> All { get; } =
    [
        new($"lymph.{FactTypes.PatientRegistered}.v1", typeof(PatientRegistered)),
        new($"lymph.{FactTypes.PatientDetails}.v1", typeof(PatientDetails)),
        new($"lymph.{FactTypes.BaselineSet}.v1", typeof(BaselineSet), "ofRecord"),
        new($"lymph.{FactTypes.LimbMeasured}.v1", typeof(LimbMeasured), "left", "left.volumeMl"),
        new($"lymph.{FactTypes.RecordRetracted}.v1", typeof(RecordRetracted)),
        new($"lymph.{FactTypes.SessionCompleted}.v1", typeof(SessionCompleted)),
        new($"lymph.{FactTypes.GirthMeasured}.v1", typeof(GirthMeasured)),
        new($"lymph.{FactTypes.BioimpedanceMeasured}.v1", typeof(BioimpedanceMeasured), "lDex"),
        new($"lymph.{FactTypes.TissueDielectricMeasured}.v1", typeof(TissueDielectricMeasured)),
        new($"lymph.{FactTypes.WeightMeasured}.v1", typeof(WeightMeasured)),
        new($"lymph.{FactTypes.TemperatureMeasured}.v1", typeof(TemperatureMeasured)),
        new($"lymph.{FactTypes.SymptomsReported}.v1", typeof(SymptomsReported)),
        new($"lymph.{FactTypes.QuestionnaireScored}.v1", typeof(QuestionnaireScored)),
        new($"lymph.{FactTypes.ConditionNoted}.v1", typeof(ConditionNoted)),
        new($"lymph.{FactTypes.ConditionCleared}.v1", typeof(ConditionCleared)),
        new($"lymph.{FactTypes.AreaRestricted}.v1", typeof(AreaRestricted)),
        new($"lymph.{FactTypes.ProviderClearedForMld}.v1", typeof(ProviderClearedForMld)),
        new($"lymph.{FactTypes.SelfMldInstructed}.v1", typeof(SelfMldInstructed)),
        new($"lymph.{FactTypes.SessionPlanned}.v1", typeof(SessionPlanned)),
        new($"lymph.{FactTypes.SessionCancelled}.v1", typeof(SessionCancelled)),
        new($"lymph.{FactTypes.SideEffectsReported}.v1", typeof(SideEffectsReported)),
        new($"lymph.{FactTypes.GarmentPrescribed}.v1", typeof(GarmentPrescribed)),
        new($"lymph.{FactTypes.GarmentWorn}.v1", typeof(GarmentWorn)),
        new($"lymph.{FactTypes.PatientsMerged}.v1", typeof(PatientsMerged)),
        new($"lymph.{FactTypes.PatientsUnmerged}.v1", typeof(PatientsUnmerged)),
        new($"lymph.{FactTypes.ContextNoted}.v1", typeof(ContextNoted)),
        new(CloudEventTypes.AlertRaised, typeof(Alert)),
        new(CloudEventTypes.AlertChanged, typeof(Alert)),
        new(CloudEventTypes.SessionChanged, typeof(TreatmentSession)),
        new(CloudEventTypes.SessionHeld, typeof(HeldSession)),
        new(CloudEventTypes.SessionCleared, typeof(ClearedSession)),
        new(CloudEventTypes.SideEffectsNoted, typeof(NotedSideEffects)),
        new(CloudEventTypes.CourseChanged, typeof(TreatmentCourse), "whyNot"),
        new(CloudEventTypes.AdherenceChanged, typeof(CompressionGarment)),
    ];

    /// <summary>Members that shut each other out: a full sample shows the other one, the minimal sample this one.</summary>
    public static IReadOnlyList<(Type Of, string Member)> Alternatives { get; } =
    [
        (typeof(BaselineSet), "ofRecord"), (typeof(LimbReading), "volumeMl"),
        (typeof(TreatmentCourse), "whyNot"), (typeof(LimbResponse), "whyNot"),
    ];

    /// <summary>Every type, for theories.</summary>
    public static TheoryData<string> Types => [.. All.Select(c => c.Type)];

    /// <summary>The contract of a type.</summary>
    public static Contract Of(string type) => All.Single(c => c.Type == type);

    /// <summary>Name with version, for example <c>limb-measured.v1</c>.</summary>
    public string Name => Type["lymph.".Length..];

    /// <summary>True when alerting sends it.</summary>
    public bool IsAlert => Data == typeof(Alert);

    /// <summary>True when sessions sends it.</summary>
    public bool IsTreatment => Data.Namespace == typeof(TreatmentSession).Namespace;

    /// <summary>True when we send it; false when a hospital does.</summary>
    public bool IsOurs => IsAlert || IsTreatment;

    /// <summary>Path of a sample in the contracts folder.</summary>
    public string SamplePath(string kind) => $"samples/{Name}.{kind}.json";

    /// <summary>A whole event.</summary>
    public JsonElement Sample(string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, SamplePath(kind))));
        return document.RootElement.Clone();
    }

    /// <summary>The data of a sample.</summary>
    public JsonElement SampleData(string kind) => Sample(kind).GetProperty("data");

    /// <summary>Reads data as its record.</summary>
    public object Read(JsonElement data) => data.Deserialize(Data, ContractJson.Options)!;

    /// <summary>The parameters of the record's constructor under their names on the wire.</summary>
    public static IEnumerable<(string Name, ParameterInfo Parameter)> MembersOf(Type record) => record
        .GetConstructors()
        .MaxBy(constructor => constructor.GetParameters().Length)!
        .GetParameters()
        .Select(parameter => (JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!), parameter));

    /// <summary>True when the member must be there: no default and never null.</summary>
    public static bool IsRequired(ParameterInfo parameter) =>
        !parameter.HasDefaultValue
        && Nullable.GetUnderlyingType(parameter.ParameterType) is null
        && new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.Nullable;

    /// <summary>The record inside a member: itself, or what its list holds; null when it is a plain value.</summary>
    public static Type? RecordIn(Type type)
    {
        bool isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        Type inner = isList ? type.GetGenericArguments()[0] : type;
        return inner.Assembly == typeof(ContractJson).Assembly ? inner : null;
    }
}
