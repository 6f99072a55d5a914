namespace XdsDmp.Xml.Canonical;

/// <summary>
/// Joins <c>xml:base</c> values as Canonical XML 1.1 §2.4 asks: RFC 3986 §5.2 without requiring an absolute base,
/// leading
/// <c>../</c> kept, several slashes taken for one.
/// </summary>
internal static class UriReference
{
    public static string Join(string parent, string child)
    {
        var (above, below) = (Parts.Of(IsParent(parent) ? parent + "/" : parent), Parts.Of(child));
        if (below.Scheme.Length > 0)
        {
            return below.Scheme + below.Authority + WithoutDots(below.Path) + below.Query;
        }

        if (below.Authority.Length > 0)
        {
            return above.Scheme + below.Authority + WithoutDots(below.Path) + below.Query;
        }

        var root = above.Scheme + above.Authority;
        if (below.Path.Length == 0)
        {
            return root + above.Path + (below.Query.Length > 0 ? below.Query : above.Query);
        }

        return root + WithoutDots(below.Path[0] == '/' ? below.Path : Merged(above, below.Path)) + below.Query;
    }

    /// <summary>Its last segment is <c>..</c>: a folder, whatever else is said.</summary>
    private static bool IsParent(string reference) =>
        reference == ".." || reference.EndsWith("/..", StringComparison.Ordinal);

    /// <summary>RFC 3986 §5.2.3.</summary>
    private static string Merged(Parts above, string path) => above.Authority.Length > 0 && above.Path.Length == 0
        ? "/" + path
        : above.Path[..(above.Path.LastIndexOf('/') + 1)] + path;

    /// <summary>RFC 3986 §5.2.4 for paths that may be relative: what leads above their beginning stays.</summary>
    private static string WithoutDots(string path)
    {
        var isAbsolute = path.StartsWith('/');
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var kept = new List<string>();
        foreach (var segment in segments.Where(segment => segment != "."))
        {
            if (segment != "..")
            {
                kept.Add(segment);
            }
            else if (kept is [.., not ".."])
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (!isAbsolute)
            {
                kept.Add("..");
            }
        }

        var isFolder = path.EndsWith('/') || segments is [.., "." or ".."];
        return (isAbsolute ? "/" : "") + string.Join('/', kept) + (isFolder && kept.Count > 0 ? "/" : "");
    }

    /// <summary>RFC 3986, appendix B, with the separators; a fragment is no part of a base.</summary>
    private readonly record struct Parts(string Scheme, string Authority, string Path, string Query)
    {
        public static Parts Of(string reference)
        {
            var rest = reference.Split('#', 2)[0];
            var mark = rest.IndexOf('?', StringComparison.Ordinal);
            var query = mark < 0 ? "" : rest[mark..];
            rest = mark < 0 ? rest : rest[..mark];
            var colon = rest.IndexOfAny([':', '/']);
            var scheme = colon > 0 && rest[colon] == ':' ? rest[..(colon + 1)] : "";
            rest = rest[scheme.Length..];
            if (!rest.StartsWith("//", StringComparison.Ordinal))
            {
                return new Parts(scheme, "", rest, query);
            }

            var slash = rest.IndexOf('/', 2);
            return slash < 0
                ? new Parts(scheme, rest, "", query)
                : new Parts(scheme, rest[..slash], rest[slash..], query);
        }
    }
}
