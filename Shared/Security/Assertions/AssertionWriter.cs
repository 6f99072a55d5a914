using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>
/// Makes signed assertions (SAML 2.0 Core §2.3.3, §5.4): for clients and tests; no service issues any.
/// </summary>
public static class AssertionWriter
{
    private const string XmlSchema = "http://www.w3.org/2001/XMLSchema";

    /// <param name="draft">What it shall say.</param>
    /// <param name="signer">Certificate with private key.</param>
    /// <returns>The element as UTF-8; it declares its namespaces and can be put into any header.</returns>
    public static byte[] Write(AssertionDraft draft, X509Certificate2 signer)
    {
        var unsigned = Write(draft, []);
        var uri = $"#{draft.Id}";
        using var digest = new DigestWriter(HashAlgorithmName.SHA256);
        new Canonicalizer(CanonicalMethod.Exclusive, digest).Write(NodeTree.Read(unsigned).Root);
        var part = new SignedPart(uri, digest.Finish()) { IsEnveloped = true, Canonical = CanonicalMethod.Exclusive };
        var content = draft.CarriesCertificate ? null : new SignatureContent();
        return Write(draft, SignatureWriter.Write([part], signer, draft.Method, content));
    }

    /// <summary>With a ready-made signature, or with none.</summary>
    internal static byte[] Write(AssertionDraft draft, ReadOnlySpan<byte> signature)
    {
        var output = new ArrayBufferWriter<byte>(8 * 1024);
        var xml = new Utf8XmlWriter(output);
        xml.Start("saml2:Assertion"u8).Attribute("xmlns:saml2"u8, SamlNames.Saml).Attribute("xmlns:xs"u8, XmlSchema)
            .Attribute("xmlns:xsi"u8, SamlNames.Xsi).Attribute("Version"u8, "2.0").Attribute("ID"u8, draft.Id)
            .Attribute("IssueInstant"u8, SamlTime.Write(draft.IssueInstant));
        WriteName(xml, "saml2:Issuer"u8, draft.Issuer);
        xml.Raw(signature);
        WriteSubject(xml, draft);
        WriteConditions(xml, draft);
        xml.Start("saml2:AuthnStatement"u8)
            .Attribute("AuthnInstant"u8, SamlTime.Write(draft.AuthnInstant ?? draft.IssueInstant))
            .Start("saml2:AuthnContext"u8).Element("saml2:AuthnContextClassRef"u8, draft.AuthnContext)
            .End("saml2:AuthnContext"u8).End("saml2:AuthnStatement"u8);
        WriteAttributes(xml, draft.Attributes);
        xml.End("saml2:Assertion"u8);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteName(Utf8XmlWriter xml, ReadOnlySpan<byte> element, SamlName name) => xml.Start(element)
        .Attribute("NameQualifier"u8, name.NameQualifier).Attribute("Format"u8, name.Format)
        .Attribute("SPProvidedID"u8, name.SpProvidedId).Text(name.Value).End(element);

    private static void WriteSubject(Utf8XmlWriter xml, AssertionDraft draft)
    {
        xml.Start("saml2:Subject"u8);
        WriteName(xml, "saml2:NameID"u8, draft.NameId);
        if (draft.Confirmation is not null)
        {
            xml.Start("saml2:SubjectConfirmation"u8).Attribute("Method"u8, draft.Confirmation)
                .Start("saml2:SubjectConfirmationData"u8)
                .Attribute("NotOnOrAfter"u8, TimeOf(draft.ConfirmationNotOnOrAfter))
                .Attribute("Recipient"u8, draft.Recipient);
            if (draft.SubjectKey is not null)
            {
                xml.Start("ds:KeyInfo"u8).Attribute("xmlns:ds"u8, SignatureNames.Ds).Start("ds:X509Data"u8)
                    .Element(
                        "ds:X509Certificate"u8, Convert.ToBase64String(draft.SubjectKey.RawDataMemory.Span))
                    .End("ds:X509Data"u8).End("ds:KeyInfo"u8);
            }

            xml.End("saml2:SubjectConfirmationData"u8).End("saml2:SubjectConfirmation"u8);
        }

        xml.End("saml2:Subject"u8);
    }

    private static void WriteConditions(Utf8XmlWriter xml, AssertionDraft draft)
    {
        if (draft is { NotBefore: null, NotOnOrAfter: null, Audiences: [] })
        {
            return;
        }

        xml.Start("saml2:Conditions"u8).Attribute("NotBefore"u8, TimeOf(draft.NotBefore))
            .Attribute("NotOnOrAfter"u8, TimeOf(draft.NotOnOrAfter));
        if (draft.Audiences.Count > 0)
        {
            xml.Start("saml2:AudienceRestriction"u8);
            foreach (var audience in draft.Audiences)
            {
                xml.Element("saml2:Audience"u8, audience);
            }

            xml.End("saml2:AudienceRestriction"u8);
        }

        xml.End("saml2:Conditions"u8);
    }

    private static void WriteAttributes(Utf8XmlWriter xml, IReadOnlyList<AssertedAttribute> attributes)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        xml.Start("saml2:AttributeStatement"u8);
        foreach (var attribute in attributes)
        {
            xml.Start("saml2:Attribute"u8).Attribute("Name"u8, attribute.Name)
                .Attribute("NameFormat"u8, attribute.NameFormat);
            foreach (var value in attribute.Values)
            {
                WriteValue(xml, attribute.Name, value);
            }

            xml.End("saml2:Attribute"u8);
        }

        xml.End("saml2:AttributeStatement"u8);
    }

    private static void WriteValue(Utf8XmlWriter xml, string attribute, AssertedValue value)
    {
        if (value.Code is not { } code)
        {
            xml.Start("saml2:AttributeValue"u8).Attribute("xsi:type"u8, "xs:string").Text(value.Text)
                .End("saml2:AttributeValue"u8);
            return;
        }

        var name = attribute == XuaAttributes.PurposeOfUse ? "PurposeOfUse"u8 : "Role"u8;
        xml.Start("saml2:AttributeValue"u8).Start(name).Attribute("xmlns"u8, SamlNames.Hl7)
            .Attribute("xsi:type"u8, "CE").Attribute("code"u8, code.Code).Attribute("codeSystem"u8, code.System)
            .Attribute("codeSystemName"u8, code.SystemName).Attribute("displayName"u8, code.DisplayName).End(name)
            .End("saml2:AttributeValue"u8);
    }

    private static string? TimeOf(DateTimeOffset? time) => time is { } known ? SamlTime.Write(known) : null;
}
