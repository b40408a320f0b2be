namespace LymphOutcomes.Intake.ReceivingFacts;

/// <summary>Reason codes of quarantine and receipts. Senders' programs read them: a code is never renamed.</summary>
public static class Reasons
{
    /// <summary>Not JSON, not UTF-8, nested deeper than 64, or a member twice in one object.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>Text with a NUL character or half a surrogate pair.</summary>
    public const string UnstorableText = "unstorable-text";

    /// <summary>A number that is not finite or beyond 1e15.</summary>
    public const string NumberOutOfBounds = "number-out-of-bounds";

    /// <summary>A CloudEvents attribute or <c>data</c> is missing.</summary>
    public const string MissingAttribute = "missing-attribute";

    /// <summary>A CloudEvents attribute is there and cannot be read.</summary>
    public const string AttributeUnreadable = "attribute-unreadable";

    /// <summary>The event is larger than 1 MiB.</summary>
    public const string EventTooLarge = "event-too-large";

    /// <summary><c>type</c> is none of ours.</summary>
    public const string UnknownType = "unknown-type";

    /// <summary>
    /// <c>type</c> is one of ours that this version does not take yet; the event can be replayed later.
    /// </summary>
    public const string NotYetSupported = "not-yet-supported";

    /// <summary><c>subject</c> is not <c>identifier-system|value</c>.</summary>
    public const string SubjectUnreadable = "subject-unreadable";

    /// <summary><c>time</c> is no RFC 3339 time with an offset.</summary>
    public const string TimeUnreadable = "time-unreadable";

    /// <summary>A time more than five minutes ahead.</summary>
    public const string TimeInFuture = "time-in-future";

    /// <summary>A time before the patient was born, or before 1900.</summary>
    public const string TimeBeforeBirth = "time-before-birth";

    /// <summary>A required member of <c>data</c> is missing.</summary>
    public const string MissingMember = "missing-member";

    /// <summary>A member of <c>data</c> has another JSON type than the contract says.</summary>
    public const string WrongType = "wrong-type";

    /// <summary>A word that is not among those the contract lists.</summary>
    public const string WordUnknown = "word-unknown";

    /// <summary>Text that is empty, too long, or no code.</summary>
    public const string TextUnusable = "text-unusable";

    /// <summary>A unit that is not among those the contract lists.</summary>
    public const string UnitUnknown = "unit-unknown";

    /// <summary>A number or date no patient can have.</summary>
    public const string ValueOutOfRange = "value-out-of-range";

    /// <summary>Members that exclude each other, or the same thing twice.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>Same source and id as an event stored before, other content.</summary>
    public const string IdReused = "id-reused";

    /// <summary>A merge names a patient of whom nothing has come yet; it can be replayed later.</summary>
    public const string PatientUnknown = "patient-unknown";

    /// <summary>Both identifiers of a merge are of one patient already, by being the same.</summary>
    public const string MergeWithSelf = "merge-with-self";

    /// <summary>The patient who is to go on was merged into the other one before.</summary>
    public const string MergeCycle = "merge-cycle";

    /// <summary>The patient was merged into another one before; that merge has to be taken back first.</summary>
    public const string AlreadyMerged = "already-merged";

    /// <summary>More patients would be one person than this system looks at together.</summary>
    public const string MergeTooLarge = "merge-too-large";

    /// <summary>The end of a merge that was not made, or was taken back before.</summary>
    public const string NotMerged = "not-merged";

    /// <summary>The log refused this event's data.</summary>
    public const string NotStorable = "not-storable";

    /// <summary>The message did not come straight from the exchange where the broker checks who sends.</summary>
    public const string TenantUnproven = "tenant-unproven";

    /// <summary>AMQP: the routing key does not begin with a tenant, or the sending user is another one.</summary>
    public const string TenantUnreadable = "tenant-unreadable";

    /// <summary>AMQP: delivered ten times without an end; parked unread.</summary>
    public const string DeliveredTooOften = "delivered-too-often";

    /// <summary>A queue behind the door gave the message up after many deliveries.</summary>
    public const string GivenUp = "given-up";
}
