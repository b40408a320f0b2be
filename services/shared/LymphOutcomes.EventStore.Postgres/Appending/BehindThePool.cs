using System.Runtime.CompilerServices;

namespace LymphOutcomes.EventStore.Postgres.Appending;

/// <summary>
/// Awaited, goes on behind all work the thread pool holds now. <see cref="Task.Yield"/> does not: what it queues is taken first.
/// </summary>
internal readonly struct BehindThePool : ICriticalNotifyCompletion, IEquatable<BehindThePool>
{
    public bool IsCompleted => false;

    public BehindThePool GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) =>
        ThreadPool.UnsafeQueueUserWorkItem(static next => next(), continuation, preferLocal: false);

    public bool Equals(BehindThePool other) => true;

    public override bool Equals(object? obj) => obj is BehindThePool;

    public override int GetHashCode() => 0;
}
