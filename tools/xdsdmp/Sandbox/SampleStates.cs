using XdsDmp.CommandLine.Serving;
using XdsDmp.Registry.Dmp;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>The DMP of each invented patient: opened with consent, with authorisations, some of them closed.</summary>
internal sealed class SampleStates(Installation installation) : IDisposable
{
    private const string ClosedByPatient = "FERMETURE_DEMANDE_PATIENT";
    private static readonly TimeSpan OneYear = TimeSpan.FromDays(365);

    private readonly DmpTable _table = DmpTable.Open(installation.Folder.RegistryDatabase, "sandbox");
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    /// <summary>False when it was done before, or there is nothing to do.</summary>
    public async Task<bool> OpenAsync(SandboxPatient patient, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!patient.HasDmp)
        {
            return false;
        }

        var isNew = await _table.CreateAsync(OpeningOf(patient), _now);
        foreach (var key in patient.Authorised)
        {
            var until = _now + (patient.HasExpired ? -OneYear : OneYear);
            isNew |= await _table.AuthoriseAsync(patient.Ins, Named(key), until, key == patient.AttendingPhysician);
        }

        foreach (var key in patient.Blocked)
        {
            isNew |= await _table.BlockAsync(patient.Ins, Named(key));
        }

        return await JoinAsync(patient) || isNew;
    }

    /// <summary>Once the documents are there: nobody adds any to a DMP that is closed.</summary>
    public async Task<bool> CloseAsync(SandboxPatient patient, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!patient.IsClosed && !patient.IsReactivated)
        {
            return false;
        }

        var isNew = await _table.CloseAsync(patient.Ins, ClosedByPatient, "à la demande du patient (bac à sable)");
        return patient.IsReactivated ? await _table.ReactivateAsync(patient.Ins, _now) || isNew : isNew;
    }

    public void Dispose() => _table.Dispose();

    private async Task<bool> JoinAsync(SandboxPatient patient)
    {
        var isNew = patient.InsC is { } older && await _table.JoinAsync(patient.Ins, older);
        return (patient.IsAttachedToEns && await _table.AttachToEnsAsync(patient.Ins)) || isNew;
    }

    private static DmpOpening OpeningOf(SandboxPatient patient) =>
        new(patient.Ins, patient.BirthName, patient.FirstNames)
        {
            Gender = patient.Gender,
            BirthDate = patient.BirthDate,
            OpposesBreakGlass = patient.OpposesBreakGlass,
            OpposesEmergencyCalls = patient.OpposesEmergencyCalls,
            ShowsMaskedInEmergency = patient.AllowsMaskedInEmergency,
            Representatives =
            [
                .. patient.Representatives.Select((one, i) => new DmpRepresentative(
                    one.Relationship, patient.BirthName, one.FirstNames, patient.RepresentativeIns(i))),
            ],
        };

    private static DmpProfessional Named(string key)
    {
        var one = SandboxProfessionals.All.First(professional => professional.Key == key);
        var speciality = one.SpecialityText.Split('^');
        return new DmpProfessional(one.Id, "TEST", one.GivenName, speciality[0], speciality[1]);
    }
}
