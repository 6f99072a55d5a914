namespace XdsDmp.Soap.Multipart;

/// <summary>
/// A Content-Type value taken apart (RFC 2045 §5.1). Parameter values may hold characters that should have been quoted,
/// such as <c>type=application/xop+xml</c>: several SOAP stacks write them so.
/// </summary>
internal sealed class MediaType
{
    private const int MaxLength = 8192;
    private const int MaxParameters = 20;
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private MediaType(string name) => Name = name;

    /// <summary>Type and subtype in lower case.</summary>
    public string Name { get; }

    public string? this[string parameter] => _parameters.GetValueOrDefault(parameter);

    /// <summary>Reads a header value; <paramref name="place"/> tells in a fault which header it was.</summary>
    public static MediaType Parse(string? header, string place)
    {
        if (string.IsNullOrWhiteSpace(header))
        {
            throw SoapFaults.Sender($"{place} is missing");
        }

        if (header.Length > MaxLength)
        {
            throw SoapFaults.Sender($"{place} is {header.Length} characters long, at most {MaxLength} are accepted");
        }

        var end = header.IndexOf(';', StringComparison.Ordinal);
        var name = (end < 0 ? header : header[..end]).Trim();
        var type = new MediaType(name.ToLowerInvariant());
        var rest = end < 0 ? [] : header.AsSpan(end + 1);
        while (!(rest = rest.TrimStart(" \t;")).IsEmpty)
        {
            rest = type.ReadParameter(rest, place);
        }

        return type;
    }

    private ReadOnlySpan<char> ReadParameter(ReadOnlySpan<char> text, string place)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0 || text[..equals].Contains(';'))
        {
            throw SoapFaults.Sender($"{place} has a parameter without a value: {EchoedText.Quote(text.ToString())}");
        }

        var name = text[..equals].Trim().ToString();
        var rest = text[(equals + 1)..].TrimStart(" \t");
        var value = rest is ['"', ..] ? ReadQuoted(ref rest, name, place) : ReadPlain(ref rest);
        if (!_parameters.TryAdd(name, value))
        {
            throw SoapFaults.Sender($"{place} has the parameter {EchoedText.Quote(name)} twice");
        }

        if (_parameters.Count > MaxParameters)
        {
            throw SoapFaults.Sender($"{place} has more than {MaxParameters} parameters");
        }

        return rest;
    }

    private static string ReadPlain(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(';');
        var value = (end < 0 ? rest : rest[..end]).Trim().ToString();
        rest = end < 0 ? [] : rest[(end + 1)..];
        return value;
    }

    private static string ReadQuoted(ref ReadOnlySpan<char> rest, string name, string place)
    {
        var value = new System.Text.StringBuilder();
        rest = rest[1..];
        while (true)
        {
            var stop = rest.IndexOfAny('"', '\\');
            if (stop < 0 || (rest[stop] == '\\' && stop + 1 == rest.Length))
            {
                throw SoapFaults.Sender($"{place}: the quotes of parameter {EchoedText.Quote(name)} are not closed");
            }

            value.Append(rest[..stop]);
            if (rest[stop] == '"')
            {
                rest = rest[(stop + 1)..];
                return value.ToString();
            }

            value.Append(rest[stop + 1]);
            rest = rest[(stop + 2)..];
        }
    }
}
