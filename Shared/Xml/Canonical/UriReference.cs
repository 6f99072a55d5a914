namespace XdsDmp.Xml.Canonical;

/// <summary>
/// Joins <c>xml:base</c> values as Canonical XML 1.1 §2.4 asks: RFC 3986 §5.2 without requiring an absolute base,
/// leading <c>../</c> kept.
/// </summary>
internal static class UriReference
{
    public static string Join(string parent, string child)
    {
        if (HasScheme(child))
        {
            return child;
        }

        if (child.Length == 0)
        {
            return parent;
        }

        var (root, path) = Split(parent);
        if (child.StartsWith("//", StringComparison.Ordinal))
        {
            return root[..(root.IndexOf(':', StringComparison.Ordinal) + 1)] + child;
        }

        if (child.StartsWith('/'))
        {
            return root + WithoutDots(child);
        }

        var folder = path[..(path.LastIndexOf('/') + 1)];
        return root + WithoutDots(root.Length > 0 && folder.Length == 0 ? "/" + child : folder + child);
    }

    private static bool HasScheme(string reference)
    {
        var end = reference.IndexOfAny([':', '/', '?', '#']);
        return end > 0 && reference[end] == ':';
    }

    /// <summary>Scheme and authority, then the path without query and fragment.</summary>
    private static (string Root, string Path) Split(string reference)
    {
        var end = reference.IndexOfAny(['?', '#']);
        var text = end < 0 ? reference : reference[..end];
        var start = text.IndexOf("//", StringComparison.Ordinal);
        if (start < 0)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return (text[..(colon + 1)], text[(colon + 1)..]);
        }

        var slash = text.IndexOf('/', start + 2);
        return slash < 0 ? (text, "") : (text[..slash], text[slash..]);
    }

    private static string WithoutDots(string path)
    {
        var kept = new List<string>();
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            switch (segments[i])
            {
                case "." when isLast:
                    kept.Add("");
                    break;
                case ".":
                    break;
                case ".." when kept.Count > 0 && kept[^1] is not (".." or ""):
                    kept.RemoveAt(kept.Count - 1);
                    AddFolderEnd(kept, isLast);
                    break;
                case ".." when kept is [""]:
                    AddFolderEnd(kept, isLast);
                    break;
                default:
                    kept.Add(segments[i]);
                    AddFolderEnd(kept, isLast && segments[i] == "..");
                    break;
            }
        }

        return string.Join('/', kept);
    }

    private static void AddFolderEnd(List<string> kept, bool isLast)
    {
        if (isLast)
        {
            kept.Add("");
        }
    }
}
