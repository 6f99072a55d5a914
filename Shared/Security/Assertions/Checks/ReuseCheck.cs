using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Assertions.Checks;

/// <summary>
/// Whether another system has used the assertion before. The same system may use it until it expires: that is what
/// bearer assertions are for.
/// </summary>
internal static class ReuseCheck
{
    /// <summary>The last check: only what passed all others is remembered.</summary>
    public static void Check(AssertionCase it, AssertionMemory memory)
    {
        var client = it.Context.IsForwarded || it.Context.TlsClient is null
            ? null
            : Thumbprints.OfPublicKey(it.Context.TlsClient);
        var first = memory.FirstUse(
            it.Digest, Thumbprints.OfCertificate(it.Signer!), client, it.NotOnOrAfter + it.Rules.Validity.Skew, it.Now);
        if (client is null || first is null || first == client || it.Rules.Reuse == ReuseTreatment.Accept)
        {
            return;
        }

        const string Reused = "the assertion was used by another system before";
        if (it.Rules.Reuse == ReuseTreatment.Refuse)
        {
            throw AssertionCase.NotAllowed(Reused);
        }

        it.Remark(Reused);
    }
}
