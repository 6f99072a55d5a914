using System.IO.Pipelines;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Soap;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>A message ready to be sent: its octets in a file, and the line of curl that sends them.</summary>
/// <param name="Name">Of the files.</param>
/// <param name="Title">What it shows, in French.</param>
/// <param name="Sender">Whose certificate opens the connection.</param>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Message">Without addresses and assertion.</param>
/// <param name="Assertion">The VIHF.</param>
internal sealed record SandboxRequest(
    string Name, string Title, SandboxProfessional Sender, Uri Endpoint, OutgoingMessage Message, byte[] Assertion)
{
    public async Task WriteAsync(SandboxFolder folder, Endpoints endpoints, CancellationToken cancel)
    {
        var complete = Message with
        {
            IsRequest = true,
            Addressing = Message.Addressing with
            {
                MessageId = AddressingHeaders.NewMessageId(),
                To = Endpoint.AbsoluteUri,
                ReplyTo = WsAddressing.Anonymous,
            },
            Assertion = PortableAssertion.Of(NodeTree.Read(Assertion).Root),
        };
        var writer = new SoapWriter(await OwnSignature.Carrying.Protect(complete, cancel));
        var file = Path.Combine(folder.Requests, Name + (Message.Form.IsMtom ? ".mime" : ".xml"));
        await using (var output = File.Create(file))
        {
            await writer.WriteAsync(PipeWriter.Create(output), cancel);
        }

        KeyFiles.WritePublic(Path.Combine(folder.Requests, Name + ".sh"), Script(folder, endpoints, file, writer));
    }

    private string Script(SandboxFolder folder, Endpoints endpoints, string file, SoapWriter writer)
    {
        var tls = folder.TlsOf(Sender);
        return $"""
            #!/bin/sh
            # {Title}
            curl --silent --show-error --cacert '{endpoints.Ca}' \
              --cert '{tls.CertificatePath}' --key '{tls.KeyPath}' \
              --header 'Content-Type: {writer.ContentType}' \
              --data-binary '@{file}' '{Endpoint}'

            """;
    }
}
