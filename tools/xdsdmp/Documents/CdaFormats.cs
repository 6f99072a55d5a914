using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// The formatCode of a French CDA document: by its body where that is no XML, else by the templates of its header.
/// Which template goes with which format is read off published examples; ANS has no table of it.
/// </summary>
internal static class CdaFormats
{
    private const string Templates = "1.2.250.1.213.1.1.1.";
    private const string Unprofiled = "urn:asipSante:modelesHorsProfils:2011";
    private const string French = "1.2.250.1.213.1.1.4.2.282";

    private static readonly (string MediaType, string Format)[] Bodies =
    [
        ("application/pdf", "urn:ihe:iti:xds-sd:pdf:2008"), ("text/plain", "urn:ihe:iti:xds-sd:text:2008"),
        ("image/jpeg", "urn:ihe:iti-fr:xds-sd:jpeg:2010"), ("text/rtf", "urn:ihe:iti-fr:xds-sd:rtf:2010"),
        ("application/rtf", "urn:ihe:iti-fr:xds-sd:rtf:2010"), ("image/tiff", "urn:ihe:iti-fr:xds-sd:tiff:2010"),
    ];

    private static readonly (string Template, string Format)[] Known =
    [
        ("2.1.1", "urn:asip:ci-sis:avk:2009"), ("2.1.5", "urn:asip:ci-sis:ppv:2009"),
        ("5.2", "urn:asip:ci-sis:cse-cs9:2017"), ("5", "urn:ans:ci-sis:cse-mde:2023"),
        ("8", "urn:asip:ci-sis:frcp:2011"), ("13", "urn:asip:ci-sis:vsm:2012"), ("16", "urn:asip:ci-sis:eunv:2013"),
        ("17", "urn:asip:ci-sis:sunv:2013"), ("23", "urn:asip:ci-sis:fludt:2017"),
        ("26", "urn:asip:ci-sis:pps-cancer:2017"), ("29", "urn:asip:ci-sis:ldl-ses:2017"),
        ("30", "urn:asip:ci-sis:sdm-mr:2017"), ("36", "urn:asip:ci-sis:hr:2019"), ("37", "urn:asip:ci-sis:vac:2019"),
        ("38", "urn:asip:ci-sis:tlm-da:2020"), ("39", "urn:ihe:pharm:pre:2010"),
        ("41", "urn:asip:ci-sis:cr-cpa:2020"), ("45", "urn:ihe:rad:CDA:ImagingReportStructuredHeadings:2013"),
        ("46", "urn:asip:ci-sis:vac-note:2021"), ("47", "urn:ans:ci-sis:img-da:2022"),
        ("54", "urn:ihe:pharm:dis:2010"), ("55", "urn:ihe:lab:xd-lab:2008"), ("59", "urn:ans:ci-sis:trod:2024"),
    ];

    public static Code Of(CdaHeader header)
    {
        var format = header.BodyMediaType is { } body
            ? Bodies.FirstOrDefault(b => b.MediaType == body).Format
            : Known.FirstOrDefault(k => header.Templates.Contains(Templates + k.Template)).Format;
        var value = format ?? Unprofiled;
        return new Code(value, DmpValueSets.Default.SchemeOf(CodedAttribute.FormatCode, value) ?? French, value);
    }
}
