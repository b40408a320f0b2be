namespace LymphOutcomes.EventStore.Merging;

/// <summary>
/// Takes a patient's facts to the patient they belong to, step by step, each an append to one stream. Cut off anywhere and begun
/// again, by this or another instance, and whatever order the news come in, it ends the same: the own stream says where the patient
/// belongs, and every copy names the change it was made for.
/// </summary>
/// <typeparam name="TState">State of a patient's stream.</typeparam>
/// <param name="store">The log.</param>
/// <param name="log">Reads a stream for what was written down when a patient left it.</param>
/// <param name="merging">What the service decides.</param>
public sealed class PatientMover<TState>(IEventStore<TState> store, ILogReader log, IMerging<TState> merging)
    where TState : class, IFold<TState>
{
    /// <summary>Code of a refusal: the patient was moved in the meantime; look again.</summary>
    public const string Overtaken = "overtaken";

    /// <summary>How often it is begun anew because the patient was moved in the meantime; each time another news was faster.</summary>
    public const int AttemptsMax = 8;

    /// <summary>It was begun <see cref="AttemptsMax"/> times and always overtaken: deliver the message again.</summary>
    public static AppendOutcome.Failed MovedTooOften { get; } =
        new(new InvalidOperationException($"The patient was moved {AttemptsMax} times meanwhile."));

    /// <summary>Does what the news say. Safe to repeat.</summary>
    /// <returns>What became of the news; failed when any step did: begin again.</returns>
    /// <exception cref="LogUnavailableException">The log cannot be reached; begin again.</exception>
    public async Task<AppendOutcome> MoveAsync(PatientMove move, CancellationToken ct)
    {
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            Belonging? before = merging.Of((await store.LoadAsync(move.Own, ct)).State);
            StoredEvent? leaving = null;
            if (before is { Into: { } survivor } && before.Change < move.To.Change)
            {
                StreamKey left = StreamKey.OfPatient(move.Tenant, survivor);
                AppendOutcome leave = await store.AppendAsync(
                    new(DerivedId.From(move.Item, -2), left, view => merging.Leave(view, move)), ct);
                if (leave is AppendOutcome.Failed)
                    return leave;
                leaving = (await log.ReadStreamAsync(left, ct)).LastOrDefault(stored => merging.IsLeaving(stored, move));
            }

            AppendOutcome settled = await store.AppendAsync(
                new(move.Item, move.Own, view => merging.Settle(view, move, before, leaving), LookFor: [move.Item]), ct);
            if (settled is AppendOutcome.Rejected)
                continue;
            return settled is AppendOutcome.Failed ? settled : await JoinAsync(move, settled, ct);
        }

        return MovedTooOften;
    }

    // Whatever these news said: where the patient belongs by now, the facts must be.
    private async Task<AppendOutcome> JoinAsync(PatientMove move, AppendOutcome settled, CancellationToken ct)
    {
        StreamView<TState> own = await store.LoadWholeAsync(move.Own, ct);
        if (merging.Of(own.State) is not { Into: { } survivor, Change: var change })
            return settled;
        foreach (AppendUnit<TState> unit in merging.Join(own, StreamKey.OfPatient(move.Tenant, survivor), change))
        {
            if (await store.AppendAsync(unit, ct) is AppendOutcome.Failed failed)
                return failed;
        }

        return settled;
    }
}
