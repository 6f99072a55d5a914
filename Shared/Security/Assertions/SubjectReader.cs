using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>Reads whom the assertion is about (SAML 2.0 Core §2.4).</summary>
internal static class SubjectReader
{
    private const string Saml = SamlNames.Saml;
    private const int MaxConfirmations = 8;
    private const int MaxKeys = 8;

    public static AssertionContent Read(AssertionContent content, ElementNode subject)
    {
        var parts = Strict.Sequence(subject);
        var name = parts.Optional(Saml, "NameID");
        if (name is null && (parts.Optional(Saml, "EncryptedID") ?? parts.Optional(Saml, "BaseID")) is { } other)
        {
            throw new UntrustedMessageException(
                SecurityFault.UnsupportedSecurityToken, $"the subject is named by {other.LocalName}");
        }

        var confirmations = parts.Many(Saml, "SubjectConfirmation");
        parts.End();
        return confirmations.Count > MaxConfirmations
            ? throw Strict.Malformed($"the subject has more than {MaxConfirmations} confirmations")
            : content with
            {
                NameId = name is null ? null : ReadName(name),
                Confirmations = [.. confirmations.Select(ReadConfirmation)],
            };
    }

    public static SamlName ReadName(ElementNode name) =>
        new(Strict.Value(name, "NameQualifier", "SPNameQualifier", "Format", "SPProvidedID"))
        {
            Format = name.Attribute("Format"),
            NameQualifier = name.Attribute("NameQualifier"),
            SpProvidedId = name.Attribute("SPProvidedID"),
        };

    private static SubjectConfirmation ReadConfirmation(ElementNode element)
    {
        var parts = Strict.Sequence(element, "Method");
        if (parts.Optional(Saml, "NameID") is { } attesting)
        {
            ReadName(attesting); // Who confirms; whether he may is for the method to say.
        }

        var data = parts.Optional(Saml, "SubjectConfirmationData");
        parts.End();
        var confirmation = new SubjectConfirmation(Strict.Required(element, "Method"));
        return data is null ? confirmation : ReadData(confirmation, data);
    }

    private static SubjectConfirmation ReadData(SubjectConfirmation confirmation, ElementNode data)
    {
        var parts = Strict.Sequence(data, "NotBefore", "NotOnOrAfter", "Recipient", "InResponseTo", "Address");
        var keys = parts.Many(SignatureNames.Ds, "KeyInfo");
        parts.End();
        return keys.Count > MaxKeys
            ? throw Strict.Malformed($"SubjectConfirmationData has more than {MaxKeys} keys")
            : confirmation with
            {
                NotBefore = SamlTime.ReadOptional(data.Attribute("NotBefore"), "NotBefore"),
                NotOnOrAfter = SamlTime.ReadOptional(data.Attribute("NotOnOrAfter"), "NotOnOrAfter"),
                Recipient = data.Attribute("Recipient"),
                Keys = keys,
            };
    }
}
