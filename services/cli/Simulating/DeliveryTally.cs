using LymphOutcomes.Contracts.Intake.V1;

namespace LymphOutcomes.Cli.Simulating;

/// <summary>Counts what became of the events sent.</summary>
public sealed class DeliveryTally
{
    private const int QuarantinedShownMax = 10;
    private readonly List<Receipt> _quarantined = [];

    /// <summary>Events sent.</summary>
    public int Sent { get; private set; }

    /// <summary>New to intake.</summary>
    public int Stored { get; private set; }

    /// <summary>Known to intake already.</summary>
    public int Duplicate { get; private set; }

    /// <summary>Kept aside by intake. The simulator sends nothing that deserves it.</summary>
    public int Quarantined { get; private set; }

    /// <summary>The first few that were kept aside.</summary>
    public IReadOnlyList<Receipt> FirstQuarantined => _quarantined;

    /// <summary>Counts the receipts of one batch.</summary>
    /// <exception cref="DoorException">A status this program does not know: it must not pass for success.</exception>
    public void Add(IReadOnlyList<Receipt> receipts)
    {
        foreach (Receipt receipt in receipts)
        {
            Sent++;
            switch (receipt.Status)
            {
                case "stored":
                    Stored++;
                    break;
                case "duplicate":
                    Duplicate++;
                    break;
                case "quarantined":
                    Quarantined++;
                    if (_quarantined.Count < QuarantinedShownMax)
                        _quarantined.Add(receipt);
                    break;
                default:
                    throw new DoorException($"Intake answered an unknown status '{receipt.Status}' for {receipt.Id}.");
            }
        }
    }
}
