using System.Text.RegularExpressions;

namespace LymphOutcomes.Architecture.Tests;

/// <summary>No message of a log and no tag of telemetry has a place for what tells a patient from another.</summary>
public sealed partial class PrivateLogs_
{
    // As whole words within a placeholder or tag: `{PatientName}` and `patient.id` are seen, `{Relay}` is not.
    private static readonly string[] Forbidden =
    [
        "patient", "name", "phone", "birth", "birthday", "identifier", "identifiers", "subject", "mrn", "record", "note", "notes", "text",
        "body", "raw", "data", "fact", "address", "email", "value", "values", "token", "password", "query", "path",
    ];

    private static IEnumerable<SourceFile> Product =>
        SourceTree.CSharp.Where(file => file.Path.StartsWith("services/", StringComparison.Ordinal));

    [Fact]
    public void No_log_message_or_tag_has_a_place_for_patient_data()
    {
        Assert.NotEmpty(Product.SelectMany(Places));
        Findings.None(Product.SelectMany(Violations));
    }

    [Theory]
    [InlineData("[LoggerMessage(1001, LogLevel.Information, \"Card of {PatientName}\")]", true)]
    [InlineData("[LoggerMessage(1001, LogLevel.Information,\n    \"Stored for {Patient}\")]", true)]
    [InlineData("[LoggerMessage(1001, LogLevel.Information, \"{Count} stored, then \"\n + \"{Subject}\")]", true)]
    [InlineData("activity?.SetTag(\"lymph.patient\", id)", true)]
    [InlineData("new KeyValuePair<string, object?>(\"identifier\", x)", true)]
    [InlineData("KeyValuePair<string, object?> tag = new(\"phone\", x);", true)]
    [InlineData("logger.LogInformation(\"Stored {Count}\", 1)", true)]
    [InlineData("[LoggerMessage(1001, LogLevel.Information, \"{Count} of one patient's facts\")]", false)]
    [InlineData("activity?.SetTag(\"lymph.items\", count)", false)]
    public void A_place_for_it_is_seen(string text, bool seen) =>
        Assert.Equal(seen, Violations(new SourceFile("services/x.cs", text)).Any());

    private static IEnumerable<string> Violations(SourceFile file) => Places(file)
        .Where(place => Words().Matches(place).Any(word => Forbidden.Contains(word.Value.ToLowerInvariant())))
        .Select(place => $"{file.Path}: {place} could hold patient data")
        // Templates stand in LoggerMessage only, where they can be looked through.
        .Concat(FreeHand().Matches(file.Code).Select(call => $"{file.Path}: {call.Value} has no LoggerMessage"));

    private static IEnumerable<string> Places(SourceFile file) =>
    [
        .. Message().Matches(file.Code).SelectMany(message => Placeholder().Matches(message.Value)).Select(place => place.Value),
        .. Tag().Matches(file.Code).Select(tag => tag.Groups["key"].Value),
    ];

    [GeneratedRegex(@"\[LoggerMessage\((?:[^""\]]|""[^""]*"")*\]", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Message();

    [GeneratedRegex(@"\{\w+[^}]*\}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(
        @"(?:SetTag\(|KeyValuePair<string, object\?>(?:\s+\w+\s*=\s*new)?\()\s*""(?<key>[^""]+)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        5_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\.Log(?:Trace|Debug|Information|Warning|Error|Critical)\(", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex FreeHand();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Words();
}
