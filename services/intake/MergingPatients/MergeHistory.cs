using System.Collections.Immutable;
using LymphOutcomes.EventStore;

namespace LymphOutcomes.Intake.MergingPatients;

/// <summary>Which patients of one hospital are one person. The fold of the hospital's stream of merges. Pure.</summary>
/// <param name="Merges">Who was merged into whom, as the hospital said it: merges that were not taken back.</param>
/// <param name="Places">Where each patient belongs who was ever part of a merge as the absorbed one.</param>
public sealed record MergeHistory(ImmutableDictionary<Guid, Guid> Merges, ImmutableDictionary<Guid, PatientPlaced> Places)
    : IFold<MergeHistory>
{
    /// <summary>Most patients who are one person: each is copied to wherever the person is looked at. [choice]</summary>
    public const int PersonMax = 32;

    /// <inheritdoc/>
    public static MergeHistory Initial { get; } =
        new(ImmutableDictionary<Guid, Guid>.Empty, ImmutableDictionary<Guid, PatientPlaced>.Empty);

    /// <inheritdoc/>
    public static int FoldVersion => 1;

    /// <summary>False: merges are rare, and all that wait are decided on one reading of the stream.</summary>
    public static bool KeepsSnapshot => false;

    /// <summary>The stream of a hospital.</summary>
    public static StreamKey StreamOf(string tenant) => new(tenant, "merges");

    /// <inheritdoc/>
    public static MergeHistory Evolve(MergeHistory state, StoredEvent @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(@event);
        return @event.Data switch
        {
            PatientsWereMerged merged => state.With(merged),
            PatientsWereUnmerged unmerged => state.With(unmerged),
            PatientPlaced placed => state with { Places = state.Places.SetItem(placed.Patient, placed) },
            _ => state,
        };
    }

    /// <summary>With one more merge.</summary>
    public MergeHistory With(PatientsWereMerged merged) =>
        this with { Merges = Merges.SetItem(merged.Absorbed, merged.Survivor) };

    /// <summary>Without one.</summary>
    public MergeHistory With(PatientsWereUnmerged unmerged) => this with { Merges = Merges.Remove(unmerged.Released) };

    /// <summary>Whom a patient was merged into, whom that one, and so on; empty for one who was not.</summary>
    public IReadOnlyList<Guid> WayUp(Guid patient)
    {
        List<Guid> way = [];
        // A cycle is refused when it would begin; the bound holds whatever the stream says.
        while (way.Count < PersonMax && Merges.TryGetValue(patient, out Guid next))
        {
            way.Add(next);
            patient = next;
        }

        return way;
    }

    /// <summary>Who goes on for a patient.</summary>
    public Guid SurvivorOf(Guid patient) => WayUp(patient) is [.., var last] ? last : patient;

    /// <summary>The patients who were merged into one, and those merged into these.</summary>
    public IReadOnlyList<Guid> Under(Guid patient) => [.. Merges.Keys.Where(other => WayUp(other).Contains(patient)).Order()];
}
