using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Hosting.Asynchronous;

/// <summary>
/// Where answers may be sent. A client that may name any address makes this server knock at doors that the client
/// cannot reach itself, so only what the operator has listed is allowed: scheme, host and port literally, path by its
/// beginning.
/// </summary>
internal sealed class ReplyAddressList
{
    /// <summary>Separators in disguise: one server's path segment is another's directory.</summary>
    private static readonly string[] Disguised = ["\\", "%2f", "%5c", "%2e", "%00"];

    private readonly List<Uri> _allowed = [];

    /// <exception cref="ConfigurationException">An entry is no such URL.</exception>
    public ReplyAddressList(IReadOnlyList<string> allowed)
    {
        foreach (var entry in allowed)
        {
            if (Problem(entry) is { } problem)
            {
                throw new ConfigurationException($"Async:AllowedReplyAddresses: '{entry}' {problem}");
            }

            _allowed.Add(new Uri(entry));
        }
    }

    public bool IsEmpty => _allowed.Count == 0;

    /// <summary>What speaks against sending an answer there; null when it may be sent.</summary>
    public string? Refusal(string address)
    {
        if (Problem(address) is { } problem)
        {
            return $"it {problem}";
        }

        var uri = new Uri(address);
        return _allowed.Exists(allowed => IsCovered(uri, allowed))
            ? null
            : "it is not among the addresses to which this service may send answers "
                + "(its setting Async:AllowedReplyAddresses)";
    }

    private static string? Problem(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            return "is not an absolute https or http URL";
        }

        return uri.UserInfo.Length > 0 || address.Contains('@') ? "has user information"
            : uri.Fragment.Length > 0 ? "has a fragment"
            : Disguised.Any(it => address.Contains(it, StringComparison.OrdinalIgnoreCase))
                ? "has a backslash or an escaped separator"
            : null;
    }

    private static bool IsCovered(Uri uri, Uri allowed) =>
        uri.Scheme == allowed.Scheme
        && string.Equals(uri.IdnHost, allowed.IdnHost, StringComparison.Ordinal)
        && uri.Port == allowed.Port
        && IsBelow(uri.AbsolutePath, allowed.AbsolutePath);

    /// <summary><c>/cb</c> covers <c>/cb</c> and <c>/cb/1</c>, not <c>/cbx</c>.</summary>
    private static bool IsBelow(string path, string start) =>
        path.StartsWith(start, StringComparison.Ordinal)
        && (path.Length == start.Length || start.EndsWith('/') || path[start.Length] == '/');
}
