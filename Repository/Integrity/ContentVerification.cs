namespace XdsDmp.Repository.Integrity;

/// <summary>When a document that ITI-43 hands out is compared with the SHA-256 of what was stored.</summary>
public enum ContentVerification
{
    /// <summary>Before the first octet of the answer: what is damaged is refused with its reason.</summary>
    BeforeAnswer = 0,

    /// <summary>
    /// As it passes: it is read once only, and the answer breaks off when a damaged document comes to its end.
    /// </summary>
    WhileAnswering = 1,

    /// <summary>Not when it is read, but from time to time (<c>Repository:ScrubDays</c>).</summary>
    InBackground = 2,
}
