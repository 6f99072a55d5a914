namespace XdsDmp.Tests.Tidy;

/// <summary>
/// What fits in a head: bounds on files, functions and lines. Exceptions are counted and may only become fewer.
/// </summary>
[TestClass]
public sealed class SizeTests
{
    private const string ExceptionsFile = "Tests/Tidy/Exceptions.txt";
    private const int MaxLines = 400;
    private const int MaxTestLines = 600;
    private const int MaxFunctionLines = 70;
    private const int MaxColumns = 120;

    [TestMethod]
    public void FilesAreShort() => Check("file-length", file =>
    {
        var limit = SourceTree.IsIn(file, "Tests") ? MaxTestLines : MaxLines;
        var lines = SourceTree.Lines(file).Length;
        return lines > limit ? [(lines, $"the file has {lines} lines, the limit is {limit}: split it by meaning")] : [];
    });

    [TestMethod]
    public void FunctionsFitOnAScreen() => Check("function-length", file =>
    [
        .. FunctionScanner.Scan(CSharpText.Parse(SourceTree.Read(file)).Code)
            .Where(f => f.Length > MaxFunctionLines)
            .Select(f => (f.FirstLine, $"{f.Name} has {f.Length} lines, the limit is {MaxFunctionLines}: split it")),
    ]);

    [TestMethod]
    public void LinesFitInTheColumns() => Check("line-length", file =>
    [
        .. SourceTree.Lines(file).Select((text, index) => (Number: index + 1, text.Length))
            .Where(line => line.Length > MaxColumns)
            .Select(line => (line.Number, $"{line.Length} columns, the limit is {MaxColumns}: break the line")),
    ]);

    [TestMethod]
    public void ExceptionsAreWellFormedAndNameFilesThatExist()
    {
        var violations = new Violations();
        foreach (var (line, index) in SourceTree.Lines(ExceptionsFile).Select((line, index) => (line, index)))
        {
            if (line.Length > 0 && !line.StartsWith('#') && !IsWellFormed(line.Split(' ')))
            {
                violations.Add(ExceptionsFile, index + 1, $"'{line}' is not 'RULE COUNT FILE' with a file that exists");
            }
        }

        violations.AssertNone();
    }

    private static bool IsWellFormed(string[] parts) =>
        parts.Length == 3 && parts[0] is "file-length" or "function-length" or "line-length"
        && int.TryParse(parts[1], out var count) && count > 0 && SourceTree.Exists(parts[2]);

    private static void Check(string rule, Func<string, IReadOnlyList<(int Line, string Message)>> find)
    {
        var violations = new Violations();
        var allowed = Allowed(rule);
        foreach (var file in SourceTree.CSharp)
        {
            var found = find(file);
            var exceptions = allowed.GetValueOrDefault(file);
            if (found.Count > exceptions)
            {
                foreach (var (line, message) in found)
                {
                    violations.Add(file, line, message);
                }
            }
            else if (found.Count < exceptions)
            {
                var now = found.Count == 0 ? "remove this line" : $"write '{rule} {found.Count} {file}'";
                violations.Add(ExceptionsFile, $"'{rule} {exceptions} {file}' is more than needed: {now}");
            }
        }

        violations.AssertNone();
    }

    private static Dictionary<string, int> Allowed(string rule) => SourceTree.Lines(ExceptionsFile)
        .Select(line => line.Split(' '))
        .Where(parts => parts.Length == 3 && parts[0] == rule)
        .ToDictionary(parts => parts[2], parts => int.Parse(parts[1]));
}
