using System.Security.Cryptography.X509Certificates;
using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Security.Certificates;
using XdsDmp.Xml;

namespace XdsDmp.Bench.Rows;

/// <summary>What it costs to verify who asks: message signatures, assertions, both, beside mutual TLS alone.</summary>
internal sealed class VerificationRow : IRow
{
    public string Name => "verification";

    public string Explanation =>
        "ITI-18 FindDocuments as in the row query, but signed (ECDSA P-256, Timestamp, Body and addressing; the answer "
        + "is signed too), or with a VIHF that was made for this one request, or both. Ceiling: the same question to "
        + "the same registry with mutual TLS alone. Requests are signed before the time runs.";

    public async Task<Contest> StartAsync(Stage stage)
    {
        var workplace = await stage.WorkplaceAsync("verified");
        var product = await Product.StartAsync(
            workplace, new KeyValuePair<string, string>("Security:AssertionIssuers", Vihf.WriteIssuers(workplace)));
        await product.FillAsync();
        var (plain, _) = await QueryRow.WorkAsync(
            product, Requests.FindDocuments, length => Answers.HasEntries(Product.EntriesOfPatient, length));
        var alone = product.Load(plain);
        var (signature, assertion) = (SignatureOf(workplace), AssertionOf(workplace));
        ProtectRequest both = async (message, patient, cancel) =>
            await signature(message with { Assertion = assertion(patient) }, patient, cancel);
        ProtectRequest carrying = (message, patient, cancel) =>
            OwnSignature.Carrying.Protect(message with { Assertion = assertion(patient) }, cancel);
        return new Contest(
            new Pairing("signed", Side(signature), alone, null) { CeilingName = "TLS alone" },
            new Pairing("asserted", Side(carrying), alone, null) { CeilingName = "TLS alone" },
            new Pairing("signed and asserted", Side(both), alone, 0.5) { CeilingName = "TLS alone" });

        HttpLoad Side(ProtectRequest protect) => product.Load(new Work(
            product.Registry,
            new SignedRequests(product.Registry, Requests.FindDocuments, product.Asked, protect),
            Answers.HasEntries(Product.EntriesOfPatient, 0)));
    }

    private static ProtectRequest SignatureOf(Workplace workplace)
    {
        var own = NodeCertificate.Load(workplace.Pki.Practice).Certificate;
        var signature = OwnSignature.Of(
            () => own, workplace.ClientTls.Trust, XmlLimits.Metadata, TimeProvider.System);
        return (message, _, cancel) => signature.Signing.Protect(message, cancel);
    }

    private static Func<long, ReadOnlyMemory<byte>> AssertionOf(Workplace workplace)
    {
        X509Certificate2 signer = NodeCertificate.Load(workplace.Pki.StructureSignature).Certificate;
        return patient => Vihf.Write(signer, Vihf.PatientOf(patient));
    }
}
