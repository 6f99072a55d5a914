namespace XdsDmp.Security.Documents;

/// <summary>
/// What was found of a document signature, level by level. There is no verdict on the whole: whoever asks says which
/// levels count.
/// </summary>
public sealed record DocumentSignatureReport(IReadOnlyList<LevelResult> Levels)
{
    /// <summary>What the signature says; null when it cannot be read.</summary>
    public DocumentSignature? Signature { get; init; }

    /// <summary>What is not valid among the levels that count, an unchecked level included.</summary>
    public IEnumerable<LevelResult> Shortcomings(IReadOnlyCollection<SignatureLevel> levels) =>
        Levels.Where(result => levels.Contains(result.Level) && result.State != LevelState.Valid);

    /// <summary>The gravest outcome of a level: one bad document makes all digests bad.</summary>
    public LevelState StateOf(SignatureLevel level)
    {
        var states = Levels.Where(result => result.Level == level).Select(result => result.State).ToList();
        return states.Contains(LevelState.Invalid) ? LevelState.Invalid
            : states.Count == 0 || states.Contains(LevelState.NotChecked) ? LevelState.NotChecked
            : LevelState.Valid;
    }

    internal static DocumentSignatureReport Unreadable(string reason) => new(
    [
        new LevelResult(SignatureLevel.Value, LevelState.Invalid, $"the signature cannot be read: {reason}"),
        .. Enum.GetValues<SignatureLevel>().Where(level => level != SignatureLevel.Value)
            .Select(level => new LevelResult(level, LevelState.NotChecked, "the signature cannot be read")),
    ]);
}
