namespace XdsDmp.Tests.Tidy;

/// <summary>What a test of the source tree has found: place, rule, what to do.</summary>
internal sealed class Violations
{
    private readonly List<string> _found = [];

    public void Add(string file, int line, string message) => _found.Add($"{file}:{line}: {message}");

    public void Add(string file, string message) => _found.Add($"{file}: {message}");

    public void AssertNone() =>
        Assert.IsEmpty(_found, $"{_found.Count} found{Environment.NewLine}{string.Join(Environment.NewLine, _found)}");
}
