namespace XdsDmp.Security.Documents;

/// <summary>What is verified of a document signature (ITI TF-3 §5.5), each by itself.</summary>
public enum SignatureLevel
{
    /// <summary>
    /// The signature can be read, and its value was made with the key of the certificate that it carries.
    /// </summary>
    Value,

    /// <summary>Manifest, signed properties and enveloped objects are what was signed.</summary>
    Integrity,

    /// <summary>The signer is trusted, and the certificate was valid when it signed.</summary>
    Signer,

    /// <summary>XAdES SigningCertificate names the certificate that signed: no other can be put in its place.</summary>
    SigningCertificate,

    /// <summary>The octets of a document are those that were signed.</summary>
    Digest,

    /// <summary>The signature names the submission set, all documents of it, and nothing else.</summary>
    Completeness,

    /// <summary>The signer is the author, or whoever else was expected.</summary>
    Author,
}

public enum LevelState
{
    Valid,
    Invalid,

    /// <summary>There was nothing to check, or nothing to check it with.</summary>
    NotChecked,
}

/// <summary>The outcome of one level.</summary>
/// <param name="Reason">A sentence without a full stop.</param>
/// <param name="Document">The uniqueId, of a level that is about one document.</param>
public sealed record LevelResult(SignatureLevel Level, LevelState State, string Reason, string? Document = null);
