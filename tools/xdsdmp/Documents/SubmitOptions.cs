using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// The metadata that can be given to <c>submit</c>; what is not given comes from a CDA header, else from here.
/// </summary>
internal sealed class SubmitOptions
{
    /// <summary>Of a DocumentEntry; a CDA title may be longer.</summary>
    private const int MaxTitleLength = 128;

    private const string Loinc = "2.16.840.1.113883.6.1";
    private static readonly Code DefaultClass = new("10", "1.2.250.1.213.1.1.4.1", "Compte rendu");
    private static readonly Code DefaultType = new("34133-9", Loinc, "Summary of episode note");
    private static readonly Code DefaultFormat =
        new("urn:ihe:iti:xds:2017:mimeTypeSufficient", "1.3.6.1.4.1.19376.1.2.3", "mimeType Sufficient");

    private static readonly Code DefaultFacility = new("SA07", "1.2.250.1.71.4.2.4", "Cabinet individuel");
    private static readonly Code DefaultPractice = new("AMBULATOIRE", "1.2.250.1.213.1.1.4.9", "Ambulatoire");
    private static readonly Code DefaultConfidentiality = new("N", "2.16.840.1.113883.5.25", "Normal");

    private readonly Option<string?> _class = Coded("--class", "classCode", DefaultClass);
    private readonly Option<string?> _type = Coded("--type", "typeCode", DefaultType);
    private readonly Option<string?> _format = Coded("--format", "formatCode", DefaultFormat);
    private readonly Option<string?> _facility = Coded("--facility", "healthcareFacilityTypeCode", DefaultFacility);
    private readonly Option<string?> _practice = Coded("--practice", "practiceSettingCode", DefaultPractice);
    private readonly Option<string?> _contentType = new("--content-type")
    {
        HelpName = "CODE",
        Description = "contentTypeCode of the submission [default: the typeCode]",
    };

    private readonly Option<string[]> _confidentiality = new("--confidentiality")
    {
        HelpName = "CODE",
        Description = $"confidentialityCode, may be repeated [default: {DefaultConfidentiality.Value}]",
    };

    private readonly Option<bool> _dmp = new("--dmp")
    {
        Description = "Metadata as the DMP wants them [default: if the services keep its rules]",
    };

    private readonly Option<string?> _title =
        Text("--title", "TEXT", "Title [default: of the CDA header, else the file name]");
    private readonly Option<string?> _language =
        Text("--language", "TAG", "Language [default: of the CDA header, else fr-FR]");
    private readonly Option<string?> _mime = Text("--mime", "TYPE", "Media type [default: by the file's extension]");
    private readonly Option<string?> _created = Text(
        "--creation-time", "YYYYMMDDhhmmss", "In UTC [default: of the CDA header, else of the file]");

    private readonly Option<string?> _author =
        Text("--author", "XCN", "id^family^given^^^^^^&oid&ISO, or a family name");
    private readonly Option<string?> _institution = Text("--institution", "NAME", "The author's institution");
    private readonly Option<string?> _uniqueId =
        Text("--unique-id", "ID", "Unique id [default: of the CDA header, else a new one]");
    private readonly Option<string?> _source =
        Text("--source-id", "OID", "sourceId [default: made from the client certificate]");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _class, _type, _format, _facility, _practice, _confidentiality, _contentType, _title, _language, _mime,
            _created,
            _dmp, _author, _institution, _uniqueId, _source,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>The metadata are to be as the French profile has them.</summary>
    public bool IsFrench(ParseResult parsed, ClientSettings settings) => parsed.GetValue(_dmp) || settings.IsDmp;

    public async Task<DocumentDraft> DraftAsync(
        ParseResult parsed, string file, PatientId patient, bool isFrench, IProgress<long> progress,
        CancellationToken cancel)
    {
        var cda = HeaderOf(file);
        var draft = await DraftAsync(parsed, file, cda, patient, progress, cancel);
        return isFrench && cda is not null ? French(parsed, draft, cda) : draft;
    }

    /// <summary>What the header says, in the forms and codes of the French profile; options still override.</summary>
    private DocumentDraft French(ParseResult parsed, DocumentDraft draft, CdaHeader cda) => draft with
    {
        Title = draft.Title is { Length: > MaxTitleLength } title ? title[..(MaxTitleLength - 1)] + "…" : draft.Title,
        Class = CodeOf(parsed, _class) ?? ClassOf(draft.Type),
        Format = CodeOf(parsed, _format) ?? CdaFormats.Of(cda),
        Facility = CodeOf(parsed, _facility) ?? cda.Facility ?? draft.Facility,
        Practice = CodeOf(parsed, _practice) ?? cda.Practice ?? draft.Practice,
        Authors = parsed.GetValue(_author) is null && parsed.GetValue(_institution) is null ? cda.Authors : [],
        LegalAuthenticator = cda.LegalAuthenticator,
    };

    /// <summary>ASS_X16 says of which class a type is.</summary>
    private static Code ClassOf(Code type) =>
        DmpValueSets.Default.ClassOf(type.Value) is { } name
        && DmpValueSets.Default.SchemeOf(CodedAttribute.ClassCode, name) is { } scheme
            ? new Code(name, scheme, name)
            : DefaultClass;

    private async Task<DocumentDraft> DraftAsync(
        ParseResult parsed, string file, CdaHeader? cda, PatientId patient, IProgress<long> progress,
        CancellationToken cancel)
    {
        return new DocumentDraft
        {
            File = file,
            EntryUuid = new EntryUuid(Guid.CreateVersion7()).ToString(),
            UniqueId = parsed.GetValue(_uniqueId) ?? cda?.UniqueId ?? Oid.Of(Guid.NewGuid()),
            MimeType = parsed.GetValue(_mime) ?? (cda is null ? MimeTypes.OfFile(file) : "text/xml"),
            Size = new FileInfo(file).Length,
            Hash = await DocumentFiles.Sha1Async(file, progress, cancel),
            Title = parsed.GetValue(_title) ?? cda?.Title ?? Path.GetFileNameWithoutExtension(file),
            Language = parsed.GetValue(_language) ?? cda?.Language ?? "fr-FR",
            CreationTime = CreationTime(parsed) ?? cda?.EffectiveTime ?? Hl7Time.Of(File.GetLastWriteTimeUtc(file)),
            ServiceStart = cda?.ServiceStart,
            ServiceStop = cda?.ServiceStop,
            Class = CodeOf(parsed, _class) ?? DefaultClass,
            Type = CodeOf(parsed, _type) ?? cda?.Type ?? DefaultType,
            Format = CodeOf(parsed, _format) ?? DefaultFormat,
            Facility = CodeOf(parsed, _facility) ?? DefaultFacility,
            Practice = CodeOf(parsed, _practice) ?? DefaultPractice,
            Confidentiality = Confidentiality(parsed, cda),
            AuthorPerson = Person(parsed.GetValue(_author)) ?? cda?.AuthorPerson,
            AuthorInstitution = parsed.GetValue(_institution) ?? cda?.AuthorInstitution,
            SourcePatient = cda?.Patient ?? patient,
            SourcePatientInfo = cda?.PatientInfo ?? [],
        };
    }

    /// <summary>In France the kind of place where the patient was cared for can stand for it (JDV_J59).</summary>
    public Code ContentType(ParseResult parsed, DocumentDraft first, bool isFrench) =>
        CodeOf(parsed, _contentType) ?? (isFrench ? first.Facility : first.Type);

    public string? SourceId(ParseResult parsed) => parsed.GetValue(_source);

    /// <summary>Options that name one document only.</summary>
    public void CheckFor(ParseResult parsed, int files)
    {
        foreach (var option in new[] { _uniqueId, _title })
        {
            if (files > 1 && parsed.GetValue(option) is not null)
            {
                throw CommandException.Usage($"{option.Name} is for one file; {files} are given");
            }
        }
    }

    /// <summary>The header of a CDA file; null for any other.</summary>
    public static CdaHeader? HeaderOf(string file)
    {
        using var stream = DocumentFiles.Open(file);
        return CdaHeaderReader.Read(stream);
    }

    private Hl7Time? CreationTime(ParseResult parsed) => parsed.GetValue(_created) is not { } text ? null
        : Hl7Time.TryParse(text)
            ?? throw CommandException.Usage(
                $"--creation-time: '{text}' is not a time", "Write YYYY[MM[DD[hh[mm[ss]]]]] in UTC.");

    private IReadOnlyList<Code> Confidentiality(ParseResult parsed, CdaHeader? cda)
    {
        var given = parsed.GetValue(_confidentiality) ?? [];
        return given.Length > 0
            ? [.. given.Select(text => CodeArgument.Read("--confidentiality", text))]
            : [cda?.Confidentiality ?? DefaultConfidentiality];
    }

    private static string? Person(string? author) => author is null || author.Contains('^') ? author : $"^{author}";

    private static Code? CodeOf(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } text ? CodeArgument.Read(option.Name, text) : null;

    private static Option<string?> Coded(string name, string attribute, Code usual) =>
        Text(name, "CODE", $"{attribute} [default: {usual.Value} {usual.DisplayName}]");

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}
