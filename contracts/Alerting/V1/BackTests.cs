namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>Body of <c>POST /v1/back-tests</c>.</summary>
/// <param name="Version">The version to try over the stored history.</param>
/// <param name="Against">What to compare it with; null = the version in force.</param>
public sealed record StartBackTest(int Version, int? Against = null);

/// <summary>Answer of <c>GET /v1/back-tests/{id}</c>: rules run over the stored history, without telling anybody.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version tried.</param>
/// <param name="Against">What it is compared with.</param>
/// <param name="By">Who asked.</param>
/// <param name="Begun">When.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>done</c>, <c>failed</c> or <c>interrupted</c>.</param>
/// <param name="Patients">How many there are.</param>
/// <param name="Done">How many were looked at.</param>
/// <param name="Result">What came of it; null until it is done.</param>
public sealed record BackTest(
    Guid Id,
    int Version,
    int Against,
    string By,
    DateTimeOffset Begun,
    string State,
    long Patients,
    long Done,
    BackTestResult? Result);

/// <summary>What two versions would have told. Every alert is taken as dealt with when its condition ends.</summary>
/// <param name="Patients">Patients with a history.</param>
/// <param name="Facts">Facts judged.</param>
/// <param name="PatientMonths">From each patient's first to last fact, together.</param>
/// <param name="Rules">Those that told anything, by id.</param>
/// <param name="DifferencesCut">True when there are more differences than are kept for looking at.</param>
public sealed record BackTestResult(
    long Patients, long Facts, double PatientMonths, IReadOnlyList<BackTestRule> Rules, bool DifferencesCut);

/// <summary>One rule in a back-test.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Against">Alerts by the version compared with.</param>
/// <param name="Candidate">Alerts by the version tried.</param>
/// <param name="AgainstPer100Months">The same for 100 patient-months; null without any time.</param>
/// <param name="CandidatePer100Months">The same for 100 patient-months; null without any time.</param>
/// <param name="New">Alerts only the version tried gives.</param>
/// <param name="Lost">Alerts only the version compared with gives.</param>
public sealed record BackTestRule(
    string Rule, long Against, long Candidate, double? AgainstPer100Months, double? CandidatePer100Months, long New, long Lost);

/// <summary>A page of <c>GET /v1/back-tests/{id}/patients</c>.</summary>
/// <param name="Items">Patients with a difference, in the order of their ids.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record BackTestPatients(IReadOnlyList<BackTestPatient> Items, Guid? Next);

/// <summary>In what two versions differ for one patient.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Differences">In log order.</param>
public sealed record BackTestPatient(Guid Patient, IReadOnlyList<BackTestDifference> Differences);

/// <summary>An alert that one of two versions gives and the other does not.</summary>
/// <param name="Difference"><c>new</c> or <c>lost</c>.</param>
/// <param name="Rule">Rule id.</param>
/// <param name="Severity">As on the wire.</param>
/// <param name="FirstEffective">Effective time of its first evidence.</param>
/// <param name="ToldAt">When people would have been told.</param>
/// <param name="Site">As on an alert.</param>
/// <param name="Side">As on an alert.</param>
/// <param name="Extra">As on an alert.</param>
/// <param name="Evidence">Facts that fired, at most 32.</param>
public sealed record BackTestDifference(
    string Difference,
    string Rule,
    string Severity,
    DateTimeOffset FirstEffective,
    DateTimeOffset ToldAt,
    string? Site,
    string? Side,
    string? Extra,
    IReadOnlyList<Guid> Evidence);

/// <summary>Answer of <c>GET /v1/rule-sets/shadow</c>, and of <c>POST /v1/rule-sets/{version}/shadow</c>.</summary>
/// <param name="Version">The version that runs beside the one in force, without telling anybody.</param>
/// <param name="Against">What was in force when it began.</param>
/// <param name="By">Who asked.</param>
/// <param name="Since">When it began.</param>
/// <param name="Patients">Patients with new facts since.</param>
/// <param name="Rules">What both would have told of them since, by rule; without rates, for it is young.</param>
/// <param name="AsOf">Number of alerting's log up to which facts were looked at.</param>
public sealed record ShadowRun(
    int Version, int Against, string By, DateTimeOffset Since, long Patients, IReadOnlyList<BackTestRule> Rules, long AsOf);
