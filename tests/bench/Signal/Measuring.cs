using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;

namespace LymphOutcomes.Bench.Signal;

/// <summary>Reads a limb of a true volume, with a tape or a device, as wrongly as the noise row says.</summary>
/// <remarks>
/// A tape's error has a part that all girths of a limb share (posture, pull, place of the first mark) and one that each has alone;
/// together they make the row's error of the volume.
/// </remarks>
internal sealed class Measuring
{
    private readonly double[] _girthsCm;
    private readonly double _shapeMl;
    private readonly double _sharedSd;

    /// <summary>Of a patient.</summary>
    /// <param name="row">Noise.</param>
    /// <param name="isTaped">With a tape; else a device gives the volume.</param>
    /// <param name="size">The patient's girths beside middle-sized ones, as a factor.</param>
    public Measuring(NoiseRow row, bool isTaped, double size)
    {
        IsTaped = isTaped;
        Row = row;
        IReadOnlyList<double> middle = row.Site == LimbSite.Arm ? CohortDefinition.ArmGirthsCm : CohortDefinition.LegGirthsCm;
        _girthsCm = [.. middle.Select(girth => girth * size)];
        _shapeMl = VolumeMl(_girthsCm);
        double alone = isTaped ? AloneSdPercent() : 0;
        _sharedSd = Math.Sqrt((row.SemPercent * row.SemPercent) - (alone * alone)) / 100;
        Protocol = new(isTaped ? MeasuringMethod.TapeFixed : MeasuringMethod.Perometer, ProtocolId: null, ZeroLandmark: null);
    }

    /// <summary>Tape or device.</summary>
    public bool IsTaped { get; }

    /// <summary>Noise.</summary>
    public NoiseRow Row { get; }

    /// <summary>As facts name it.</summary>
    public MeasuringProtocol Protocol { get; }

    /// <summary>Reads a limb.</summary>
    /// <param name="factor">Its true volume beside the patient's shape.</param>
    /// <param name="dice">Chance.</param>
    /// <returns>Girths in cm to one decimal, or one volume in mL to a whole one.</returns>
    public double[] Read(double factor, Dice dice)
    {
        double living = 1 + (dice.Normal(Row.LivingPercent) / 100);
        double read = factor * living * (1 + dice.Normal(_sharedSd));
        if (!IsTaped)
            return [Math.Round(_shapeMl * read)];
        double scale = Math.Sqrt(read);
        return [.. _girthsCm.Select(girth => Math.Round((girth * scale) + dice.Normal(CohortDefinition.StationSdCm), 1))];
    }

    /// <summary>Volume of what was read, mL.</summary>
    public double Ml(double[] read) => IsTaped ? VolumeMl(read) : read[0];

    /// <summary>What was read, as facts hold it.</summary>
    public LimbReading Reading(double[] read)
    {
        LimbReading? reading;
        Refusal? refusal;
        bool made = IsTaped
            ? LimbReading.TryOfGirths(
                StationMeaning.Edge,
                [.. read.Select((girth, i) => new Station(i * CohortDefinition.StepCm, girth))],
                out reading,
                out refusal)
            : LimbReading.TryOfVolume(read[0], out reading, out refusal);
        return made ? reading! : throw new InvalidOperationException(refusal!.Words);
    }

    /// <summary>True when intake would let every value through.</summary>
    public bool IsPossible(double[] read) => IsTaped
        ? read.All(PhysicalRange.GirthCm(Row.Site).Holds)
        : PhysicalRange.VolumeMl(Row.Site).Holds(read[0]);

    private static double VolumeMl(double[] girthsCm)
    {
        double sum = 0;
        for (int i = 1; i < girthsCm.Length; i++)
            sum += LimbVolume.FrustumMl(girthsCm[i - 1], girthsCm[i], CohortDefinition.StepCm);
        return sum;
    }

    // The volume's error from errors of its girths, to first order; the tests hold it against what is drawn.
    private double AloneSdPercent()
    {
        double sum = 0;
        for (int i = 0; i < _girthsCm.Length; i++)
        {
            double[] moved = [.. _girthsCm];
            moved[i] += 0.01;
            double slope = (VolumeMl(moved) - _shapeMl) / 0.01;
            sum += Math.Pow(slope * CohortDefinition.StationSdCm, 2);
        }

        return 100 * Math.Sqrt(sum) / _shapeMl;
    }
}
