using System.Security.Cryptography.X509Certificates;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions.Checks;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Trust;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Security.Assertions;

/// <summary>
/// Who the user is, as an issuer that we trust says it (ITI-40, ITI TF-2 §3.40). Only
/// <see cref="AssertionVerifier"/> makes one; it cannot be altered.
/// </summary>
public sealed class VerifiedAssertion
{
    private readonly AssertionContent _content;
    private readonly PatientRule _patientRule;

    internal VerifiedAssertion(AssertionCase it)
    {
        _content = it.Content;
        _patientRule = it.Rules.Content.Patient;
        IssuerName = it.Rules.Name;
        NotOnOrAfter = it.NotOnOrAfter;
        Confirmation = it.Confirmation;
        Signer = it.Signer!;
        Vihf = it.Vihf;
        Remarks = it.Remarks;
        Patient = AssertedPatient.TryParse(ResourceId);
    }

    public string Issuer => _content.Issuer.Value;

    /// <summary>What the file of issuers calls it.</summary>
    public string IssuerName { get; }

    public string Id => _content.Id;

    public DateTimeOffset IssueInstant => _content.IssueInstant;

    /// <summary>The earliest of all ends: of the conditions, the confirmation, the session.</summary>
    public DateTimeOffset NotOnOrAfter { get; }

    public string NameId => _content.NameId!.Value;

    public string? NameIdFormat => _content.NameId!.Format;

    /// <summary>What we call the user ourselves, if the issuer knows.</summary>
    public string? SpProvidedId => _content.NameId!.SpProvidedId;

    /// <summary>For people: subject-id, else the NameID.</summary>
    public string UserName => _content.TextOf(XuaAttributes.SubjectId) ?? NameId;

    public string? Organization => _content.TextOf(XuaAttributes.Organization);

    public string? OrganizationId => _content.TextOf(XuaAttributes.OrganizationId);

    public string? HomeCommunityId => _content.TextOf(XuaAttributes.HomeCommunityId);

    public IReadOnlyList<AssertedCode> Roles => CodesOf(XuaAttributes.Role);

    public IReadOnlyList<AssertedCode> PurposesOfUse => CodesOf(XuaAttributes.PurposeOfUse);

    /// <summary>The patient as written: a CX.</summary>
    public string? ResourceId => _content.TextOf(XuaAttributes.ResourceId);

    public PatientId? Patient { get; }

    /// <summary>Documents and policies of the patient's consent (Authz-Consent Option).</summary>
    public IReadOnlyList<string> ConsentIds =>
    [
        .. _content.ValuesOf(XuaAttributes.ConsentDocumentId).Concat(_content.ValuesOf(XuaAttributes.ConsentPolicy))
            .Select(value => value.Text).Where(text => text.Length > 0),
    ];

    /// <summary>How the user has logged in.</summary>
    public string? AuthnContext => _content.Authentications[0].Context;

    public DateTimeOffset AuthnInstant => _content.Authentications[0].Instant;

    /// <summary>URI of the method by which the sender may use it; empty for none.</summary>
    public string Confirmation { get; }

    public IReadOnlyList<AssertedAttribute> Attributes => _content.Attributes;

    /// <summary>Whose key has signed; trusted for this issuer.</summary>
    public X509Certificate2 Signer { get; }

    public string SignerSubject => Printable.Of(Signer.Subject);

    /// <summary>The French content; null for a plain XUA assertion.</summary>
    public VerifiedVihf? Vihf { get; }

    /// <summary>For log and audit trail: what was strange, though nothing is refused for it.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>
    /// The patient of a request must be the one that the assertion is about. An assertion that names none is about any,
    /// unless its issuer must name one.
    /// </summary>
    /// <exception cref="UntrustedMessageException">It is about another patient.</exception>
    public void RequirePatient(PatientId patient)
    {
        if (!IsAbout(patient))
        {
            throw new UntrustedMessageException(
                SecurityFault.FailedAuthentication, "the assertion is about another patient than the request");
        }
    }

    public bool IsAbout(PatientId patient) =>
        _patientRule == PatientRule.Ignore
        || (Patient is null ? _patientRule == PatientRule.Compare && Vihf is null : Patient == patient);

    private List<AssertedCode> CodesOf(string name) =>
        [.. _content.ValuesOf(name).Select(value => value.AsCode).OfType<AssertedCode>()];
}
