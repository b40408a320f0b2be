namespace LymphOutcomes.Contracts.Alerting.V1;

/// <summary>Answer of <c>GET /v1/patients/{id}/trajectory</c>: how each watched limb has changed.</summary>
/// <param name="Patient">Our patient id.</param>
/// <param name="Series">One for each watched limb.</param>
/// <param name="LastFactAt">Effective time of the latest fact known; null when there is none.</param>
/// <param name="Sessions">Starts of completed drainage sessions, oldest first, at most the latest 200.</param>
/// <param name="Waiting">Facts of this patient that wait and are not in the numbers; null when none does.</param>
public sealed record PatientTrajectory(
    Guid Patient,
    IReadOnlyList<LimbTrajectory> Series,
    DateTimeOffset? LastFactAt,
    IReadOnlyList<DateTimeOffset> Sessions,
    PatientWaiting? Waiting = null);

/// <summary>One limb over time.</summary>
/// <param name="Site"><c>arm</c> or <c>leg</c>.</param>
/// <param name="Side"><c>left</c> or <c>right</c>.</param>
/// <param name="Baseline">What the limb is compared with; null when there is nothing yet.</param>
/// <param name="SurgeryOn">Latest operation on that side; null when none is known.</param>
/// <param name="Points">Oldest first.</param>
/// <param name="Thresholds">Limits in force, in percent of change.</param>
/// <param name="Segments">Stretches of readings by one method each; null while there is only one.</param>
/// <param name="Trend">Where it is going and when it is to be measured next; null while it was never measured.</param>
public sealed record LimbTrajectory(
    string Site,
    string Side,
    TrajectoryBaseline? Baseline,
    DateOnly? SurgeryOn,
    IReadOnlyList<TrajectoryPoint> Points,
    IReadOnlyList<TrajectoryThreshold> Thresholds,
    IReadOnlyList<TrajectorySegment>? Segments = null,
    TrajectoryTrend? Trend = null);

/// <summary>
/// Where a limb is going by the method of its latest reading, as of the latest that counts: the starting size and readings within 90
/// days after surgery or during an infection do not.
/// </summary>
/// <param name="State"><c>insufficient</c> (too few readings to say), <c>worsening</c>, <c>improving</c> or <c>stable</c>.</param>
/// <param name="LevelPercent">Median of its latest readings, percent of change; null when none counts.</param>
/// <param name="SlopePer30DaysPoints">How fast it changes, percentage points in 30 days; null with too few readings.</param>
/// <param name="MovingAveragePercent">Its moving average, percent of change; null when no reading counts.</param>
/// <param name="MovingAverageLimitPercent">Above it the average shows a shift that lasts; null when no reading counts.</param>
/// <param name="MovingAverageSignals">True when it does, after enough readings.</param>
/// <param name="Pace">
/// While it worsens, how long to 10 % at this pace, in words: a comparison of speeds, never a prediction; null else.
/// </param>
/// <param name="DueOn">Day of the next measurement; null where nobody said that the limb is at risk.</param>
/// <param name="OverdueFrom">First day on which that measurement is overdue; null as <paramref name="DueOn"/>.</param>
public sealed record TrajectoryTrend(
    string State,
    double? LevelPercent,
    double? SlopePer30DaysPoints,
    double? MovingAveragePercent,
    double? MovingAverageLimitPercent,
    bool MovingAverageSignals,
    string? Pace,
    DateOnly? DueOn,
    DateOnly? OverdueFrom);

/// <summary>The starting size.</summary>
/// <param name="Kind"><c>set</c> (named by a person), <c>pre-operative</c> or <c>first</c> (the first accepted measurement).</param>
/// <param name="Provisional">True for a first measurement within 90 days after surgery.</param>
/// <param name="Fact">The fact that holds the readings.</param>
/// <param name="At">Effective time.</param>
/// <param name="LimbMl">Volume of the limb, mL.</param>
/// <param name="OtherMl">Volume of the other limb, mL; null when not measured.</param>
public sealed record TrajectoryBaseline(
    string Kind, bool Provisional, Guid Fact, DateTimeOffset At, double LimbMl, double? OtherMl);

/// <summary>One reading.</summary>
/// <param name="Fact">Id of the fact.</param>
/// <param name="At">Effective time.</param>
/// <param name="LimbMl">Volume of the limb, mL.</param>
/// <param name="OtherMl">Volume of the other limb, mL; null when not measured.</param>
/// <param name="Index"><c>rvc</c>, <c>wac</c>, <c>unadjusted</c> or <c>excess</c>; null when not comparable and for the
/// starting size itself.</param>
/// <param name="ChangePercent">Change from the starting size, percent: 0 for the starting size itself; null when not comparable.</param>
/// <param name="ExcessPercent">Difference to the other limb now, percent of the other limb; null without one.</param>
/// <param name="Band"><c>within_noise</c>, <c>borderline</c>, <c>low_volume</c> or <c>lymphedema_range</c>; null when
/// not comparable.</param>
/// <param name="VolumeSeverity">From the excess: <c>none</c>, <c>minimal</c>, <c>moderate</c> or <c>severe</c>; null
/// without the other limb.</param>
/// <param name="CtcaeGrade">0 to 3 (CTCAE v5, limb edema), from the excess; null without the other limb.</param>
/// <param name="EarlyAfterSurgery">True within 90 days after surgery on that side.</param>
/// <param name="Fired">Rules this point is evidence of.</param>
/// <param name="NotComparable">Why there is no change; null when there is one.</param>
/// <param name="Acute">True during an infection or a blood clot and the weeks after it: swelling then says little.</param>
/// <param name="Held">Why it is kept out of the trend: <c>unit_suspected</c>, <c>side_swap_suspected</c>, <c>stations_differ</c>,
/// <c>jump</c> or <c>rejected</c> (by a person); null when it is not.</param>
/// <param name="HeldWhy">The same for people, with the numbers that decided; null when it is not held.</param>
/// <param name="Segment">Number of its segment: readings by one method and protocol.</param>
/// <param name="Bridged">True when its change is carried over from another method.</param>
public sealed record TrajectoryPoint(
    Guid Fact,
    DateTimeOffset At,
    double LimbMl,
    double? OtherMl,
    string? Index,
    double? ChangePercent,
    double? ExcessPercent,
    string? Band,
    string? VolumeSeverity,
    int? CtcaeGrade,
    bool EarlyAfterSurgery,
    IReadOnlyList<string> Fired,
    string? NotComparable,
    bool Acute = false,
    string? Held = null,
    string? HeldWhy = null,
    int Segment = 1,
    bool Bridged = false);

/// <summary>Readings of a limb by one method and protocol.</summary>
/// <param name="Number">1 for that of the starting size, then in order of first use.</param>
/// <param name="From">Effective time of the reading it starts from.</param>
/// <param name="Method">How it was measured, for example <c>perometer</c>.</param>
/// <param name="Bridged">True when its changes go on from the method before; false when they start anew from 0.</param>
/// <param name="LimbMl">Volume of the limb in the reading it starts from, mL.</param>
public sealed record TrajectorySegment(int Number, DateTimeOffset From, string Method, bool Bridged, double LimbMl);

/// <summary>A limit drawn in the chart.</summary>
/// <param name="ChangePercent">Percent of change.</param>
/// <param name="Label">Its name.</param>
public sealed record TrajectoryThreshold(double ChangePercent, string Label);
