using LymphOutcomes.Contracts.Alerting.V1;
using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Acceptance.Tests.Rules;

/// <summary>A row that is played to the running system.</summary>
/// <param name="row">The row.</param>
/// <param name="patient">Its patient.</param>
public sealed class PlayedRow(RuleRow row, RowPatient patient)
{
    private readonly List<string> _faults = [];

    public RuleRow Row => row;

    public RowPatient Patient => patient;

    /// <summary>Our id of the patient; null before anything was stored.</summary>
    public Guid? Id { get; private set; }

    /// <summary>The rule's alerts of the patient after each step.</summary>
    public List<IReadOnlyList<Alert>> Seen { get; } = [];

    /// <summary>Why the row could not be played as it is written; empty when it was.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>What intake answered to a fact.</summary>
    public void Take(Delivery fact, Receipt receipt)
    {
        Id ??= receipt.Patient;
        if (receipt.Status != "stored")
            Note($"{fact.Type} was {receipt.Status}: {receipt.Reason}, {receipt.Detail}");
    }

    /// <summary>Keeps what went wrong.</summary>
    public void Note(string? fault)
    {
        if (fault is not null)
            _faults.Add(fault);
    }
}
