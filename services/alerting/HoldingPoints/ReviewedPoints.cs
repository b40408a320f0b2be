using LymphOutcomes.Alerting.DrawingTrajectories;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.HoldingPoints;

/// <summary>What people said about held points. What they said last counts, also where the doubt itself has changed since.</summary>
public sealed class ReviewedPoints
{
    private readonly IReadOnlyDictionary<Guid, bool> _released;

    private ReviewedPoints(bool holdsPoints, IReadOnlyDictionary<Guid, bool> released)
    {
        HoldsPoints = holdsPoints;
        _released = released;
    }

    /// <summary>False where the rule set holds nothing.</summary>
    public bool HoldsPoints { get; }

    /// <summary>Those of a picture.</summary>
    public static ReviewedPoints Of(PatientPicture picture, TrajectoryLimits limits) =>
        new(limits.HoldsPoints, (picture.Reviewed ?? []).ToDictionary(point => point.Fact, point => point.Released));

    /// <summary>Whether a sitting is held: by what a person said of this version of it, else by the doubt there is.</summary>
    public Hold? Settle(LimbsMeasured sitting, Func<Hold?> doubt) => _released.TryGetValue(sitting.Origin.Id, out bool released)
        ? released ? null : Hold.Rejected
        : doubt();
}
