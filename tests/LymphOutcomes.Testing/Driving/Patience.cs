namespace LymphOutcomes.Testing.Driving;

/// <summary>Waits for something to become so, and no longer; the only way in which these tests wait.</summary>
public static class Patience
{
    /// <summary>Long, for a crowded machine must not make a test fail; nobody waits this long for what works.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="ask">Null means not yet.</param>
    /// <param name="atMost">Default <see cref="Usual"/>.</param>
    /// <exception cref="TimeoutException">It did not come.</exception>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? atMost = null)
        where T : class
    {
        TimeSpan limit = atMost ?? Usual;
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer)
                return answer;
            if (TimeProvider.System.GetElapsedTime(start) > limit)
                throw new TimeoutException($"Waited {limit.TotalSeconds:0} s in vain for {what}.");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Asks until it is so.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="ask">Whether it is so.</param>
    /// <param name="atMost">Default <see cref="Usual"/>.</param>
    /// <exception cref="TimeoutException">It did not become so.</exception>
    public static Task UntilAsync(string what, Func<Task<bool>> ask, TimeSpan? atMost = null) =>
        ForAsync(what, async () => await ask() ? what : null, atMost);
}
