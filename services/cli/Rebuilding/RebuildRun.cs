namespace LymphOutcomes.Cli.Rebuilding;

/// <summary>Asks for a rebuild and follows it.</summary>
/// <param name="desk">Where to ask.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Takes lines for people.</param>
/// <param name="complain">Takes what went wrong.</param>
public sealed class RebuildRun(RebuildDesk desk, TimeProvider time, Action<string> say, Action<string> complain)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BeginMax = TimeSpan.FromSeconds(30);

    /// <summary>Prints every view of the service.</summary>
    public async Task<int> ListAsync(CancellationToken ct)
    {
        IReadOnlyList<RebuildSeen> views = await desk.ListAsync(ct);
        if (views.Count == 0)
            say($"{desk.Service} has no view that can be built anew.");
        foreach (RebuildSeen view in views)
            say(view.Say());
        return ExitCodes.Done;
    }

    /// <summary>Has one view built anew.</summary>
    public async Task<int> RebuildAsync(string name, CancellationToken ct)
    {
        IReadOnlyList<RebuildSeen> views = await desk.ListAsync(ct);
        if (views.All(view => view.View != name))
        {
            complain(views.Count == 0
                ? $"{desk.Service} has no view that can be built anew."
                : $"{desk.Service} has no view '{name}': {string.Join(", ", views.Select(view => view.View))}.");
            return ExitCodes.CouldNot;
        }

        bool isNew = await desk.AskAsync(name, ct);
        if (!isNew)
            say($"{name} is being built anew already.");
        return await FollowAsync(name, time.GetTimestamp(), ct);
    }

    private async Task<int> FollowAsync(string name, long asked, CancellationToken ct)
    {
        string? told = null;
        while (true)
        {
            RebuildSeen seen = (await desk.ListAsync(ct)).Single(view => view.View == name);
            string line = seen.Say();
            if (line != told)
                say(told = line);
            if (!seen.IsGoingOn)
                return ExitCodes.Done;
            if (seen.Phase == "asked" && time.GetElapsedTime(asked) > BeginMax)
            {
                complain($"{desk.Service} has not begun: is it running? What was asked for stands, and is done when it starts.");
                return ExitCodes.CouldNot;
            }

            await Task.Delay(Look, time, ct);
        }
    }
}
