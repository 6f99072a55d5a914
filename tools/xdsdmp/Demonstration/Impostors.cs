using System.CommandLine;
using System.Text;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Serving;
using XdsDmp.CommandLine.Vihf;
using XdsDmp.Metadata.Model;
using XdsDmp.Soap;

namespace XdsDmp.CommandLine.Demonstration;

/// <summary>
/// What the demonstration shows of signed messages and of the VIHF where the settings ask for them: the honest client
/// has both, and whoever has not, or has altered them, is refused.
/// </summary>
internal sealed class Impostors(Installation installation, PatientId patient)
{
    private const string Required = "Required";

    private bool SignaturesAreRequired => installation.Endpoints.MessageSignature == Required;

    private bool VihfIsRequired => installation.Endpoints.Vihf == Required;

    /// <summary>The settings of a client that has what is required.</summary>
    public ClientSettings Honest(ClientSettings settings) => settings with
    {
        SignsMessages = SignaturesAreRequired,
        Assertion = VihfIsRequired ? VihfFor(patient) : default,
    };

    /// <summary>What there is to show of an honest message.</summary>
    public string Describe() =>
        (SignaturesAreRequired ? "\nsigned by the practice; the answer, signed by the service, confirms that signature"
            : "")
        + (VihfIsRequired ? "\nwith a VIHF: a doctor, for this patient, purpose normal; the repository passed it on"
            : "");

    public async Task PlayAsync(StepList steps, Func<ClientSettings, Task> ask, ClientSettings honest)
    {
        if (SignaturesAreRequired)
        {
            await steps.RunAsync("Ask without a signature", () =>
                RefusedAsync(() => ask(honest with { SignsMessages = false }), "InvalidSecurity"));
        }

        if (VihfIsRequired)
        {
            await steps.RunAsync("Ask without a VIHF", () =>
                RefusedAsync(() => ask(honest with { Assertion = default }), "InvalidSecurity"));
            await steps.RunAsync("Ask with a VIHF in which a nurse has made herself a doctor", () =>
                RefusedAsync(() => ask(honest with { Assertion = Altered() }), "FailedCheck"));
            await steps.RunAsync("Ask with a good VIHF for another patient", () => RefusedAsync(
                () => ask(honest with { Assertion = VihfFor(new PatientId("DMP-TEST-2", patient.Authority)) }),
                "FailedAuthentication"));
        }
    }

    private static async Task<string> RefusedAsync(Func<Task> ask, string subcode)
    {
        try
        {
            await ask();
        }
        catch (SoapFaultReceivedException refused)
        {
            StepList.Require(
                refused.Fault.Subcode?.Name == subcode, $"refused with {refused.Fault}, {subcode} was expected");
            return $"refused: {refused.Fault.Reason} ({subcode})";
        }

        StepList.Require(false, "the registry answered");
        return "";
    }

    private ReadOnlyMemory<byte> VihfFor(PatientId whom) => Vihf("--patient", whom.ToString());

    private byte[] Altered()
    {
        var nurse = Vihf("--patient", patient.ToString(), "--profession", "60^1.2.250.1.71.1.2.7", "--speciality",
            "none");
        return Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(nurse).Replace("code=\"60\"", "code=\"10\"", StringComparison.Ordinal));
    }

    /// <summary>What <c>vihf</c> would make.</summary>
    private byte[] Vihf(params string[] arguments)
    {
        var (options, command) = (new AssertionOptions(), new Command("vihf"));
        options.AddTo(command);
        return AssertionMaker.Make(
            options.Read(command.Parse(["--data", installation.Folder.Root, .. arguments])));
    }
}
