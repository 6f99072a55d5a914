namespace XdsDmp.Metadata.Files;

/// <summary>Something wrong in a file that an operator has written.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Path">For instance <c>$.codes.classCode[3].scheme</c>.</param>
/// <param name="Problem">One sentence without a full stop.</param>
public sealed record FileMistake(int Line, string Path, string Problem)
{
    public override string ToString() => $"line {Line}, {Path}: {Problem}";
}
