using LymphOutcomes.Alerting.AcceptingFacts;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Bench.Signal;

/// <summary>One invented patient: what is so, and what a hospital sends of it.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Row">Noise.</param>
/// <param name="IsWeekly">Measured weekly; else every 91 days, and 30 days after a reading of 5 % or more.</param>
/// <param name="Limb">The limb in which swelling comes on, or would.</param>
/// <param name="BothAtRisk">Then each limb is judged by weight.</param>
/// <param name="Truth">What is so.</param>
/// <param name="Messages">What is sent, in the order it arrives.</param>
/// <param name="Readings">What was read of each watched limb, oldest first.</param>
internal sealed record Patient(
    int Number,
    NoiseRow Row,
    bool IsWeekly,
    Limb Limb,
    bool BothAtRisk,
    Truth Truth,
    IReadOnlyList<Message> Messages,
    IReadOnlyDictionary<Limb, IReadOnlyList<Reading>> Readings)
{
    /// <summary>The day of the operation of a patient; days are counted from its morning.</summary>
    public static DateTimeOffset OperationOf(int number) =>
        new DateTimeOffset(2022, 1, 3, 9, 0, 0, TimeSpan.Zero).AddDays(number % 365);
}

/// <summary>What arrives at one moment: all of one visit, or one correction.</summary>
/// <param name="Day">When it arrives, days after the operation.</param>
/// <param name="Items">As alerting takes it off the bus.</param>
internal sealed record Message(double Day, IReadOnlyList<Incoming> Items);

/// <summary>One reading of one watched limb, as a plain series has it.</summary>
/// <param name="Day">When it arrives, days after the operation.</param>
/// <param name="Percent">Change from the starting size as sent, slips and all: RVC, WAC or unadjusted.</param>
/// <param name="CleanPercent">The same without slips; null where weight is missing that WAC would need.</param>
/// <param name="FluidChange">L-Dex change from its own starting value; null where it was not taken.</param>
internal sealed record Reading(double Day, double Percent, double? CleanPercent, double? FluidChange);
