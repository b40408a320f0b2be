using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Contracts.Intake.V1;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>Invented histories of every kind: whatever the order of arrival, and wherever they are cut.</summary>
public sealed class When_treatment_is_followed_in_pieces
{
    private static readonly string[] Conditions = ["infection", "fever", "stroke", "heart-disease", "lymphedema"];
    private static readonly string[] Effects = ["fatigue", "headache", "nausea", "other"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    private static readonly Rule[] All =
    [
        SessionDespiteCondition.Follow, PlannedDespiteCondition.Follow, AreaOrConsent.Follow, SideEffectAfterSession.Follow,
        SelfMassageUntaught.Follow, NoResponse.Follow, Relapse.Follow, CompressionLapse.Follow,
    ];

    [Theory, MemberData(nameof(Seeds))]
    public void Every_rule_finds_the_same(int seed)
    {
        PatientFact[] facts = [.. History(new Random(seed))];
        Assert.All(All, rule => JudgedEveryWay(rule, 70, facts));
    }

    [Fact]
    public void Every_rule_finds_something_in_them() => Assert.All(
        All, rule => Assert.Contains(Enumerable.Range(1, 12), seed => Judged(rule, 70, [.. History(new Random(seed))]).Count > 0));

    private static IEnumerable<PatientFact> History(Random random)
    {
        yield return Given.LeftArmAtRisk(1, surgeryDay: -300);
        yield return Garment(2, -1, 12, "g");
        yield return Garment(3, 30, 6, "g", version: 2);
        for (int day = 0; day < 50; day++)
            yield return Worn(150 + day, day, random.Next(3) * 6);
        for (int i = 0; i < 12; i++)
            yield return Session(200 + i, 1 + (i * 4) + (random.Next(9) / 4.0));
        yield return Given.Arms(230, 0, 2600);
        yield return Found(220, 40 + random.Next(200), "cellulitis");
        for (int n = 10; n < 150; n++)
        {
            double day = random.Next(0, 240) / 4.0;
            yield return random.Next(16) switch
            {
                0 or 1 => Session(n, day),
                2 => Session(n, day, "self"),
                3 => SessionOn(n, day, random.Next(2) == 0 ? ["chest", "neck"] : ["groin-left"], random.Next(2) == 0 ? "yes" : null),
                4 => Found(n, day, Conditions[random.Next(5)], onset: random.Next(2) == 0 ? day - random.Next(5) : null),
                5 => Over(n, day, Conditions[random.Next(5)]),
                6 => Cleared(n, day, Conditions[random.Next(5)], random.Next(2) == 0 ? day + random.Next(20) : null),
                7 => Booked(n, day, day + random.Next(1, 80) / 4.0, record: $"b{random.Next(10)}", version: n),
                8 => CalledOff(n, day, $"b{random.Next(10)}"),
                9 => Temperature(n, day, 36.5 + (random.Next(30) / 10.0)),
                10 or 11 => SideEffect(n, day, Effects[random.Next(4)], random.Next(11)),
                12 or 13 => Given.Arms(n, day, 2250 + random.Next(450)),
                14 => Given.Told(n, day, SymptomCodes.ArmSwelling, random.Next(11)),
                _ when random.Next(6) == 0 => new DrainageTaught(Given.Origin(n, day), Areas: null),
                _ => new AreasRestricted(
                    Given.Origin(n, day, "r", version: n), random.Next(2) == 0 ? ["chest"] : [], "irradiated-skin"),
            };
        }
    }
}
