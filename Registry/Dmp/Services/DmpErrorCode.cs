namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// Why a service of the DMP does not do what it is asked. How a code is spelled to the outside is data
/// (<c>Schemas/Dmp/error-codes.json</c>): only few spellings of the DMP are published.
/// </summary>
internal enum DmpErrorCode
{
    /// <summary>Nothing is wrong.</summary>
    Ok,

    /// <summary>The user's role, or the patient, does not allow it.</summary>
    AccessDenied,

    /// <summary>Something in the message is missing, or not as it should be.</summary>
    InvalidMessage,

    /// <summary>The identifier is no national health identifier.</summary>
    InvalidIns,

    /// <summary>The patient is not the one of the assertion.</summary>
    OtherPatient,

    /// <summary>The person has no DMP.</summary>
    NoRecord,

    /// <summary>The person has one already.</summary>
    RecordExists,

    /// <summary>It is closed.</summary>
    RecordClosed,

    /// <summary>It is open.</summary>
    RecordOpen,

    /// <summary>The patient's consent is missing.</summary>
    NoConsent,

    /// <summary>The patient has blocked the professional.</summary>
    Blocked,

    /// <summary>There is no such authorisation.</summary>
    NotAuthorised,

    /// <summary>Only a doctor can be a médecin traitant.</summary>
    NotADoctor,

    /// <summary>The person manages the DMP in Mon espace santé.</summary>
    AttachedToEns,

    /// <summary>An identifier is somebody else's.</summary>
    IdentifierTaken,

    /// <summary>There is an account already.</summary>
    AccountExists,

    /// <summary>There is no account, or no such way to send codes.</summary>
    NoAccount,

    /// <summary>The identity is not known here.</summary>
    UnknownIdentity,

    /// <summary>Too much at once.</summary>
    Busy,

    /// <summary>Something of ours failed.</summary>
    Internal,
}
