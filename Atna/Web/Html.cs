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

    /// <param name="name">Of the element.</param>
    /// <param name="attributes">Names with their values; one whose value is null is left out.</param>
    /// <param name="content">What stands in it.</param>
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

    public Html Link(string url, string? text) => Tag("a", [("href", url)], () => _xml.Text(text));

    /// <summary>A field with its label.</summary>
    public Html Field(
        string id, string label, string? value, string? hint = null,
        params (string Name, string? Value)[] attributes) => Tag("div", [("class", "field")], () =>
        {
            Tag("label", [("for", id)], () => _xml.Text(label));
            Tag("input",
            [
                ("id", id), ("name", id), ("value", value), .. attributes,
                ("aria-describedby", hint is null ? null : id + "-hint"),
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
            Tag("select", [("id", id), ("name", id)], () => Array.ForEach(choices, choice => Tag(
                "option",
                [("value", choice.Value), ("selected", choice.Value == (value ?? "") ? "selected" : null)],
                () => _xml.Text(choice.Text))));
        });

    /// <summary>
    /// A table that becomes a row of cards on a narrow screen. The roles are told because such a style takes them away.
    /// </summary>
    public Html Table(string caption, string[] heads, IEnumerable<Action[]> rows, bool isCaptionSeen = true) => Tag(
        "table", [("class", "list"), ("role", "table")], () =>
        {
            Tag("caption", isCaptionSeen ? "" : "unseen", caption);
            Tag("thead", [("role", "rowgroup")], () => Tag("tr", [("role", "row")], () => Array.ForEach(
                heads, head => Tag("th", [("scope", "col"), ("role", "columnheader")], () => _xml.Text(head)))));
            Tag("tbody", [("role", "rowgroup")], () =>
            {
                foreach (var row in rows)
                {
                    Tag("tr", [("role", "row")], () =>
                    {
                        foreach (var (cell, head) in row.Zip(heads))
                        {
                            Tag("td", [("role", "cell"), ("data-label", head)], () => Tag("div", cell));
                        }
                    });
                }
            });
        });

    /// <summary>Terms with what they mean; those that mean nothing here are left out.</summary>
    public Html Terms(params (string Term, Action? Meaning)[] terms) => Tag("dl", () => Array.ForEach(
        [.. terms.Where(item => item.Meaning is not null)],
        item => Tag("dt", item.Term).Tag("dd", item.Meaning!)));
}
