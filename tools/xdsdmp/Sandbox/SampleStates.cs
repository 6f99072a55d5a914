using XdsDmp.CommandLine.Dmp;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Hosting;
using XdsDmp.Registry.Dmp;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>
/// The DMP of each invented patient: opened with consent, with authorisations, some of them closed. By the transactions
/// of the DMP where there is one; what a portal or Mon espace santé would decide is decided by the operator.
/// </summary>
internal sealed class SampleStates : IDisposable
{
    private const string Valid = "VALIDE";
    private const string Operator = "sandbox";
    private static readonly TimeSpan OneYear = TimeSpan.FromDays(365);

    private readonly Installation _installation;
    private readonly SandboxFolder _folder;
    private readonly DmpTable _table;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly Dictionary<string, DmpClient> _clients = [];

    public SampleStates(Installation installation, SandboxFolder folder)
    {
        _installation = installation;
        _folder = folder;
        _table = DmpTable.Open(installation.Folder.RegistryDatabase);
    }

    /// <summary>False when it was done before, or there is nothing to do.</summary>
    public async Task<bool> OpenAsync(SandboxPatient patient, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!patient.HasDmp)
        {
            return false;
        }

        var isNew = await CreateAsync(patient, cancel);
        foreach (var key in patient.Authorised)
        {
            isNew |= await AuthoriseAsync(patient, key, cancel);
        }

        await DecideAsync(patient, cancel);
        return isNew;
    }

    /// <summary>What has no transaction, or comes once.</summary>
    private async Task DecideAsync(SandboxPatient patient, CancellationToken cancel)
    {
        foreach (var professional in patient.Blocked.Select(Named))
        {
            await _table.BlockAsync(patient.Ins, professional.Id, professional.Name, Operator);
        }

        if (patient.InsC is { } older)
        {
            await _table.JoinAsync(patient.Ins, older, Operator);
        }

        if (patient.AllowsMaskedInEmergency)
        {
            await _table.SetOppositionsAsync(patient.Ins, null, null, showsMasked: true, Operator);
        }

        if (patient.HasInternetAccount)
        {
            await OpenAccountAsync(patient, cancel);
        }

        if (patient.IsAttachedToEns)
        {
            await _table.AttachToEnsAsync(patient.Ins, Operator);
        }
    }

    /// <summary>Once the documents are there: nobody adds any to a DMP that is closed. TD1.4, TD1.2.</summary>
    public async Task<bool> CloseAsync(SandboxPatient patient, CancellationToken cancel)
    {
        if (!patient.IsClosed && !patient.IsReactivated)
        {
            return false;
        }

        var isNew = await DoAsync(patient, SandboxRegistrations.Close(patient), DmpTransactions.Td14, cancel);
        return patient.IsReactivated
            ? await DoAsync(patient, SandboxRegistrations.Reactivate(patient), DmpTransactions.Td12, cancel) || isNew
            : isNew;
    }

    public void Dispose()
    {
        _table.Dispose();
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    /// <summary>TD1.1; for what its message cannot say, the operator.</summary>
    private async Task<bool> CreateAsync(SandboxPatient patient, CancellationToken cancel) =>
        patient.Representatives.Count > 0
            ? await _table.CreateAsync(SandboxRegistrations.OpeningOf(patient), _now, Operator)
            : await StateAsync(patient, SandboxProfessionals.AttendingPhysician, cancel) is null
                && await DoAsync(patient, SandboxRegistrations.Create(patient), DmpTransactions.Td11, cancel);

    /// <summary>TD0.3, by the professional; the operator for those who have not that right, or no longer.</summary>
    private async Task<bool> AuthoriseAsync(SandboxPatient patient, string key, CancellationToken cancel)
    {
        var professional = SandboxProfessionals.Find(key)!;
        var isAttending = key == patient.AttendingPhysician;
        if (patient.HasExpired || professional == SandboxProfessionals.OccupationalPhysician)
        {
            var until = _now + (patient.HasExpired ? -OneYear : OneYear);
            return await _table.AuthoriseAsync(patient.Ins, Named(key), until, isAttending, Operator);
        }

        if (await StateAsync(patient, professional, cancel) == Valid)
        {
            return false;
        }

        var answer = await CallAsync(
            patient, professional, DmpTransactions.Td03,
            DmpRequests.Business(
                DmpTransactions.Td03, patient.Ins,
                [("action", "AJOUT"), ("role", isAttending ? "MEDECIN_TRAITANT" : null)]),
            cancel);
        Require(answer, $"TD0.3 of {key} for {patient.FullName}");
        return true;
    }

    /// <summary>TD1.5a.</summary>
    private Task<DmpAnswer> OpenAccountAsync(SandboxPatient patient, CancellationToken cancel) => CallAsync(
        patient, SandboxProfessionals.AttendingPhysician, DmpTransactions.Td15a,
        DmpRequests.Business(
            DmpTransactions.Td15a, patient.Ins, ("type", "EMAIL"), ("canal", "patient.test@example.invalid")),
        cancel);

    /// <summary>TD0.2: what the patient has decided about the professional; null when there is no DMP.</summary>
    private async Task<string?> StateAsync(
        SandboxPatient patient, SandboxProfessional professional, CancellationToken cancel)
    {
        var answer = await CallAsync(
            patient, professional, DmpTransactions.Td02, DmpRequests.Query("TEST_EXST", patient.Ins), cancel);
        Require(answer, $"TD0.2 of {professional.Key} for {patient.FullName}");
        return DmpAnswer.Value(answer.Body, "queryResponseCode", "code") == "OK"
            && answer.First("attentionLine") is { } line
            ? DmpAnswer.Value(line, "value", "code")
            : null;
    }

    private async Task<bool> DoAsync(
        SandboxPatient patient, RegistrationOrder order, TransactionId id, CancellationToken cancel)
    {
        var answer = await CallAsync(
            patient, SandboxProfessionals.AttendingPhysician, id, DmpRequests.Registration(order), cancel);
        if (answer.Mistakes.Any(mistake => mistake.Code is "DMPClosed" or "DMPAlreadyExists" or "DMPAlreadyActive"))
        {
            return false;
        }

        Require(answer, $"{id.Number} for {patient.FullName}");
        return true;
    }

    private async Task<DmpAnswer> CallAsync(
        SandboxPatient patient, SandboxProfessional professional, TransactionId id, ReadOnlyMemory<byte> body,
        CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!_clients.TryGetValue(professional.Key, out var client))
        {
            client = _clients[professional.Key] =
                new DmpClient(SandboxClient.SettingsOf(_installation.Endpoints, _folder, professional));
        }

        client.Assertion = SandboxVihf.Make(_folder, professional, patient.Ins);
        return await client.CallAsync(id, body, patient.Ins, cancel);
    }

    private static void Require(DmpAnswer answer, string what)
    {
        if (answer.Mistakes.Count > 0)
        {
            throw CommandException.Failed(
                $"{what} was refused: "
                + string.Join("; ", answer.Mistakes.Select(mistake => $"{mistake.Code} {mistake.Explanation}")),
                "What was filled in before stays; the next 'up --sample' goes on from here.");
        }
    }

    private static DmpProfessional Named(string key)
    {
        var one = SandboxProfessionals.Find(key)!;
        var speciality = one.SpecialityText.Split('^');
        return new DmpProfessional(one.Id, "TEST", one.GivenName, speciality[0], speciality[1]);
    }
}
