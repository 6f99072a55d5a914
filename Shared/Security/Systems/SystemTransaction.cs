namespace XdsDmp.Security.Systems;

/// <summary>A transaction that a system can be allowed, and the lists without which it could not be bounded.</summary>
/// <param name="Number">For instance <c>ITI-41</c>.</param>
/// <param name="Does">What who is allowed it may do, for people: goes on after "may".</param>
public sealed record SystemTransaction(string Number, string Does)
{
    /// <summary>It brings a SubmissionSet, which says whose it is.</summary>
    public bool NeedsSourceIds { get; init; }

    /// <summary>It says where documents are kept.</summary>
    public bool NeedsRepositories { get; init; }

    /// <summary>It concerns patients.</summary>
    public bool NeedsAuthorities { get; init; }

    /// <summary>It shows who has done what.</summary>
    public bool ReadsAudit { get; init; }

    /// <summary>All that there are; what does not stand here nobody can be allowed.</summary>
    public static IReadOnlyList<SystemTransaction> All { get; } =
    [
        Patients("ITI-8", "announce and merge patients (HL7 v2)"),
        Patients("ITI-18", "query the registry"),
        new("ITI-20", "send audit messages"),
        Submission("ITI-41", "submit documents to a repository"),
        Submission("ITI-42", "register documents") with { NeedsRepositories = true },
        Patients("ITI-43", "retrieve documents"),
        Patients("ITI-44", "announce and merge patients (HL7 V3)"),
        Patients("ITI-51", "query across patients"),
        Submission("ITI-57", "update metadata"),
        Submission("ITI-61", "register on-demand documents") with { NeedsRepositories = true },
        Patients("ITI-62", "remove metadata"),
        Patients("ITI-64", "move documents from patient to patient"),
        new("ITI-81", "read audit records") { ReadsAudit = true },
        new("ITI-82", "read syslog messages") { ReadsAudit = true },
        Patients("ITI-86", "remove documents"),
        Submission("ITI-92", "update metadata within limits"),
        Patients("TD0.0", "ask who a patient is (DMP)"),
        Patients("TD0.2", "ask whether a patient has a DMP"),
        Patients("TD0.3", "declare professionals authorised on a DMP"),
        Patients("TD0.4", "list the DMPs of a professional"),
        Patients("TD0.5", "look for a patient without INS (DMP)"),
        Patients("TD1.1", "create a DMP"),
        Patients("TD1.2", "reopen a DMP"),
        Patients("TD1.3a", "read the administrative data of a DMP"),
        Patients("TD1.3b", "change the administrative data of a DMP"),
        Patients("TD1.4", "close a DMP"),
        Patients("TD1.5a", "open a patient's web account (DMP)"),
        Patients("TD1.5b", "say where a patient's one-time codes go (DMP)"),
        Patients("TD1.5d", "renew a patient's credentials (DMP)"),
        Patients("TD1.6", "list the professionals of a DMP"),
        Patients("DMP-TRACES", "ask who did what with a DMP"),
    ];

    public static SystemTransaction? Find(string number) => All.FirstOrDefault(t => t.Number == number);

    private static SystemTransaction Patients(string number, string does) =>
        new(number, does) { NeedsAuthorities = true };

    private static SystemTransaction Submission(string number, string does) =>
        Patients(number, does) with { NeedsSourceIds = true };
}
