namespace XdsDmp.Audit;

/// <summary>Collects findings: each once, and not more than an operator would read.</summary>
internal sealed class FindingList
{
    private const int MaxFindings = 100;
    private const int MaxDetailLength = 200;
    private readonly List<Finding> _findings = [];
    private readonly HashSet<Finding> _known = [];

    public IReadOnlyList<Finding> All => _findings;

    public void Add(FindingCode code, string detail)
    {
        var finding = new Finding(code, Plain(detail));
        if (_findings.Count < MaxFindings && _known.Add(finding))
        {
            _findings.Add(finding);
        }
    }

    /// <summary>Details quote what a stranger sent: no line breaks for logs to trip over, and short.</summary>
    private static string Plain(string detail)
    {
        var cut = detail.Length > MaxDetailLength ? detail[..MaxDetailLength] : detail;
        return string.Create(cut.Length, cut, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }
}
