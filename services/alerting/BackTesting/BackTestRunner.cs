using System.Threading.Channels;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Alerting.BackTesting;

/// <summary>
/// Runs two rule sets over the stored history of a hospital in one pass: one task reads, two judge, and what they find is added up.
/// Nothing of it is kept but what is told at the end.
/// </summary>
/// <param name="histories">What is read.</param>
/// <param name="log">Says where the history ends.</param>
public sealed class BackTestRunner(StoredHistories histories, ILogReader log)
{
    private const int Judges = 2;
    private const int PortionsWaiting = 4;

    /// <summary>Most differences kept for looking at; all are counted.</summary>
    public const int DifferencesMax = 20_000;

    /// <summary>Runs it to its end.</summary>
    /// <param name="tenant">The hospital.</param>
    /// <param name="against">What is compared with.</param>
    /// <param name="candidate">What is tried.</param>
    /// <param name="kept">Gets the patients with a difference, as long as they are kept; by one caller at a time.</param>
    /// <param name="reached">Gets the number of patients done now and then.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<BackTestResult> RunAsync(
        string tenant,
        RuleSet against,
        RuleSet candidate,
        Func<IReadOnlyList<BackTestPatient>, Task> kept,
        Func<long, Task> reached,
        CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        long head = await log.HeadAsync(ct);
        Channel<IReadOnlyList<StoredHistory>> portions = Channel.CreateBounded<IReadOnlyList<StoredHistory>>(PortionsWaiting);
        using Sum sum = new(kept, reached);
        Task[] tasks =
        [
            Task.Run(() => ReadAsync(tenant, head, portions.Writer, either.Token), CancellationToken.None),
            .. Enumerable.Range(0, Judges).Select(_ =>
                Task.Run(() => JudgeAsync(against, candidate, portions.Reader, sum, either.Token), CancellationToken.None)),
        ];
        await foreach (Task ended in Task.WhenEach(tasks))
        {
            // One that fails must not leave the others waiting for it.
            if (!ended.IsCompletedSuccessfully)
                await either.CancelAsync();
        }

        if (Array.Find(tasks, task => task.IsFaulted) is { } failed)
            await failed;
        await Task.WhenAll(tasks);
        return sum.Totals.ToResult(sum.Differences > DifferencesMax);
    }

    private async Task ReadAsync(
        string tenant, long head, ChannelWriter<IReadOnlyList<StoredHistory>> portions, CancellationToken ct)
    {
        await foreach (IReadOnlyList<StoredHistory> portion in histories.AllAsync(tenant, head, ct))
            await portions.WriteAsync(portion, ct);
        portions.Complete();
    }

    private static async Task JudgeAsync(
        RuleSet against, RuleSet candidate, ChannelReader<IReadOnlyList<StoredHistory>> portions, Sum sum, CancellationToken ct)
    {
        await foreach (IReadOnlyList<StoredHistory> portion in portions.ReadAllAsync(ct))
        {
            List<(Guid Patient, PatientComparison Run, ComparedRaisings Told)> judged = new(portion.Count);
            foreach (StoredHistory history in portion)
            {
                ct.ThrowIfCancellationRequested();
                PatientComparison run = new(against, candidate);
                foreach (LoggedFacts group in history.Groups())
                    run.Accept(group);
                judged.Add((history.Patient, run, run.Compare()));
            }

            await sum.AddAsync(judged, ct);
        }
    }

    private sealed class Sum(Func<IReadOnlyList<BackTestPatient>, Task> kept, Func<long, Task> reached) : IDisposable
    {
        private readonly SemaphoreSlim _gate = new(1, 1);

        public ComparisonTotals Totals { get; } = new();

        public long Differences { get; private set; }

        public void Dispose() => _gate.Dispose();

        public async Task AddAsync(List<(Guid Patient, PatientComparison Run, ComparedRaisings Told)> judged, CancellationToken ct)
        {
            await _gate.WaitAsync(ct);
            try
            {
                List<BackTestPatient> differing = [];
                foreach ((Guid patient, PatientComparison run, ComparedRaisings told) in judged)
                {
                    Totals.Add(run, told);
                    int count = told.New.Count + told.Lost.Count;
                    Differences += count;
                    if (count > 0 && Differences <= DifferencesMax)
                        differing.Add(new(patient, DifferenceView.Of(told)));
                }

                if (differing.Count > 0)
                    await kept(differing);
                await reached(Totals.Patients);
            }
            finally
            {
                _gate.Release();
            }
        }
    }
}
