using System.Buffers;

namespace XdsDmp.Soap.Multipart;

/// <summary>What the HTTP Content-Type tells about the message before a byte of it is read.</summary>
/// <param name="IsMtom">A package, not a bare envelope.</param>
/// <param name="Version">The SOAP version announced; null when the package leaves that to its root part.</param>
/// <param name="Charset">Charset of a bare envelope.</param>
/// <param name="Boundary">Boundary of a package.</param>
/// <param name="Start">Content-ID of the root part; null: the first part is the root.</param>
internal sealed record SoapContentType(
    bool IsMtom, SoapVersion? Version, string? Charset, string Boundary, string? Start)
{
    private const int MaxBoundaryLength = 70;
    private const string Place = "the HTTP header Content-Type";

    // RFC 2046 §5.1.1, bchars.
    private static readonly SearchValues<char> BoundaryCharacters = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'()+_,-./:=? ");

    public static SoapContentType Parse(string? header)
    {
        var type = MediaType.Parse(header, Place);
        return type.Name switch
        {
            MediaTypes.Soap12 => new(false, SoapVersion.Soap12, type["charset"], "", null),
            MediaTypes.Soap11 => new(false, SoapVersion.Soap11, type["charset"], "", null),
            MediaTypes.Related => Package(type),
            _ => throw SoapFaults.Sender(
                $"{Place} is {EchoedText.Quote(type.Name)}; accepted: {MediaTypes.Soap12}, {MediaTypes.Related}, "
                + MediaTypes.Soap11),
        };
    }

    /// <summary>The SOAP version that a <c>start-info</c> or <c>type</c> parameter names.</summary>
    public static SoapVersion? VersionOf(string? mediaType, string place)
    {
        if (string.IsNullOrWhiteSpace(mediaType))
        {
            return null;
        }

        return MediaType.Parse(mediaType, place).Name switch
        {
            MediaTypes.Soap12 => SoapVersion.Soap12,
            MediaTypes.Soap11 => SoapVersion.Soap11,
            var other => throw SoapFaults.Sender(
                $"{place} is {EchoedText.Quote(other)}; accepted: {MediaTypes.Soap12}, {MediaTypes.Soap11}"),
        };
    }

    private static SoapContentType Package(MediaType type)
    {
        var root = type["type"];
        if (root is not null && !root.Equals(MediaTypes.Xop, StringComparison.OrdinalIgnoreCase))
        {
            throw SoapFaults.Sender(
                $"the parameter type of {Place} is {EchoedText.Quote(root)}; accepted: {MediaTypes.Xop} "
                + "(SOAP with Attachments is not)");
        }

        var version = VersionOf(type["start-info"], $"the parameter start-info of {Place}");
        var start = string.IsNullOrWhiteSpace(type["start"]) ? null : ContentIds.FromHeader(type["start"]!);
        return new(true, version, null, CheckedBoundary(type["boundary"]), start);
    }

    private static string CheckedBoundary(string? boundary)
    {
        if (string.IsNullOrEmpty(boundary))
        {
            throw SoapFaults.Sender($"the parameter boundary of {Place} is missing");
        }

        if (boundary.Length > MaxBoundaryLength)
        {
            throw SoapFaults.Sender(
                $"the boundary is {boundary.Length} characters long, at most {MaxBoundaryLength} are accepted");
        }

        if (boundary.AsSpan().ContainsAnyExcept(BoundaryCharacters) || boundary[^1] == ' ')
        {
            throw SoapFaults.Sender(
                $"the boundary {EchoedText.Quote(boundary)} has characters that RFC 2046 does not allow");
        }

        return boundary;
    }
}
