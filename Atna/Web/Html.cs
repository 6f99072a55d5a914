using System.Buffers;
using System.Text;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Web;

/// <summary>
/// Writes a page: HTML that is well-formed XML, too. Every text and attribute is encoded; there is no way to write
/// markup that was received.
/// </summary>
internal sealed class Html
{
    private static readonly string[] Void = ["input", "br", "meta", "link", "hr"];
    private readonly ArrayBufferWriter<byte> _output = new(16 * 1024);
    private readonly Utf8XmlWriter _xml;

    public Html()
    {
        _output.Write("<!DOCTYPE html>\n"u8);
        _xml = new Utf8XmlWriter(_output);
    }

    public ReadOnlyMemory<byte> Written => _output.WrittenMemory;

    /// <param name="attributes"><c>name=value</c>; without a value when it is null, left out then.</param>
    public Html Tag(string name, (string Name, string? Value)[] attributes, Action? content = null)
    {
        var octets = Encoding.ASCII.GetBytes(name);
        _xml.Start(octets);
        foreach (var (attribute, value) in attributes)
        {
            _xml.Attribute(Encoding.ASCII.GetBytes(attribute), value);
        }

        if (!Void.Contains(name))
        {
            // HTML knows no empty tag of other elements: the start tag must be closed.
            _xml.Raw(""u8);
            content?.Invoke();
        }

        _xml.End(octets);
        return this;
    }

    public Html Tag(string name, Action content) => Tag(name, [], content);

    public Html Tag(string name, string? text) => Tag(name, [], () => _xml.Text(text));

    public Html Tag(string name, string cssClass, string? text) =>
        Tag(name, [("class", cssClass)], () => _xml.Text(text));

    public Html Text(string? text)
    {
        _xml.Text(text);
        return this;
    }

    public Html Link(string url, string text) => Tag("a", [("href", url)], () => _xml.Text(text));

    /// <summary>A field with its label.</summary>
    public Html Field(string id, string label, string? value, string type = "text", string? hint = null) => Tag(
        "div", [("class", "field")], () =>
        {
            Tag("label", [("for", id)], () => _xml.Text(label));
            Tag("input",
            [
                ("id", id), ("name", id), ("type", type), ("value", value),
                ("aria-describedby", hint is null ? null : id + "-hint"),
                ("autocomplete", type == "password" ? "current-password" : "off"),
            ]);
            if (hint is not null)
            {
                Tag("small", [("id", id + "-hint")], () => _xml.Text(hint));
            }
        });

    public Html Choice(string id, string label, string? value, params (string Value, string Text)[] choices) => Tag(
        "div", [("class", "field")], () =>
        {
            Tag("label", [("for", id)], () => _xml.Text(label));
            Tag("select", [("id", id), ("name", id)], () =>
            {
                foreach (var choice in choices)
                {
                    Tag(
                        "option",
                        [("value", choice.Value), ("selected", choice.Value == (value ?? "") ? "selected" : null)],
                        () => _xml.Text(choice.Text));
                }
            });
        });

    public Html Table(string caption, string[] heads, IEnumerable<Action[]> rows) => Tag("table", () =>
    {
        Tag("caption", caption);
        Tag("thead", () => Tag("tr", () => Array.ForEach(
            heads, head => Tag("th", [("scope", "col")], () => _xml.Text(head)))));
        Tag("tbody", () =>
        {
            foreach (var row in rows)
            {
                Tag("tr", () => Array.ForEach(row, cell => Tag("td", cell)));
            }
        });
    });
}
