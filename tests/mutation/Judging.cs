using System.Diagnostics;
using System.Text.Json;

namespace LymphOutcomes.Mutation;

/// <summary>Tries the mutants one by one, one process at a time, until a test notices.</summary>
public static class Judging
{
    private const int Hung = 3;

    // A mutant that nothing notices costs all of these.
    private const long CostMaxMs = 40_000;
    private const long OneTestMaxMs = 4_000;
    private static readonly string[] Projects = ["Clinical", "Alerting"];

    /// <summary>Tries all of them and writes the report.</summary>
    /// <param name="scratch">The copy, rewritten and built.</param>
    /// <param name="results">Folder for the report.</param>
    /// <param name="commit">What was copied.</param>
    public static async Task<int> RunAsync(string scratch, string results, string commit)
    {
        Rewritten all = JsonSerializer.Deserialize<Rewritten>(await File.ReadAllTextAsync(Rewriting.ListOf(scratch)))!;
        Dictionary<int, string> noticed = [];
        foreach (string project in Projects)
        {
            TestProject tests = new(scratch, project);
            await tests.MapAsync();
            // Clinical knows nothing of rules.
            Site[] open = [.. all.Sites.Where(site => !noticed.ContainsKey(site.Number)
                && (project != Projects[0] || site.File.Contains($".{project}/", StringComparison.Ordinal)))];
            // Most in one process, where a mutant costs milliseconds; then, each in its own, those that count from the start, and those
            // that nothing noticed, for something may have been read before they were on.
            await tests.TryTogetherAsync([.. open.Where(site => !site.IsOfStart)], noticed);
            int done = 0;
            foreach (Site site in open.Where(site => !noticed.ContainsKey(site.Number)))
            {
                await tests.TryAloneAsync(site, noticed);
                if (++done % 25 == 0)
                    Console.WriteLine($"{project}: {done} alone, {noticed.Count} of {all.Sites.Count} noticed");
            }
        }

        await Report.WriteAsync(results, commit, all, noticed);
        return 0;
    }

    /// <summary>The tests of one project, as they are in the copy.</summary>
    private sealed class TestProject(string scratch, string name)
    {
        private readonly string _folder = Path.Combine(
            scratch, "tests", "unit", $"LymphOutcomes.{name}.Tests", "bin", "Debug", "net10.0");

        private IReadOnlyList<MappedTest> _tests = [];

        public async Task MapAsync()
        {
            string file = Path.Combine(scratch, $"map-{name}.json");
            int code = await RunAsync(mutant: null, "map", file);
            if (code != 0)
                throw new InvalidOperationException($"The tests of {name} could not be mapped: {code}.");
            _tests = [.. JsonSerializer.Deserialize<MappedTest[]>(await File.ReadAllTextAsync(file))!.OrderBy(test => test.Milliseconds)];
            Console.WriteLine($"{name}: {_tests.Count} test methods, {_tests.Sum(test => test.Milliseconds) / 1000} s");
        }

        public async Task TryTogetherAsync(IReadOnlyList<Site> sites, Dictionary<int, string> noticed)
        {
            Queue<Site> open = new(sites.Where(site => Of(site).Any()));
            while (open.Count > 0)
            {
                IReadOnlyList<(int Number, string? By)> tried = await TryAsync(mutant: null, open);
                foreach ((int number, string? by) in tried)
                {
                    open.Dequeue();
                    if (by is not null)
                        noticed[number] = by;
                }

                if (tried.Count == 0)
                    throw new InvalidOperationException($"Nothing was tried; next is mutant {open.Peek().Number}.");
            }
        }

        public async Task TryAloneAsync(Site site, Dictionary<int, string> noticed)
        {
            if (Of(site).Any() && (await TryAsync(site.Number, [site])) is [(_, { } by), ..])
                noticed[site.Number] = by;
        }

        private async Task<IReadOnlyList<(int Number, string? By)>> TryAsync(int? mutant, IEnumerable<Site> sites)
        {
            string list = Path.Combine(scratch, "try.txt");
            string result = Path.Combine(scratch, "tried.txt");
            await File.WriteAllLinesAsync(
                list, sites.Select(site => string.Join('\t', [$"{site.Number}", .. Of(site).Select(test => test.Name)])));
            File.Delete(result);
            int code = await RunAsync(mutant, "judge", list, result);
            if (code is not (0 or Hung) && mutant is not null)
                return [(mutant.Value, $"the test process ended with {code}")];
            return File.Exists(result)
                ? [.. (await File.ReadAllLinesAsync(result)).Select(line => line.Split('\t')).Select(parts => (
                    int.Parse(parts[0]), parts[1] == "-" ? null : parts[1]))]
                : [];
        }

        /// <summary>Tests that may notice a mutant, quick ones first.</summary>
        private IEnumerable<MappedTest> Of(Site site)
        {
            long cost = 0;
            return Candidates(site).Where(test => test.Milliseconds <= OneTestMaxMs)
                .TakeWhile(test => (cost += test.Milliseconds) <= CostMaxMs);
        }

        private IEnumerable<MappedTest> Candidates(Site site)
        {
            if (!site.IsOfStart)
                return _tests.Where(test => test.Sites.Contains(site.Number));
            // Whoever asked first is the only one seen to ask. Limits are noticed by tests of their rule, other figures by any.
            return _related.TryGetValue(site.File.Replace("Limits.cs", ".cs", StringComparison.Ordinal), out HashSet<int>? numbers)
                ? _tests.Where(test => test.Sites.Any(numbers.Contains))
                : _tests.Where(test => test.Sites.Count > 0);
        }

        private readonly Dictionary<string, HashSet<int>> _related = JsonSerializer
            .Deserialize<Rewritten>(File.ReadAllText(Rewriting.ListOf(scratch)))!.Sites
            .Where(site => !site.IsOfStart)
            .GroupBy(site => site.File, StringComparer.Ordinal)
            .ToDictionary(file => file.Key, file => file.Select(site => site.Number).ToHashSet(), StringComparer.Ordinal);

        private async Task<int> RunAsync(int? mutant, params string[] arguments)
        {
            ProcessStartInfo start = new("dotnet", [Path.Combine(_folder, $"LymphOutcomes.{name}.Tests.dll"), .. arguments])
            {
                WorkingDirectory = _folder,
            };
            start.Environment["LYMPH_MUTANT"] = $"{mutant ?? 0}";
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }

    /// <summary>As the scratch copy's runner writes it.</summary>
    private sealed record MappedTest(string Name, long Milliseconds, IReadOnlyList<int> Sites);
}
