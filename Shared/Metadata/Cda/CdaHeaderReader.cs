using System.Xml;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Xml;

namespace XdsDmp.Metadata.Cda;

/// <summary>
/// Reads the header of a CDA R2 document, forward only and bounded. Stylesheets and whatever else a document refers to
/// are never looked for.
/// </summary>
public static class CdaHeaderReader
{
    /// <summary>A body may be as large as documents are: it is passed over.</summary>
    private static readonly XmlLimits Limits = new() { MaxCharacters = int.MaxValue, AcceptsLatin1 = true };

    /// <summary>Stops where the body begins. Null when the document is not XML, or not CDA.</summary>
    public static CdaHeader? Read(Stream document)
    {
        var builder = new CdaTreeBuilder();
        try
        {
            using var xml = XmlReaders.Create(document, Limits);
            while (!builder.IsComplete && xml.Read())
            {
                builder.Take(xml, builder.WantsText && IsText(xml) ? xml.Value : null);
            }
        }
        catch (XmlException) when (!builder.IsInBody)
        {
            // Then it is submitted as what it is: bytes.
            return null;
        }
        catch (XmlException)
        {
            // The header is whole; what is wrong with the body is for who reads all of it.
        }

        return HeaderOf(builder);
    }

    /// <summary>Reads to the end, keeping the header alone.</summary>
    public static async Task<CdaContent> ReadWholeAsync(Stream document, CancellationToken cancel)
    {
        var builder = new CdaTreeBuilder();
        try
        {
            using var xml = XmlReaders.Create(document, Limits, isAsync: true);
            while (await xml.ReadAsync().ConfigureAwait(false))
            {
                cancel.ThrowIfCancellationRequested();
                if (!builder.IsComplete)
                {
                    var text = builder.WantsText && IsText(xml)
                        ? await xml.GetValueAsync().ConfigureAwait(false) : null;
                    builder.Take(xml, text);
                }
            }

            return new CdaContent(HeaderOf(builder), builder.RootSeen, null);
        }
        catch (XmlException wrong)
        {
            return new CdaContent(null, builder.RootSeen, wrong.Message);
        }
    }

    private static bool IsText(XmlReader xml) => xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA;

    private static CdaHeader? HeaderOf(CdaTreeBuilder builder)
    {
        if (builder.Root is not { } root)
        {
            return null;
        }

        var patients = PatientsOf(root);
        var author = root.At("author", "assignedAuthor");
        var service = ServiceOf(root);
        return new CdaHeader
        {
            UniqueId = IdOf(root.At("id")),
            Type = CdaNames.Code(root.At("code")),
            Title = root.TextAt("title"),
            EffectiveTime = CdaTimes.TimeOf(root.At("effectiveTime")?["value"]),
            Confidentiality = CdaNames.Code(root.At("confidentialityCode")),
            Language = root.At("languageCode")?["code"],
            PatientIds = patients,
            Patient = patients.FirstOrDefault(id => InsAuthority.Find(id.Authority) is not null)
                ?? (patients.Count > 0 ? patients[0] : null),
            PatientInfo = PatientInfoOf(root),
            AuthorPerson = CdaNames.Person(author),
            AuthorInstitution = author?.TextAt("representedOrganization", "name"),
            Authors = [.. root.All("author").Select(author => AuthorOf(root, author))],
            LegalAuthenticator = CdaNames.FrenchPerson(root.At("legalAuthenticator", "assignedEntity")),
            ServiceStart = CdaTimes.TimeOf(service?.At("low")?["value"] ?? service?["value"]),
            ServiceStop = CdaTimes.TimeOf(service?.At("high")?["value"]),
            Facility = CdaNames.Code(
                root.At("componentOf", "encompassingEncounter", "location", "healthCareFacility", "code")),
            Practice = PracticeOf(root),
            SetId = IdOf(root.At("setId")),
            VersionNumber = root.At("versionNumber")?["value"],
            Templates = [.. root.All("templateId").Select(template => template["root"]).OfType<string>()],
            BodyMediaType = builder.BodyMediaType,
        };
    }

    /// <summary>What an author's own element leaves out, another role of the same person may say.</summary>
    private static CdaAuthor AuthorOf(CdaElement root, CdaElement author)
    {
        var entity = author.At("assignedAuthor");
        var roles = entity?.At("id") is { } id ? CdaNames.RolesOf(root, id).Prepend(entity).ToList() : [];
        return new CdaAuthor(
            CdaNames.FrenchPerson(entity),
            roles.Select(role => CdaNames.FrenchStructure(
                    role.At("representedOrganization") ?? role.At("scopingOrganization")))
                .FirstOrDefault(structure => structure is not null),
            CdaNames.FrenchCode(author.At("functionCode")),
            roles.Select(role => CdaNames.FrenchCode(role.At("code"))).FirstOrDefault(code => code is not null));
    }

    private static List<PatientId> PatientsOf(CdaElement root) =>
    [
        .. (root.At("recordTarget", "patientRole")?.All("id") ?? [])
            .Where(id => id["extension"] is not null && Oid.IsValid(id["root"]))
            .Select(id => new PatientId(id["extension"]!, id["root"]!)),
    ];

    /// <summary>When the first act was done that says so, else when the patient came.</summary>
    private static CdaElement? ServiceOf(CdaElement root) =>
        root.All("documentationOf").Select(one => one.At("serviceEvent", "effectiveTime"))
            .Append(root.At("componentOf", "encompassingEncounter", "effectiveTime"))
            .FirstOrDefault(time => CdaTimes.TimeOf(time?.At("low")?["value"] ?? time?["value"]) is not null);

    /// <summary>Of who did the act, else of who answers for the document.</summary>
    private static Code? PracticeOf(CdaElement root)
    {
        var entities = root.All("documentationOf").Select(one => one.At("serviceEvent"))
            .SelectMany(service => service?.All("performer") ?? [])
            .Append(root.At("legalAuthenticator")).Select(one => one?.At("assignedEntity"));
        return entities
            .Select(entity => CdaNames.Code(entity?.At("representedOrganization", "standardIndustryClassCode")))
            .FirstOrDefault(code => code is not null);
    }

    private static List<string> PatientInfoOf(CdaElement root)
    {
        List<string> info = [];
        if (root.At("recordTarget", "patientRole", "patient") is not { } patient)
        {
            return info;
        }

        var name = patient.At("name");
        if (name?.TextAt("family") is { } family)
        {
            info.Add($"PID-5|{CdaNames.Plain(family)}^{CdaNames.Plain(name.TextAt("given"))}^^^^^L");
        }

        if (CdaTimes.TimeOf(patient.At("birthTime")?["value"]) is { } birth)
        {
            info.Add($"PID-7|{birth.Digits[..Math.Min(8, birth.Digits.Length)]}");
        }

        if (patient.At("administrativeGenderCode")?["code"] is { } gender and ("M" or "F"))
        {
            info.Add($"PID-8|{gender}");
        }

        return info;
    }

    private static string? IdOf(CdaElement? id) =>
        id?["root"] is not { } root ? null : id["extension"] is { } extension ? $"{root}^{extension}" : root;
}
