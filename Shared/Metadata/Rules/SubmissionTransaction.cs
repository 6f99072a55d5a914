namespace XdsDmp.Metadata.Rules;

/// <summary>
/// By which transaction metadata came: it decides which attributes are required or prohibited (ITI TF-3 table
/// 4.3.1-3).
/// </summary>
public enum SubmissionTransaction
{
    /// <summary>ITI-41: the repository adds hash, size and repositoryUniqueId later.</summary>
    ProvideAndRegister,

    /// <summary>ITI-42.</summary>
    Register,

    /// <summary>ITI-61: On-Demand entries only.</summary>
    RegisterOnDemand,

    /// <summary>ITI-41 to a recipient that accepts limited metadata too (XDR).</summary>
    ProvideLimited,

    /// <summary>
    /// ITI-57: as ITI-42, with versions and update associations; their preconditions are checked elsewhere.
    /// </summary>
    Update,

    /// <summary>ITI-92: as ITI-57, for document entries only.</summary>
    RestrictedUpdate,
}
