using XdsDmp.CommandLine.Serving;
using XdsDmp.Registry.PatientIdentity;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>The DMP of each invented patient: opened with consent, with its authorisations, some of them closed.</summary>
internal sealed class SampleStates(Installation installation, SandboxFolder folder)
{
    /// <summary>False when it was done before.</summary>
    public async Task<bool> OpenAsync(SandboxPatient patient, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!patient.HasDmp)
        {
            return false;
        }

        using var table = PatientTable.Open(installation.Folder.RegistryDatabase);
        await table.AddAsync(patient.Ins, "sandbox");
        return Directory.Exists(folder.Root);
    }

    /// <summary>False when it was done before, or there is nothing to do.</summary>
    public Task<bool> CloseAsync(SandboxPatient patient, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(patient is { IsClosed: true } && Directory.Exists(folder.Root));
    }
}
