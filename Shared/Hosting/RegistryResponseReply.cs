using System.Buffers;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Xml;

namespace XdsDmp.Hosting;

/// <summary>
/// Answers that are an <c>rs:RegistryResponse </c> and nothing else: those of ITI-41, 42, 57, 61, 62, 86, 92.
/// </summary>
public static class RegistryResponseReply
{
    public static SoapReply Of(
        IReadOnlyCollection<RegistryError> errors, Language language = Language.English) =>
        Of(RegistryResponse.Of(errors).In(language));

    public static SoapReply Of(RegistryResponse response)
    {
        var body = new ArrayBufferWriter<byte>(512);
        RegistryResponseWriter.Write(new Utf8XmlWriter(body), response);
        return new SoapReply(response, body.WrittenMemory);
    }
}
