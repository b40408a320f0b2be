namespace LymphOutcomes.EventStore.Merging;

/// <summary>
/// What a service decides when patients are merged or separated. Pure. Of every patient the own facts stay in the own stream; the
/// stream of who goes on for several holds copies of the others' facts, each under the change by which they belong there.
/// </summary>
/// <typeparam name="TState">State of a patient's stream.</typeparam>
public interface IMerging<TState>
    where TState : class, IFold<TState>
{
    /// <summary>Where the patient belongs, as the own stream has it; null while nothing was said.</summary>
    Belonging? Of(TState state);

    /// <summary>
    /// Takes a patient's facts out of the stream of who went on for them, and writes down there what goes back. Nothing when that
    /// stream has heard of this change, or a later one.
    /// </summary>
    /// <param name="survivor">The stream they leave.</param>
    /// <param name="move">Who leaves, and by which change.</param>
    Decision Leave(StreamView<TState> survivor, PatientMove move);

    /// <summary>True for the event by which <see cref="Leave"/> wrote down what goes back.</summary>
    bool IsLeaving(StoredEvent stored, PatientMove move);

    /// <summary>
    /// Writes down in the own stream where the patient belongs, under the item's id. News that are overtaken are written down too,
    /// and change nothing. Rejected with <see cref="PatientMover{TState}.Overtaken"/> when the patient is not where
    /// <paramref name="before"/> says.
    /// </summary>
    /// <param name="own">The patient's own stream.</param>
    /// <param name="move">The news.</param>
    /// <param name="before">Where the patient was when this began.</param>
    /// <param name="leaving">What goes back, by <see cref="Leave"/>; null when the patient was on their own.</param>
    Decision Settle(StreamView<TState> own, PatientMove move, Belonging? before, StoredEvent? leaving);

    /// <summary>
    /// The appends that bring a patient's facts to where they belong, the last of them with all else that goes along. Safe to repeat:
    /// what is there changes nothing, and neither does what a later change has overtaken.
    /// </summary>
    /// <param name="own">The patient's own stream, whole.</param>
    /// <param name="into">The stream they go to.</param>
    /// <param name="change">By which change.</param>
    IEnumerable<AppendUnit<TState>> Join(StreamView<TState> own, StreamKey into, int change);
}
