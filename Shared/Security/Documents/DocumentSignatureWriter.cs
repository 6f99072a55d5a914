using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Documents;

/// <summary>
/// Makes detached signatures of documents and of submission sets: a manifest with a reference for each, and the signed
/// properties of XAdES.
/// </summary>
public sealed class DocumentSignatureWriter
{
    private const string SignatureId = "Signature";
    private const string ManifestId = "IHEManifest";
    private const string PropertiesId = "SignedProperties";
    private const string PurposeId = "purposeOfSignature";

    private readonly SignatureOrder _order;
    private readonly X509Certificate2 _signer;
    private readonly bool _isDmp;
    private readonly ArrayBufferWriter<byte> _objects = new(2048);
    private readonly Utf8XmlWriter _xml;

    private DocumentSignatureWriter(SignatureOrder order, X509Certificate2 signer)
    {
        _order = order;
        _signer = signer;
        _isDmp = order.Style == SignatureStyle.Dmp;
        _xml = new Utf8XmlWriter(_objects);
    }

    /// <param name="order">What it shall say.</param>
    /// <param name="signer">Certificate with its private key.</param>
    /// <returns>A document of its own, UTF-8.</returns>
    public static byte[] Write(SignatureOrder order, X509Certificate2 signer) =>
        new DocumentSignatureWriter(order, signer).Write();

    private byte[] Write()
    {
        WriteManifest();
        WriteProperties();
        if (_isDmp)
        {
            WritePurposeProperty();
        }

        var form = new CanonicalMethod(
            _isDmp ? CanonicalForm.Inclusive10 : CanonicalForm.Inclusive11, WithComments: true);
        return SignatureWriter.Write(Parts(form), _signer, _order.Method, new SignatureContent
        {
            Id = SignatureId,
            SignedInfoForm = form,
            KeyInfo = KeyInfo.Certificate(_signer),
            Objects = _objects.WrittenMemory,
        });
    }

    /// <summary>What is signed is digested where it will stand: inclusive forms take in what is around.</summary>
    private List<SignedPart> Parts(CanonicalMethod form)
    {
        var framed = new ArrayBufferWriter<byte>(_objects.WrittenCount + 256);
        new Utf8XmlWriter(framed).Start("ds:Signature"u8).Attribute("xmlns:ds"u8, SignatureNames.Ds)
            .Raw(_objects.WrittenSpan).End("ds:Signature"u8);
        var ids = new ElementIds(
            NodeTree.Read(framed.WrittenMemory, new XmlLimits { MaxCharacters = framed.WrittenCount }));
        SignedPart Part(string id, string? type) => SignedPart.Of("#" + id, ids.Find(id)!, form) with { Type = type };
        List<SignedPart> parts =
        [
            Part(ManifestId, SignatureNames.Manifest),
            Part(PropertiesId, _isDmp ? XadesNames.Version111 + PropertiesId : XadesNames.SignedPropertiesType),
        ];
        if (_isDmp)
        {
            parts.Add(Part(PurposeId, SignatureNames.Ds + "SignatureProperty"));
        }

        return parts;
    }

    private void WriteManifest()
    {
        _xml.Start("ds:Object"u8).Start("ds:Manifest"u8).Attribute("Id"u8, ManifestId);
        if (_order.SubmissionSetId is { } set)
        {
            // One octet of zero: the set has no octets of its own to digest.
            SignatureWriter.WriteReference(_xml, new SignedPart(Uri(set), [0]));
        }

        foreach (var document in _order.Documents)
        {
            SignatureWriter.WriteReference(
                _xml, new SignedPart(Uri(document.UniqueId), document.Digest) { Canonical = document.Canonical });
        }

        _xml.End("ds:Manifest"u8).End("ds:Object"u8);
    }

    private void WriteProperties()
    {
        _xml.Start("ds:Object"u8).Start("xad:QualifyingProperties"u8)
            .Attribute("xmlns:xad"u8, _isDmp ? XadesNames.Version111 : XadesNames.Version132)
            .Attribute("Target"u8, "#" + SignatureId)
            .Start("xad:SignedProperties"u8).Attribute("Id"u8, PropertiesId)
            .Start("xad:SignedSignatureProperties"u8)
            .Element("xad:SigningTime"u8, _order.SigningTime.UtcDateTime.ToString(
                "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        WriteCertificate();
        _xml.Start("xad:SignaturePolicyIdentifier"u8).Start("xad:SignaturePolicyImplied"u8)
            .End("xad:SignaturePolicyImplied"u8).End("xad:SignaturePolicyIdentifier"u8)
            .End("xad:SignedSignatureProperties"u8);
        if (!_isDmp)
        {
            WriteCommitment();
        }

        _xml.End("xad:SignedProperties"u8).End("xad:QualifyingProperties"u8).End("ds:Object"u8);
    }

    private void WriteCertificate()
    {
        var digest = Convert.ToBase64String(SHA256.HashData(_signer.RawDataMemory.Span));
        _xml.Start("xad:SigningCertificate"u8).Start("xad:Cert"u8).Start("xad:CertDigest"u8);
        var (method, value) = _isDmp ? ("xad:DigestMethod", "xad:DigestValue") : ("ds:DigestMethod", "ds:DigestValue");
        _xml.Start(Utf8(method)).Attribute("Algorithm"u8, DigestMethod.Sha256.Uri).End(Utf8(method))
            .Element(Utf8(value), digest).End("xad:CertDigest"u8)
            .Start("xad:IssuerSerial"u8)
            .Element("ds:X509IssuerName"u8, _signer.IssuerName.Decode(X500DistinguishedNameFlags.None))
            .Element("ds:X509SerialNumber"u8, new BigInteger(
                _signer.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true)
                    .ToString(CultureInfo.InvariantCulture))
            .End("xad:IssuerSerial"u8).End("xad:Cert"u8).End("xad:SigningCertificate"u8);
    }

    private void WriteCommitment() => _xml.Start("xad:SignedDataObjectProperties"u8)
        .Start("xad:CommitmentTypeIndication"u8).Start("xad:CommitmentTypeId"u8)
        .Start("xad:Identifier"u8).Attribute("Qualifier"u8, "OIDAsURN").Text(Uri(_order.Purpose))
            .End("xad:Identifier"u8)
        .End("xad:CommitmentTypeId"u8).Start("xad:AllSignedDataObjects"u8).End("xad:AllSignedDataObjects"u8)
        .End("xad:CommitmentTypeIndication"u8).End("xad:SignedDataObjectProperties"u8);

    private void WritePurposeProperty() => _xml.Start("ds:Object"u8).Start("ds:SignatureProperties"u8)
        .Start("ds:SignatureProperty"u8).Attribute("Id"u8, PurposeId).Attribute("Target"u8, "#" + SignatureId)
        .Text(_order.Purpose).End("ds:SignatureProperty"u8)
        .End("ds:SignatureProperties"u8).End("ds:Object"u8);

    private static string Uri(string id) =>
        id.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) || id.Contains("://", StringComparison.Ordinal)
            ? id
            : "urn:oid:" + id;

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
