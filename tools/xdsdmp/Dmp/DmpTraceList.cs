using System.Xml;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>The answer to a question for traces.</summary>
internal sealed record DmpTraceList(bool IsOwnOnly, bool IsComplete, IReadOnlyList<DmpTrace> Traces)
{
    /// <param name="body">Stands on <c>ListTracesResponse</c>.</param>
    public static DmpTraceList Read(XmlReader body)
    {
        var list = new List<DmpTrace>();
        var (isOwn, isComplete) =
            (body.GetAttribute("scope") == "own", XmlConvert.ToBoolean(body.GetAttribute("isComplete") ?? "false"));
        while (body.Read())
        {
            if (body.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (body.LocalName == "Trace")
            {
                list.Add(DmpTrace.Of(body));
            }
            else if (list.Count > 0)
            {
                list[^1] = list[^1].With(body);
            }
        }

        return new DmpTraceList(isOwn, isComplete, list);
    }
}

/// <summary>One act.</summary>
internal sealed record DmpTrace(
    DateTimeOffset Time, string Action, string Transaction, string Mode, bool IsSuccess, bool IsSecret)
{
    public string UserId { get; init; } = "";

    public string? UserName { get; init; }

    public string? Structure { get; init; }

    public string? Sector { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Title, or the uniqueId where there is none.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    public string? Reason { get; init; }

    public static DmpTrace Of(XmlReader trace) => new(
        XmlConvert.ToDateTimeOffset(trace.GetAttribute("time")!), trace.GetAttribute("action") ?? "",
        trace.GetAttribute("transaction") ?? "", trace.GetAttribute("mode") ?? "",
        XmlConvert.ToBoolean(trace.GetAttribute("isSuccess") ?? "false"),
        XmlConvert.ToBoolean(trace.GetAttribute("isSecret") ?? "false"));

    public DmpTrace With(XmlReader part) => part.LocalName switch
    {
        "User" => this with
        {
            UserId = part.GetAttribute("id") ?? "",
            UserName = part.GetAttribute("name"),
            Structure = part.GetAttribute("structure"),
            Sector = part.GetAttribute("sector"),
        },
        "Role" => this with { Roles = [.. Roles, part.GetAttribute("name") ?? part.GetAttribute("code") ?? ""] },
        "Document" => this with
        {
            Documents = [.. Documents, part.GetAttribute("title") ?? part.GetAttribute("uniqueId") ?? ""],
        },
        "Reason" => this with { Reason = part.ReadString() },
        _ => this,
    };
}
