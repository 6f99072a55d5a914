using System.Text;

namespace XdsDmp.Registry.PatientIdentity.Hl7v2;

/// <summary>Writes one segment, field after field.</summary>
internal sealed class SegmentWriter(string id, EncodingCharacters separators)
{
    private readonly StringBuilder _text = new(id);

    /// <summary>The next field, whose separators have been set and whose values have been escaped.</summary>
    public SegmentWriter Written(string field)
    {
        _text.Append(separators.Field).Append(field);
        return this;
    }

    /// <summary>The next field, one text.</summary>
    public SegmentWriter Text(string? field) => Written(EscapeSequences.Escape(field ?? "", separators));

    /// <summary>The next field, its components texts.</summary>
    public SegmentWriter Components(params IEnumerable<string> components) => Written(string.Join(
        separators.Component, components.Select(c => EscapeSequences.Escape(c, separators))));

    /// <summary>Fields that stay empty.</summary>
    public SegmentWriter Skip(int fields)
    {
        _text.Append(separators.Field, fields);
        return this;
    }

    /// <summary>With the carriage return that ends it.</summary>
    public override string ToString() => _text.ToString().TrimEnd(separators.Field) + "\r";
}
