using LymphOutcomes.Contracts;
using LymphOutcomes.Contracts.Intake.V1;
using LymphOutcomes.Intake.IdentifyingPatients;
using LymphOutcomes.Testing;

namespace LymphOutcomes.Intake.Tests;

public sealed class When_details_come_in_any_order(DirectoryOnPostgres directory) : IClassFixture<DirectoryOnPostgres>
{
    private static readonly (string Record, int? Version, int? IssuedMonth, int Month, string? Name)[] Corrected =
    [
        ("A", 1, null, 3, "A, as first sent for March"),
        ("A", 2, null, 1, "A, corrected to January"),
        ("B", 1, null, 2, "B, since February"),
    ];

    private static readonly (string Record, int? Version, int? IssuedMonth, int Month, string? Name)[] TakenBack =
    [
        ("A", 1, null, 5, "A, wrong patient"),
        ("A", 2, null, 6, "A, wrong patient again"),
        ("A", 2, null, 7, null),
        ("B", null, 1, 2, "B, as issued in January"),
        ("B", null, 4, 8, null),
    ];

    private static readonly (string Record, int? Version, int? IssuedMonth, int Month, string? Name)[] SentAgain =
    [
        ("A", 1, null, 5, "A, wrong"),
        ("A", 1, null, 6, null),
        ("A", 2, null, 4, "A, right"),
        ("B", null, 3, 7, "B, issued before it was taken back"),
        ("B", null, null, 5, null),
    ];

    [OnPostgresFact]
    public Task A_correction_and_another_record_end_in_the_same_card() => AlwaysAsync(Corrected, "B, since February");

    [OnPostgresFact]
    public Task What_was_taken_back_is_gone_whether_it_came_before_or_after() => AlwaysAsync(TakenBack, expected: null);

    [OnPostgresFact]
    public Task A_version_newer_than_the_retraction_counts() => AlwaysAsync(SentAgain, "A, right");

    private async Task AlwaysAsync(
        (string Record, int? Version, int? IssuedMonth, int Month, string? Name)[] sent, string? expected)
    {
        await directory.MakeAsync();
        HashSet<string> rows = [];
        int n = 0;
        foreach (int[] order in Orders(sent.Length))
        {
            string mrn = $"{sent[0].Name} {sent.Length} {n++}";
            Guid patient = (await directory.PatientAsync(mrn)).Id;
            // One by one, and then all again: nothing may move.
            foreach (int i in order)
                await directory.Details.ReplaceAsync(DirectoryOnPostgres.Tenant, [Update(patient, sent[i])], CancellationToken.None);
            await directory.Details.ReplaceAsync(
                DirectoryOnPostgres.Tenant, [.. sent.Select(update => Update(patient, update))], CancellationToken.None);

            Assert.Equal((expected, string.Join(',', order)), ((await directory.CardAsync(mrn)).Name, string.Join(',', order)));
            rows.Add(string.Join('\n', await directory.QueryAsync(
                $"select (to_jsonb(d) - 'patient_id')::text from patient_details d where patient_id = '{patient}' order by record_key")));
        }

        Assert.Single(rows);
    }

    private static DetailsUpdate Update(
        Guid patient, (string Record, int? Version, int? IssuedMonth, int Month, string? Name) sent) => new(
        patient,
        sent.Name is { } name ? new(new SourceRecord(sent.Record), name, new(1970, 5, 1), "+49 30 1", new("Dr Test", "+49 30 2")) : null,
        new RecordKey(sent.Record, sent.Version, sent.IssuedMonth is { } issued ? Month(issued) : null),
        Month(sent.Month),
        $"hash of {sent.Name}");

    private static DateTimeOffset Month(int month) => new(2025, month, 1, 0, 0, 0, TimeSpan.FromHours(1));

    private static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count)
            .Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
}
