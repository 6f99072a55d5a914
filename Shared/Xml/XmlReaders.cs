using System.Runtime.InteropServices;
using System.Xml;

namespace XdsDmp.Xml;

/// <summary>
/// The one place where XML readers are made: no DTD, no resolver, no comments or processing instructions except
/// where a signature may cover them, bounded depth, attributes, names and size, UTF-8 or UTF-16 only. A violation is
/// an <see cref="XmlException"/> with its line.
/// </summary>
public static class XmlReaders
{
    public const string Undeclared = "urn:xdsdmp:undeclared";

    /// <summary>Reads a document that is already in memory.</summary>
    public static XmlReader Create(ReadOnlyMemory<byte> document, XmlLimits? limits = null) =>
        Create(StreamOf(document), limits);

    /// <summary>
    /// Reads what may have been cut out of another document: prefixes that are declared nowhere stand for
    /// <see cref="Undeclared"/>.
    /// </summary>
    public static XmlReader CreateForPart(ReadOnlyMemory<byte> document, XmlLimits? limits = null)
    {
        limits ??= XmlLimits.Metadata;
        var names = new NameTable();
        var context = new XmlParserContext(names, new UndeclaredNamespaces(names), xmlLang: null, XmlSpace.None);
        return new BoundedXmlReader(
            XmlReader.Create(StreamOf(document), Settings(limits, isAsync: false), context), limits);
    }

    /// <summary>Reads a document while it arrives; with <paramref name="isAsync"/> by async methods only.</summary>
    public static XmlReader Create(Stream document, XmlLimits? limits = null, bool isAsync = false)
    {
        limits ??= XmlLimits.Metadata;
        return new BoundedXmlReader(XmlReader.Create(document, Settings(limits, isAsync)), limits);
    }

    /// <summary>Reads a document with its comments and instructions, which a signature may cover.</summary>
    public static XmlReader CreateForNodes(ReadOnlyMemory<byte> document, XmlLimits? limits = null)
    {
        limits ??= XmlLimits.Metadata;
        var settings = Settings(limits, isAsync: false);
        settings.IgnoreComments = false;
        settings.IgnoreProcessingInstructions = false;
        return new BoundedXmlReader(XmlReader.Create(StreamOf(document), settings), limits);
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> document) =>
        MemoryMarshal.TryGetArray(document, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(document.ToArray(), writable: false);

    private static XmlReaderSettings Settings(XmlLimits limits, bool isAsync) => new()
    {
        Async = isAsync,
        CloseInput = true,
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = limits.MaxCharacters,
        XmlResolver = null,
    };
}
