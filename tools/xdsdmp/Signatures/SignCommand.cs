using System.CommandLine;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Documents;
using XdsDmp.Security.Signatures;

namespace XdsDmp.CommandLine.Signatures;

/// <summary><c>sign</c>: makes a detached signature of documents, or of a submission set (ITI TF-3 §5.5).</summary>
internal static class SignCommand
{
    private const string Summary = "Sign documents, or a whole submission set: a detached XAdES signature (IHE DSG).";

    private const string Details = """
        The manifest names each document by its uniqueId: that of the CDA header,
            or given behind the file (FILE=UNIQUEID).
        With --set it names the submission set as well, and is the signature of the whole set. To sign what is being
        submitted, use 'xdsdmp submit --sign' instead.
        """;

    private static readonly Argument<string[]> Files = new("FILE[=UNIQUEID]")
    {
        Description = "The documents",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Set = new("--set")
    {
        HelpName = "UNIQUEID",
        Description = "uniqueId of the submission set that the documents are",
    };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        HelpName = "FILE",
        Description = "Where to; '-' is standard output",
        DefaultValueFactory = _ => "-",
    };

    private static readonly SignerOptions Signer = new("--cert", "--key", "");

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "sign", Summary, Details,
            "xdsdmp sign report.xml --cert signer.pem --key signer.key --out signature.xml",
            "xdsdmp sign a.pdf=1.2.3.1 b.pdf=1.2.3.2 --set 1.2.3 --cert signer.pem --key signer.key --out s.xml")
        {
            Files, Set, Out,
        };
        Signer.AddTo(command);
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var signer = Signer.Signer(parsed);
        var documents = new List<DocumentToSign>();
        foreach (var file in parsed.GetRequiredValue(Files).Select(NamedFile.Read).ToList())
        {
            documents.Add(new DocumentToSign(file.UniqueId, await DigestAsync(file.Path, cancel)));
        }

        var signature = DocumentSignatureWriter.Write(
            new SignatureOrder(documents, TimeProvider.System.GetUtcNow())
            {
                SubmissionSetId = parsed.GetValue(Set),
                Purpose = Signer.Purpose(parsed).Value,
                Style = Signer.Style(parsed),
                Method = Signer.Method(parsed, signer),
            },
            signer);
        await WriteAsync(parsed.GetRequiredValue(Out), signature, cancel);
        return ExitCode.Done;
    }

    /// <summary>SHA-256 of the octets, whatever the size.</summary>
    public static async Task<byte[]> DigestAsync(string file, CancellationToken cancel)
    {
        await using var stream = DocumentFiles.Open(file);
        return await DocumentDigest.OfAsync(
            stream, DigestMethod.Sha256, canonical: null, new DocumentSignatureRules(), cancel);
    }

    private static async Task WriteAsync(string path, byte[] signature, CancellationToken cancel)
    {
        if (path != "-")
        {
            await File.WriteAllBytesAsync(path, signature, cancel);
            return;
        }

        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(signature, cancel);
    }
}
