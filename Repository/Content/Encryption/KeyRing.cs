using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Files;

namespace XdsDmp.Repository.Content.Encryption;

/// <summary>
/// Master keys as text: one a line, 32 octets in base64 or hexadecimal digits, the current one first. Empty lines, and
/// those that begin with #, say nothing.
/// </summary>
internal static class KeyRing
{
    private const int MaxBytes = 64 * 1024;
    private static readonly TimeSpan CommandTime = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<MasterKey> ReadFile(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file), $"Repository:MasterKeyFile {file}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"Repository:MasterKeyFile: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>What the command prints. Nothing is given to it; its error output is the service's own.</summary>
    public static IReadOnlyList<MasterKey> ReadCommand(IReadOnlyList<string> command)
    {
        var name = $"Repository:MasterKeyCommand {command[0]}";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            using var patience = new Timer(
                _ => process.Kill(entireProcessTree: true), null, CommandTime, Timeout.InfiniteTimeSpan);
            process.StandardInput.Close();
            var text = new char[MaxBytes];
            var read = process.StandardOutput.ReadBlock(text);
            process.WaitForExit();
            return process.ExitCode == 0
                ? Parse(new string(text, 0, read), name)
                : throw new ConfigurationException(
                    $"{name} ended with exit code {process.ExitCode} (it has {CommandTime.TotalSeconds} s)");
        }
        catch (Win32Exception notStarted)
        {
            throw new ConfigurationException($"{name}: {notStarted.Message}", notStarted);
        }
    }

    /// <summary>
    /// Makes a new current key in the file, above those that are there; the file is replaced as a whole.
    /// </summary>
    public static MasterKey Add(string file)
    {
        var octets = RandomNumberGenerator.GetBytes(MasterKey.KeyBytes);
        var key = new MasterKey(octets);
        var older = File.Exists(file) ? File.ReadAllText(file) : "";
        var draft = file + ".new";
        using (var stream = new FileStream(draft, PrivateFiles.Options(FileMode.Create, FileAccess.Write)))
        {
            stream.Write(Encoding.ASCII.GetBytes($"# {key.Id}\n{Convert.ToBase64String(octets)}\n{older}"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
        return key;
    }

    public static IReadOnlyList<MasterKey> Parse(string text, string source)
    {
        var keys = new List<MasterKey>();
        foreach (var (number, line) in text.Split('\n').Select(line => line.Trim()).Index())
        {
            if (line.Length > 0 && line[0] != '#')
            {
                keys.Add(new MasterKey(Octets(line) ?? throw new ConfigurationException(
                    $"{source}, line {number + 1}: a master key is {MasterKey.KeyBytes} octets in base64 or "
                    + "hexadecimal digits")));
            }
        }

        return keys.Count > 0 ? keys : throw new ConfigurationException($"{source} holds no key");
    }

    private static byte[]? Octets(string line)
    {
        var octets = new byte[MasterKey.KeyBytes];
        return line.Length == MasterKey.KeyBytes * 2
            ? Convert.FromHexString(line, octets, out _, out var digits) == System.Buffers.OperationStatus.Done
                && digits == octets.Length ? octets : null
            : Convert.TryFromBase64String(line, octets, out var written) && written == octets.Length ? octets : null;
    }
}
