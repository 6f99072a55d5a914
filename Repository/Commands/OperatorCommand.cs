namespace XdsDmp.Repository.Commands;

/// <summary>A program and its arguments, one each: no shell reads them.</summary>
internal sealed record OperatorCommand(string Program, IReadOnlyList<string> Arguments)
{
    private const string File = "{file}";

    /// <summary>The document is to be a file.</summary>
    public bool WantsFile => Arguments.Any(argument => argument.Contains(File, StringComparison.Ordinal));

    public OperatorCommand WithFile(string path) => this with
    {
        Arguments = [.. Arguments.Select(argument => argument.Replace(File, path, StringComparison.Ordinal))],
    };
}
