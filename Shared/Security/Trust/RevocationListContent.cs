using System.Formats.Asn1;

namespace XdsDmp.Security.Trust;

/// <summary>
/// The parts of a revocation list in DER (RFC 5280 §5.1). The framework's CertificateRevocationListBuilder can load
/// a list but tells neither its dates nor its issuer, so we read the structure ourselves.
/// </summary>
internal sealed record RevocationListContent
{
    public required ReadOnlyMemory<byte> Signed { get; init; }

    public required string SignatureAlgorithm { get; init; }

    public required byte[] Signature { get; init; }

    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required DateTimeOffset ThisUpdate { get; init; }

    public required DateTimeOffset NextUpdate { get; init; }

    public required HashSet<string> Serials { get; init; }

    /// <exception cref="AsnContentException">Not a revocation list, or of a kind that we cannot judge by.</exception>
    public static RevocationListContent Read(ReadOnlyMemory<byte> der)
    {
        AsnReader file = new(der, AsnEncodingRules.DER);
        AsnReader list = file.ReadSequence();
        file.ThrowIfNotEmpty();
        ReadOnlyMemory<byte> signed = list.ReadEncodedValue();
        string algorithm = list.ReadSequence().ReadObjectIdentifier();
        byte[] signature = list.ReadBitString(out _);
        list.ThrowIfNotEmpty();

        AsnReader content = new AsnReader(signed, AsnEncodingRules.DER).ReadSequence();
        if (content.PeekTag() == Asn1Tag.Integer)
        {
            content.ReadInteger();
        }

        Expect(content.ReadSequence().ReadObjectIdentifier() == algorithm, "two signature algorithms");
        return new RevocationListContent
        {
            Signed = signed,
            SignatureAlgorithm = algorithm,
            Signature = signature,
            Issuer = content.ReadEncodedValue(),
            ThisUpdate = ReadTime(content),
            NextUpdate = ReadNextUpdate(content),
            Serials = ReadEntriesAndExtensions(content),
        };
    }

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    private static DateTimeOffset ReadNextUpdate(AsnReader content)
    {
        bool isTime = content.HasData && (content.PeekTag() == Asn1Tag.UtcTime
            || content.PeekTag() == Asn1Tag.GeneralizedTime);
        Expect(isTime, "no next update, which RFC 5280 demands");
        return ReadTime(content);
    }

    private static HashSet<string> ReadEntriesAndExtensions(AsnReader content)
    {
        HashSet<string> serials = [];
        if (content.HasData && content.PeekTag() == Asn1Tag.Sequence)
        {
            AsnReader entries = content.ReadSequence();
            while (entries.HasData)
            {
                AsnReader entry = entries.ReadSequence();
                serials.Add(RevocationList.SerialText(entry.ReadIntegerBytes().Span));
                ReadTime(entry);
                RefuseCriticalExtensions(entry);
            }
        }

        if (content.HasData)
        {
            RefuseCriticalExtensions(content.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)));
        }

        content.ThrowIfNotEmpty();
        return serials;
    }

    /// <summary>
    /// A critical extension changes what the list means: a delta, a part of a list, another issuer's entries. We read
    /// complete lists only, and say so instead of taking a part for the whole.
    /// </summary>
    private static void RefuseCriticalExtensions(AsnReader holder)
    {
        if (!holder.HasData)
        {
            return;
        }

        AsnReader extensions = holder.ReadSequence();
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string id = extension.ReadObjectIdentifier();
            bool isCritical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
            Expect(!isCritical, $"critical extension {id}, which is not supported (only complete, direct lists are)");
        }
    }

    private static void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new AsnContentException($"The revocation list has {otherwise}.");
        }
    }
}
