using System.CommandLine;
using System.Data.Common;
using System.Security.Cryptography;
using System.Xml;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Output;

/// <summary>The one place where what went wrong becomes a message and an exit code.</summary>
internal static class CommandActions
{
    public static void Run(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction((parsed, cancel) => GuardedAsync(() => action(parsed, cancel)));

    public static void Run(this Command command, Func<ParseResult, int> action) =>
        command.SetAction((parsed, _) => GuardedAsync(() => Task.FromResult(action(parsed))));

    private static async Task<int> GuardedAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (CommandException known)
        {
            Screen.Fail(known.Message, known.Advice);
            return known.Code;
        }
        catch (Exception wrong) when (wrong is ConfigurationException or TrustException)
        {
            Screen.Fail(wrong.Message);
            return ExitCode.Usage;
        }
        catch (SoapTransportException unanswered)
        {
            Screen.Fail(unanswered.Message, Advice(unanswered));
            return ExitCode.Refused;
        }
        catch (OperationCanceledException)
        {
            Screen.Fail("interrupted");
            return ExitCode.Refused;
        }
        catch (Exception failed) when (failed is SoapFaultReceivedException or XmlException or IOException
            or UnauthorizedAccessException or CryptographicException or DbException or InvalidDataException
            or StoreBusyException)
        {
            Screen.Fail(failed.Message);
            return ExitCode.Refused;
        }
    }

    private static string Advice(SoapTransportException unanswered) => unanswered.RequestMayHaveBeenReceived
        ? "The request may have been carried out: look before you repeat it."
        : "Nothing was sent. Is 'xdsdmp up' running, and do both sides trust each other's certificates?";
}
