using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using LymphOutcomes.Clinical;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LymphOutcomes.Mutation;

/// <summary>One test method, what it costs and which mutants it can notice.</summary>
/// <param name="Name">Class and method.</param>
/// <param name="Milliseconds">What it takes when no mutant is on.</param>
/// <param name="Sites">Mutants whose place it runs through.</param>
public sealed record MappedTest(string Name, long Milliseconds, IReadOnlyList<int> Sites);

/// <summary>
/// Runs a test project's methods one by one in this process. Compiled into the test projects of the scratch copy, as their entry point:
/// a usual runner needs seconds to start, and a mutant needs milliseconds.
/// <code>
/// map OUT             every method once, with no mutant on
/// judge LIST RESULT   each line of LIST is a mutant and the methods to try; a line of RESULT is the mutant and who noticed it
/// </code>
/// A mutant that is on from the start (see <see cref="Mutant.Variable"/>) stays on. Exit code 3: a method hung, go on with the rest.
/// </summary>
public static class MutationRun
{
    private const int Hung = 3;
    private static readonly TimeSpan PatienceMin = TimeSpan.FromSeconds(10);

    /// <summary>Entry point.</summary>
    public static int Main(string[] args)
    {
        Dictionary<string, TestMethod> tests = Find().ToDictionary(test => test.Name, StringComparer.Ordinal);
        return args switch
        {
            ["map", var file] => Map(tests.Values, file),
            ["judge", var list, var result] => Judge(tests, list, result),
            _ => 2,
        };
    }

    private static int Map(IEnumerable<TestMethod> tests, string file)
    {
        List<MappedTest> mapped = [];
        foreach (TestMethod test in tests)
        {
            Mutant.Asked = Mutant.NewRecord();
            long start = Stopwatch.GetTimestamp();
            // One that is left running would be seen in the records of those after it.
            string? failure = test.Run(TimeSpan.FromMinutes(10));
            if (failure is not null)
            {
                Console.WriteLine($"left out, fails by itself here: {test.Name}: {failure.Split('\n')[0]}");
                continue;
            }

            bool[] asked = Mutant.Asked;
            mapped.Add(new(
                test.Name,
                (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds,
                [.. Enumerable.Range(0, asked.Length).Where(site => asked[site])]));
        }

        File.WriteAllText(file, JsonSerializer.Serialize(mapped));
        return 0;
    }

    private static int Judge(Dictionary<string, TestMethod> tests, string list, string result)
    {
        int always = Mutant.Active;
        foreach (string line in File.ReadLines(list))
        {
            string[] parts = line.Split('\t');
            Mutant.Active = always != 0 ? always : int.Parse(parts[0]);
            string noticed = "-";
            foreach (string name in parts.Skip(1))
            {
                if (tests[name].Run(PatienceMin) is { } failure)
                {
                    noticed = failure == TestMethod.NoEnd ? $"{name} (no end)" : name;
                    break;
                }
            }

            File.AppendAllText(result, $"{parts[0]}\t{noticed}\n");
            if (noticed.EndsWith("(no end)", StringComparison.Ordinal))
                Environment.Exit(Hung);
        }

        Environment.Exit(0);
        return 0;
    }

    private static IEnumerable<TestMethod> Find() =>
        from type in typeof(MutationRun).Assembly.GetTypes()
        where type is { IsPublic: true, IsAbstract: false } && type.GetConstructors() is [{ } constructor]
            && constructor.GetParameters().All(parameter => parameter.ParameterType == typeof(ITestOutputHelper))
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>() is { Skip: null }
        select new TestMethod(type, method);
}

/// <summary>A method of a test class, with all its rows.</summary>
public sealed class TestMethod(Type type, MethodInfo method)
{
    /// <summary>What is said of a method that did not end.</summary>
    public const string NoEnd = "did not end";

    public string Name => $"{type.Name}.{method.Name}";

    /// <summary>Runs it; null when it passes, else why not.</summary>
    public string? Run(TimeSpan atMost)
    {
        Task<string?> run = Task.Run(RunAsync);
        return run.Wait(atMost) ? run.Result : NoEnd;
    }

    private async Task<string?> RunAsync()
    {
        try
        {
            DataAttribute[] data = [.. method.GetCustomAttributes<DataAttribute>()];
            IEnumerable<object?[]?> rows = data.Length == 0 ? [[]] : data.SelectMany(one => one.GetData(method));
            // One null is written as no row at all.
            foreach (object?[]? row in rows)
                await RunAsync(row ?? [null]);
            return null;
        }
        catch (Exception failure)
        {
            return (failure is TargetInvocationException { InnerException: { } inner } ? inner : failure).Message;
        }
    }

    private async Task RunAsync(object?[] row)
    {
        object test = Activator.CreateInstance(
            type, [.. type.GetConstructors()[0].GetParameters().Select(_ => (object)new Silence())])!;
        try
        {
            if (test is IAsyncLifetime begins)
                await begins.InitializeAsync();
            ParameterInfo[] parameters = method.GetParameters();
            object? result = method.Invoke(test, [.. parameters.Select((parameter, i) => Convert(row, i, parameter))]);
            if (result is Task task)
                await task;
        }
        finally
        {
            if (test is IAsyncLifetime ends)
                await ends.DisposeAsync();
            (test as IDisposable)?.Dispose();
        }
    }

    private static object? Convert(object?[] row, int i, ParameterInfo parameter)
    {
        if (i >= row.Length)
            return parameter.DefaultValue;
        Type wanted = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return row[i] is IConvertible value && wanted.IsPrimitive && value.GetType() != wanted && value.GetType().IsPrimitive
            ? System.Convert.ChangeType(value, wanted, System.Globalization.CultureInfo.InvariantCulture)
            : row[i];
    }

    private sealed class Silence : ITestOutputHelper
    {
        public void WriteLine(string message)
        {
        }

        public void WriteLine(string format, params object[] args)
        {
        }
    }
}
