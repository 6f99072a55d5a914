namespace XdsDmp.Metadata.Model;

/// <summary>
/// The id of an object in a submission: a UUID, or a symbolic name that lives only inside that submission (ITI TF-3
/// table 4.2.3.1.7-2 (UUID)). Two spellings of one UUID are the same id. The default value stands for an id that is
/// missing.
/// </summary>
public readonly record struct ObjectId
{
    private readonly string? _text;

    public ObjectId(EntryUuid uuid)
    {
        Uuid = uuid;
        _text = uuid.ToString();
    }

    private ObjectId(string symbol) => _text = symbol;

    public EntryUuid? Uuid { get; }

    public bool IsMissing => string.IsNullOrEmpty(_text);

    /// <summary>True for a name that the registry will replace; false also for a malformed <c>urn:uuid:</c>.</summary>
    public bool IsSymbolic => !IsMissing && !_text!.StartsWith(EntryUuid.Prefix, StringComparison.Ordinal);

    public static ObjectId Of(string? text) => text switch
    {
        null => default,
        _ when EntryUuid.TryParse(text, out var uuid) => new ObjectId(uuid),
        _ => new ObjectId(text),
    };

    public override string ToString() => _text ?? "";
}
