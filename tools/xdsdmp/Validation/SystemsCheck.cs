using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Files;
using XdsDmp.Security.Systems;

namespace XdsDmp.CommandLine.Validation;

/// <summary>What <c>domain check</c> does with a systems file.</summary>
internal static class SystemsCheck
{
    /// <summary>Explains the file; or tells its mistakes.</summary>
    public static int Run(string file, byte[] content, string? certificateFile)
    {
        if (SystemsReader.Read(content, out var mistakes) is not { } directory)
        {
            return Refuse(file, mistakes);
        }

        return certificateFile is null ? Explain(directory) : ExplainCertificate(directory, certificateFile);
    }

    private static int Refuse(string file, IReadOnlyList<FileMistake> mistakes)
    {
        DomainCommand.WriteMistakes(file, mistakes);
        Screen.Fail(
            $"{DomainCommand.Count(mistakes)}; a service would not start with it, and one that runs goes on with what "
            + "was good before");
        return ExitCode.Refused;
    }

    private static int Explain(SystemDirectory directory)
    {
        Screen.Out.WriteLine(Screen.Printable($"systems, version {directory.Version}: {directory.Systems.Count}"));
        Screen.Out.Write(SystemsExplanation.TableOf(directory));
        foreach (var system in directory.Systems)
        {
            Screen.Out.WriteLine();
            Write(system);
        }

        return ExitCode.Done;
    }

    private static int ExplainCertificate(SystemDirectory directory, string file)
    {
        using var certificate = Load(file);
        Screen.Out.WriteLine(Screen.Printable($"{certificate.Subject}, if the trust folder trusts it:"));
        switch (directory.Find(certificate))
        {
            case SystemMatch.Known known:
                Write(known.System);
                return ExitCode.Done;
            case SystemMatch.Ambiguous several:
                Screen.Fail($"it would be several systems, and so may do nothing: {string.Join(", ", several.Names)}");
                return ExitCode.Refused;
            default:
                Screen.Fail("it is no system of this file, and may do nothing");
                return ExitCode.Refused;
        }
    }

    private static void Write(KnownSystem system) =>
        SystemsExplanation.Sentences(system).ForEach(line => Screen.Out.WriteLine(Screen.Printable(line)));

    private static X509Certificate2 Load(string file)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(file);
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{file} holds no certificate: {wrong.Message}", cause: wrong);
        }
    }
}
