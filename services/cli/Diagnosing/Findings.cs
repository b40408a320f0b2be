using LymphOutcomes.Cli.Rebuilding;

namespace LymphOutcomes.Cli.Diagnosing;

/// <summary>Something that is wrong.</summary>
/// <param name="What">One sentence.</param>
/// <param name="Do">What to do about it.</param>
public sealed record Finding(string What, string Do);

/// <summary>What is wrong with what was seen. Pure; in the order in which to mend it.</summary>
public static class Findings
{
    /// <summary>A relay whose oldest event waits longer than this is late: an idle system relays within milliseconds.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(1);

    private const double NearlyFull = 0.8;

    /// <summary>Everything that is wrong; empty when all is well.</summary>
    public static IReadOnlyList<Finding> Of(Diagnosis seen) =>
    [
        .. seen.Servers.SelectMany(OfServer),
        .. seen.Programs.SelectMany(OfProgram),
        .. seen.Queues.SelectMany(OfQueue),
        .. seen.Readers.Where(reader => !seen.Refused.Any(refused => refused.Name == reader.Name))
            .SelectMany(reader => OfReader(reader, seen.At)),
        .. seen.Refused.Select(OfRefused),
        .. OfGivenUp(seen),
        .. seen.Notifications.SelectMany(route => OfNotifications(route, seen.At)),
        .. seen.Views.SelectMany(view => OfView(view, seen.At)),
        .. seen.Audit.SelectMany(step => OfStep(step, seen)),
    ];

    private static IEnumerable<Finding> OfServer(ServerSeen server)
    {
        if (server.Failure is { } failure)
        {
            yield return new(
                $"{server.Name} could not be asked: {failure}", "Look at deploy/run.sh --status and its log; then run doctor again.");
        }
    }

    private static IEnumerable<Finding> OfProgram(ProgramSeen program)
    {
        if (program.Health is null)
            yield return new($"{program.Name} does not answer: {program.Detail}", $"deploy/run.sh --start {program.Name}");
        else if (program.Health != "Healthy")
            yield return new($"{program.Name} says it is {program.Health} ({program.Detail}).", $"Look at logs/{program.Name}.log.");
    }

    private static IEnumerable<Finding> OfQueue(QueueSeen queue)
    {
        if (queue.Messages is not { } messages)
        {
            yield return new(
                $"The broker has no queue {queue.Name}.", "Restart intake: every program declares the topology when it starts.");
            yield break;
        }

        if (queue.Use == QueueUse.Dead && messages > 0)
        {
            yield return new(
                $"{messages} messages were given up and lie in {queue.Name}.",
                "Start intake, which moves them into quarantine; then see 'Messages that were given up' in the runbook.");
        }

        if (queue.Use != QueueUse.Read)
            yield break;
        if (queue.Consumers == 0)
        {
            yield return new(
                $"Nobody reads {queue.Name}; {messages} messages wait in it.", $"deploy/run.sh --start {ReaderOf(queue.Name)}");
        }
        else if (messages > NearlyFull * queue.MaxLength)
        {
            yield return new(
                $"{queue.Name} holds {messages} of at most {queue.MaxLength} messages; when full it refuses its publisher.",
                $"Look at logs/{ReaderOf(queue.Name)}.log for what holds it up.");
        }
    }

    private static IEnumerable<Finding> OfReader(ReaderSeen reader, DateTimeOffset now)
    {
        if (reader.Position > reader.Head)
        {
            yield return new(
                $"{reader.Name} stands at {reader.Position}, but the log {reader.Log} ends at {reader.Head}: an older backup was restored.",
                $"Its program refuses it within seconds; then release it: see 'A position ahead of its log' in the runbook.");
        }
        else if (reader is { IsRelay: true, WaitingSince: { } since } && now - since > LateAfter)
        {
            yield return new(
                $"{reader.Name} is late: {LagWords.Say(reader, now)}.",
                $"Look at logs/{reader.Log}.log; it publishes nothing while the broker is away or a queue is full.");
        }
    }

    private static Finding OfRefused(RefusedSeen refused) => new(
        $"{refused.Name} is refused since {refused.Since:u}: it stood at {refused.Position} while the log {refused.Log} ended at "
        + $"{refused.Head}, so an older backup was restored. It publishes nothing.",
        $"deploy/lymph release {refused.Name} --since TIME-OF-THE-BACKUP; see 'A position ahead of its log' in the runbook.");

    private static IEnumerable<Finding> OfGivenUp(Diagnosis seen)
    {
        List<QuarantineSeen> dead = [.. seen.Quarantine.Where(row => row.Door == "dead")];
        if (dead.Count > 0)
        {
            yield return new(
                $"{dead.Sum(row => row.Count)} messages that were given up wait in quarantine, out of "
                + $"{string.Join(", ", dead.Select(row => row.Queue).Distinct(StringComparer.Ordinal))}.",
                "Find the first error of their reader in its log and mend it; then replay them: "
                + "see 'Messages that were given up' in the runbook.");
        }
    }

    private static IEnumerable<Finding> OfNotifications(NotificationsSeen route, DateTimeOffset now)
    {
        if (route.WaitingSince is { } since)
        {
            yield return new(
                $"{route.Route} of {route.Tenant} does not take its notifications: {route.Waiting} are tried again and again, "
                + $"the oldest for {LagWords.Say(now - since)}.",
                "See what it answers: GET /v1/notifications?state=waiting on alerting; people look at the board meanwhile.");
        }

        if (route.Failed > 0)
        {
            yield return new(
                $"{route.Failed} notifications to {route.Route} of {route.Tenant} were given up in the last seven days.",
                "See which: GET /v1/notifications?state=failed on alerting. Tell those who should have been told.");
        }
    }

    private static IEnumerable<Finding> OfView(RebuildSeen view, DateTimeOffset now)
    {
        if (view.Skipped > 0)
        {
            yield return new(
                $"{view.Skipped} events of {view.Log}'s log could not be used for the view {view.View}.",
                $"See 'Events a view could not use' in the runbook: {view.Log}.projection_skips names them and says why.");
        }

        // What was asked for begins within seconds, and a portion takes seconds. One that waits for its place moves on with the log.
        if (view.IsGoingOn && (view.Failure is not null || now - (view.Phase == "asked" ? view.AskedAt : view.MovedAt) > LateAfter))
        {
            yield return new(
                $"The rebuild of {view.Log}'s {view.View} stands still at {view.Events} of {view.Head} events"
                + (view.Failure is null ? "." : $" ({view.Failure})."),
                $"Look at logs/{view.Log}.log; the live view is read and written meanwhile.");
        }
    }

    private static IEnumerable<Finding> OfStep(StepSeen step, Diagnosis seen)
    {
        if (step.Absent == 0)
            yield break;
        QueueSeen? queue = seen.Queues.FirstOrDefault(queue => queue.Name == step.Step.Queue);
        string age = step.AbsentSince is { } since ? $", the oldest stored {LagWords.Say(seen.At - since)} ago" : "";
        if (step.IsShrinking || queue is null or { Messages: not 0 })
        {
            yield return new(
                $"{step.Step.To} is {step.Absent} facts of {step.Tenant} behind {step.Step.From}{age}.",
                queue is null
                    ? "The broker could not be asked whether they still wait; run doctor again when it answers."
                    : $"They may still wait in {queue.Name}; run doctor again when it is empty.");
        }
        else
        {
            yield return new(
                $"{step.Absent} facts of {step.Tenant} are in {step.Step.From}'s log, were relayed, "
                + $"and are not in {step.Step.To}'s log{age}: "
                + $"{string.Join(", ", step.Examples.Select(fact => $"{fact.Id} (number {fact.Seq})"))}"
                + (step.Absent > step.Examples.Count ? " and more." : "."),
                $"See 'A gap' in the runbook: stop {step.Step.From}, set its relay back before the first of them, start it; "
                + "what has arrived is recognised.");
        }
    }

    // lymph.{program}.{what}: a queue is named after the program that reads it.
    private static string ReaderOf(string queue) => queue.Split('.') is [_, var program, ..] ? program : queue;
}
