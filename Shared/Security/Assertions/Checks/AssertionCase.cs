using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>One assertion while it is judged: what each check has found out for those behind it.</summary>
internal sealed class AssertionCase(AssertionContext context, DateTimeOffset now)
{
    private readonly List<string> _remarks = [];
    private AssertionContent? _content;
    private TrustedIssuer? _issuer;

    public AssertionContext Context { get; } = context;

    public DateTimeOffset Now { get; } = now;

    public AssertionContent Content
    {
        get => _content ?? throw new InvalidOperationException("the assertion has not been read");
        set => _content = value;
    }

    public TrustedIssuer Issuer
    {
        get => _issuer ?? throw new InvalidOperationException("the issuer has not been found");
        set => _issuer = value;
    }

    public bool HasIssuer => _issuer is not null;

    public AssertionIssuer Rules => Issuer.Rules;

    /// <summary>Trusted certificates, one of which must have signed.</summary>
    public IReadOnlyList<X509Certificate2> Candidates { get; set; } = [];

    /// <summary>The one that did.</summary>
    public X509Certificate2? Signer { get; set; }

    /// <summary>Of the canonical form, signature included: knows this assertion again.</summary>
    public string Digest { get; set; } = "";

    /// <summary>The method by which the sender may use the assertion; empty for none.</summary>
    public string Confirmation { get; set; } = "";

    public VerifiedVihf? Vihf { get; set; }

    /// <summary>The earliest of all ends that the assertion names.</summary>
    public DateTimeOffset NotOnOrAfter { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>For log and audit trail, though nothing is refused.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    public void EndsBy(DateTimeOffset time) => NotOnOrAfter = time < NotOnOrAfter ? time : NotOnOrAfter;

    public void Remark(string text) => _remarks.Add(text);

    public bool IsBefore(DateTimeOffset time) => Now + Rules.Validity.Skew < time;

    public bool HasPassed(DateTimeOffset time) => Now - Rules.Validity.Skew >= time;

    public static UntrustedMessageException Invalid(string reason) =>
        new(SecurityFault.InvalidSecurityToken, reason);

    public static UntrustedMessageException NotAllowed(string reason) =>
        new(SecurityFault.FailedAuthentication, reason);
}
