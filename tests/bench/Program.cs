using System.Runtime.InteropServices;
using LymphOutcomes.Bench;
using LymphOutcomes.Bench.Engine;
using LymphOutcomes.Bench.Signal;

using CancellationTokenSource stop = new();
// Also when deploy/bench.sh ends us: what was measured so far is still printed.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return args switch
{
    ["signal", ..] => await SignalBench.RunAsync(args, stop.Token),
    ["engine"] => EngineBench.Run(isWritten: false),
    ["engine", "--write"] => EngineBench.Run(isWritten: true),
    _ => await Pipeline.RunAsync(args, TimeProvider.System, stop.Token),
};

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
