using LymphOutcomes.Alerting.HoldingPoints;
using LymphOutcomes.Alerting.PicturingPatients;

namespace LymphOutcomes.Alerting.MergingPatients;

/// <summary>
/// Folds what a stream holds of merges into a picture. Pure. Events of an earlier change than the latest heard of do nothing, so the
/// order of their arrival cannot show.
/// </summary>
public static class JoinedPatients
{
    extension(PatientPicture picture)
    {
        /// <summary>True while the facts are looked at with another patient's, and nothing is decided here.</summary>
        public bool IsAway => picture.Belongs?.Into is not null;

        /// <summary>What is known of a patient whose facts are or were here; null when they never were.</summary>
        public JoinedPatient? Joined(Guid patient) => picture.Others?.Find(other => other.Patient == patient);

        /// <summary>The picture after the patient went to another, or came back.</summary>
        public PatientPicture With(PatientBelongs belongs) => belongs.Change <= picture.Belongs?.Change
            ? picture
            : Reviewing(picture with { Belongs = new(belongs.Into, belongs.Change) }, belongs.Reviewed ?? []);

        /// <summary>The picture with one more fact of another patient.</summary>
        /// <param name="seq">The number at which it is in this stream: from then on it could be seen here.</param>
        /// <param name="joined">The fact.</param>
        public PatientPicture With(long seq, FactJoined joined)
        {
            JoinedPatient? known = picture.Joined(joined.From);
            if (known?.Change > joined.Change)
                return picture;
            AcceptedFact fact = new(seq, joined.Fact, joined.From);
            if (known is { IsWhole: true } && known.Change == joined.Change)
                return picture with { Facts = picture.Facts.Add(fact) };
            IReadOnlyList<AcceptedFact> before = known?.Change == joined.Change ? known.Gathered ?? [] : [];
            return Knowing(
                Without(picture, joined.From), new(joined.From, joined.Change, IsHere: true, [.. before, fact]));
        }

        /// <summary>The picture in which the facts of another patient count.</summary>
        public PatientPicture With(PatientJoined joined)
        {
            JoinedPatient? known = picture.Joined(joined.From);
            if (known?.Change > joined.Change || (known is { IsWhole: true } && known.Change == joined.Change))
                return picture;
            IReadOnlyList<AcceptedFact> gathered = known?.Change == joined.Change ? known.Gathered ?? [] : [];
            PatientPicture whole = Without(picture, joined.From);
            return Reviewing(
                Knowing(whole with { Facts = whole.Facts.AddRange(gathered) }, new(joined.From, joined.Change, IsHere: true)),
                joined.Reviewed);
        }

        /// <summary>The picture without another patient's facts and alerts.</summary>
        public PatientPicture With(PatientParted parted) => picture.Joined(parted.From)?.Change >= parted.Change
            ? picture
            : Knowing(Without(picture, parted.From), new(parted.From, parted.Change, IsHere: false));

        /// <summary>What people said about points of another patient that are here.</summary>
        public IReadOnlyList<ReviewedPoint> ReviewedOf(Guid patient)
        {
            HashSet<Guid> facts = picture.FactsOf(patient);
            return [.. (picture.Reviewed ?? []).Where(point => facts.Contains(point.Fact))];
        }

        private HashSet<Guid> FactsOf(Guid patient) =>
            [.. picture.Facts.Where(fact => fact.From == patient).Select(fact => fact.Fact.Origin.Id)];
    }

    private static PatientPicture Reviewing(PatientPicture picture, IReadOnlyList<ReviewedPoint> points) =>
        points.Aggregate(picture, (after, point) => after.With(point));

    private static PatientPicture Knowing(PatientPicture picture, JoinedPatient joined) =>
        picture with { Others = (picture.Others ?? []).RemoveAll(other => other.Patient == joined.Patient).Add(joined) };

    // An alert of this patient's own that one of theirs had taken over stands by itself again.
    private static PatientPicture Without(PatientPicture picture, Guid patient)
    {
        if (picture.Joined(patient) is not { IsHere: true })
            return picture;
        HashSet<Guid> facts = picture.FactsOf(patient);
        HashSet<Guid?> alerts = [.. picture.Alerts.Where(alert => alert.TakenFrom == patient).Select(alert => (Guid?)alert.Id)];
        return picture with
        {
            Facts = picture.Facts.RemoveAll(fact => fact.From == patient),
            Alerts =
            [
                .. picture.Alerts.Where(alert => alert.TakenFrom != patient)
                    .Select(alert => alerts.Contains(alert.MergedInto) ? alert with { MergedInto = null } : alert),
            ],
            Reviewed = picture.Reviewed?.RemoveAll(point => facts.Contains(point.Fact)),
        };
    }
}
