using System.Diagnostics;
using OpenTelemetry.Trace;

namespace LymphOutcomes.ServiceDefaults.Observing;

/// <summary>
/// For the beginning of a trace: everything but calls that nobody asked for. A reader polls its log four times a second, and each
/// look would be a trace of its own.
/// </summary>
internal sealed class WithoutLonelyCalls : Sampler
{
    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) => new(
        samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
