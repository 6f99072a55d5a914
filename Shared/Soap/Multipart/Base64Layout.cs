namespace XdsDmp.Soap.Multipart;

/// <summary>
/// How a base64 text is broken into lines. A signature covers the line breaks too, so that a text which was decoded
/// while it arrived can be written again as it was.
/// </summary>
/// <param name="Before">White space before the text.</param>
/// <param name="LineLength">Characters of a line; 0: all in one.</param>
/// <param name="Separator">White space between two lines.</param>
/// <param name="After">White space behind the text.</param>
public sealed record Base64Layout(string Before, int LineLength, string Separator, string After)
{
    /// <summary>The form that an attachment stands for (XOP §3.2): no white space at all.</summary>
    public static Base64Layout Canonical { get; } = new("", 0, "", "");
}

/// <summary>Finds out the layout of a text that passes by.</summary>
internal sealed class Base64LayoutReader
{
    private const int MaxBlanks = 64;
    private readonly System.Text.StringBuilder _blanks = new();
    private string? _before;
    private string? _separator;
    private int _lineLength;
    private int _column;
    private bool _isIrregular;

    /// <summary>Null when the lines are of different lengths, or parted differently.</summary>
    public Base64Layout? Layout => _isIrregular || (_separator is not null && _column > _lineLength)
        ? null
        : new Base64Layout(_before ?? "", _lineLength, _separator ?? "", _blanks.ToString());

    public void Append(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is ' ' or '\t' or '\n' or '\r')
            {
                _isIrregular |= _blanks.Length == MaxBlanks;
                _blanks.Append(_isIrregular ? "" : c);
            }
            else
            {
                EndBlanks();
                _column++;
            }
        }
    }

    private void EndBlanks()
    {
        if (_before is null)
        {
            _before = _blanks.ToString();
        }
        else if (_blanks.Length > 0)
        {
            var blanks = _blanks.ToString();
            _isIrregular |= _separator is not null && (_separator != blanks || _lineLength != _column);
            _separator ??= blanks;
            _lineLength = _lineLength == 0 ? _column : _lineLength;
            _column = 0;
        }

        _blanks.Clear();
    }
}
