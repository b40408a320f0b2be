using LymphOutcomes.Alerting.FollowingTreatment;
using LymphOutcomes.Alerting.JudgingPatients;
using LymphOutcomes.Alerting.PicturingPatients;
using LymphOutcomes.Clinical;
using static LymphOutcomes.Alerting.Tests.Treatment;

namespace LymphOutcomes.Alerting.Tests;

/// <summary>
/// What sessions says of a course is <see cref="CourseOutcome"/> over the whole history; the rules here fold it reading by reading, so
/// that a snapshot can go on from it. Both must come to the same.
/// </summary>
public sealed class When_sessions_and_alerting_judge_a_course
{
    private const int Histories = 200;
    private const double Now = 900;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void They_come_to_the_same(bool bothArms)
    {
        Random random = new(bothArms ? 7 : 11);
        int lacking = 0;
        int lost = 0;
        for (int history = 0; history < Histories; history++)
        {
            PatientFact[] facts = History(random, bothArms);
            IReadOnlyList<Episode> little = Judged(NoResponse.Follow, Now, facts);
            IReadOnlyList<Episode> relapses = Judged(Relapse.Follow, Now, facts);
            foreach (LimbOutcomeOfCourse course in Outcomes(facts))
            {
                if (course.Outcome.Verdict is ResponseVerdict.Watch or ResponseVerdict.CallProvider)
                {
                    lacking++;
                    Episode lack = little.Where(one => one.Key.Extra == course.Id && one.Key.Limb == course.Limb)
                        .MaxBy(one => one.Trail.Last.At)!;
                    Assert.Equal(course.Outcome.Latest!.Fact, lack.Trail.Last.Fact);
                    Assert.Equal(course.Outcome.ReductionPercent!.Value, lack.Numbers["reductionPercent"], 1e-9);
                    // A reading that is not the first after a session is not judged, and may still end it.
                    Assert.True(lack.IsLive || lack.End!.At >= course.Outcome.Latest.At);
                }

                Episode? gone = relapses.SingleOrDefault(one => one.IsLive && one.Key.Extra == course.Id && one.Key.Limb == course.Limb);
                Assert.Equal(course.Outcome.Lost?.Since, gone?.Trail.First.At);
                if (gone is not null)
                {
                    lost++;
                    Assert.Equal(course.Outcome.Lost!.RegainedPercent, gone.Numbers["regainedPercent"], 1e-9);
                }
            }
        }

        Assert.InRange(lacking, 20, int.MaxValue);
        Assert.InRange(lost, 20, int.MaxValue);
    }

    private static IEnumerable<LimbOutcomeOfCourse> Outcomes(PatientFact[] facts)
    {
        PatientPicture picture = facts.Aggregate(
            PatientPicture.Initial, (known, fact) => known.With(fact.Origin.Id.ToByteArray()[0] + 1, fact));
        IReadOnlyList<TreatmentPoint> points = PatientSeries.Of(picture, RuleSet.Third).Treatment.Points;
        List<SessionGiven> sessions = [.. CurrentFacts.Of<SessionGiven>(picture)];
        IReadOnlyList<Course> courses = Course.Group(
            sessions.Select(given => new CourseSession(given.Origin.RecordKey, given.Origin.EffectiveTime)));
        foreach ((Course course, int n) in courses.Select((course, n) => (course, n)))
        {
            List<DateTimeOffset> own =
                [.. sessions.Select(given => given.Origin.EffectiveTime).Where(at => at >= course.First && at <= course.Last)];
            foreach (IGrouping<Limb, LimbPoint> limb in points.OfType<LimbPoint>().GroupBy(point => point.Limb))
            {
                yield return new(course.Id, limb.Key, CourseOutcome.Of(
                    own,
                    n + 1 < courses.Count ? courses[n + 1].First : null,
                    [.. limb.Select(point => new SizeReading(point.FactId, point.At, point.Ml, point.Basis))],
                    limb.First().IsTwoSided));
            }
        }
    }

    // One or two courses of weekly to daily sessions, with readings between and after them.
    private static PatientFact[] History(Random random, bool bothArms)
    {
        List<PatientFact> facts = [Given.LeftArmAtRisk(200, surgeryDay: -400, bothArms: bothArms)];
        double day = 0;
        double ml = 2000 + random.Next(200, 900);
        int n = 1;
        for (int course = random.Next(1, 3); course > 0; course--)
        {
            facts.Add(Measured(-40, 40));
            day += random.NextDouble() * 15;
            double step = 0.5 + (random.NextDouble() * 4);
            for (int session = random.Next(3, 14); session > 0; session--)
            {
                facts.Add(Session(n, day, record: $"s{n}"));
                n++;
                day += step;
                if (random.Next(3) == 0)
                    facts.Add(Measured(-200, 80));
            }

            for (int after = random.Next(0, 4); after > 0; after--)
            {
                facts.Add(Measured(-80, 200));
                day += random.Next(1, 40);
            }

            day += random.Next(15, 60);
        }

        return [.. facts];

        PatientFact Measured(int least, int most)
        {
            // By a fifth at most, so that no reading looks wrong and is held.
            ml = Math.Max(1950, ml + random.Next(least, most));
            return Given.Arms(n++, day, ml);
        }
    }

    private sealed record LimbOutcomeOfCourse(string Id, Limb Limb, LimbOutcome Outcome);
}
