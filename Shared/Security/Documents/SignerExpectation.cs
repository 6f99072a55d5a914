using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Trust;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Security.Documents;

/// <summary>
/// Who should have signed: identifiers of persons and of structures, from the authors of the metadata or from the
/// assertion that came with the message. One that the certificate's subject bears is enough.
/// </summary>
public sealed record SignerExpectation(
    IReadOnlyCollection<string> PersonIds, IReadOnlyCollection<string> StructureIds)
{
    public static SignerExpectation Nobody { get; } = new([], []);

    /// <summary>XCN.1 of persons, XON.10 of institutions (ITI TF-3 §4.2.3.1.7-2).</summary>
    public static SignerExpectation Of(IEnumerable<Author> authors)
    {
        var all = authors.ToList();
        return new SignerExpectation(
            [.. all.Select(author => Component(author.Person, 1)).Where(id => id.Length > 0).Distinct()],
            [.. all.SelectMany(author => author.Institutions).Select(institution => Component(institution, 10))
                .Where(id => id.Length > 0).Distinct()]);
    }

    /// <summary>The professional and the structure that a VIHF names; nobody without one.</summary>
    public static SignerExpectation Of(VerifiedVihf? vihf) =>
        vihf is null ? Nobody : new SignerExpectation([vihf.UserId], [vihf.StructureId]);

    internal LevelResult Check(X509Certificate2? signer)
    {
        if (signer is null || PersonIds.Count + StructureIds.Count == 0)
        {
            return new LevelResult(SignatureLevel.Author, LevelState.NotChecked, signer is null
                ? "the signature carries no certificate"
                : "no identifier of an author is given");
        }

        var subject = SubjectValues(signer);
        var found = PersonIds.Concat(StructureIds).FirstOrDefault(subject.Contains);
        return found is not null
            ? new LevelResult(SignatureLevel.Author, LevelState.Valid, $"the signer is {Printable.Of(found)}")
            : new LevelResult(
                SignatureLevel.Author, LevelState.Invalid,
                $"{Printable.Of(signer.Subject)} bears none of the identifiers expected: "
                    + Printable.Of(string.Join(", ", PersonIds.Concat(StructureIds))));
    }

    /// <summary>
    /// Every single value of the subject's name: which attribute holds the identifier differs by authority.
    /// </summary>
    private static HashSet<string> SubjectValues(X509Certificate2 signer)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in signer.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            try
            {
                if (!part.HasMultipleElements && part.GetSingleElementValue() is { } value)
                {
                    values.Add(value.Trim());
                }
                else
                {
                    values.UnionWith(Values(part));
                }
            }
            catch (CryptographicException)
            {
                // A value that is no text identifies nobody.
            }
        }

        return values;
    }

    /// <summary>CN and serial number often share one part (<c>CN=…+SERIALNUMBER=…</c>).</summary>
    private static List<string> Values(X500RelativeDistinguishedName part)
    {
        var values = new List<string>();
        try
        {
            var set = new AsnReader(part.RawData, AsnEncodingRules.DER).ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                var pair = set.ReadSequence();
                pair.ReadObjectIdentifier();
                var tag = pair.PeekTag();
                values.Add(pair.ReadCharacterString((UniversalTagNumber)tag.TagValue).Trim());
            }
        }
        catch (Exception odd) when (odd is AsnContentException or ArgumentException)
        {
            // As above.
        }

        return values;
    }

    private static string Component(string? value, int number)
    {
        var parts = (value ?? "").Split('^');
        return parts.Length >= number ? parts[number - 1].Trim() : "";
    }
}
