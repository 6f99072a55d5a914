using XdsDmp.CommandLine.Dmp;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Security.Vihf;
using XdsDmp.Soap;
using static XdsDmp.CommandLine.Sandbox.SandboxProfessionals;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>
/// The requests of the guide: one after the other they are the first day of a practice's software with a DMP. Their
/// VIHF hold for an hour; every start with <c>--sample</c>, and <c>xdsdmp dmp requests</c>, write them anew.
/// </summary>
internal sealed class SandboxRequests
{
    /// <summary>The patient without a DMP.</summary>
    private const int New = 22;

    private static readonly SoapForm Simple = new(SoapVersion.Soap12, IsMtom: false);
    private static readonly SoapForm Mtom = new(SoapVersion.Soap12, IsMtom: true);
    private static readonly IProgress<long> Silence = new Progress<long>();

    private readonly SandboxFolder _folder;
    private readonly Endpoints _endpoints;
    private readonly PlannedDocument _guide;
    private readonly SubmissionDraft _submission;

    private SandboxRequests(SandboxFolder folder, Endpoints endpoints)
    {
        _folder = folder;
        _endpoints = endpoints;
        var now = TimeProvider.System.GetUtcNow();
        _guide = new PlannedDocument(
            SandboxDocuments.Find("un-consultation") with
            {
                Key = $"guide-{now:yyyyMMddHHmmss}",
                Title = "Première consultation déposée par mon logiciel",
                Age = 0,
            },
            endpoints.RepositoryUniqueId!, now);
        using var signer = SandboxVihf.SignerOf(folder, _guide.Author);
        _submission = SandboxSubmission.Prepare(
            _guide, folder.Documents, Oid.Of(Guid.NewGuid()), signer);
    }

    public static async Task<IReadOnlyList<SandboxRequest>> WriteAsync(
        SandboxFolder folder, Endpoints endpoints, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder.Documents);
        Directory.CreateDirectory(folder.Requests);
        IReadOnlyList<SandboxRequest> all = [.. new SandboxRequests(folder, endpoints).All()];
        foreach (var request in all)
        {
            await request.WriteAsync(folder, endpoints, cancel);
        }

        return all;
    }

    private IEnumerable<SandboxRequest> All() =>
    [
        OfDmp("01-existence", "TD0.2 : PATIENT VINGT-DEUX a-t-il un DMP ?", DmpTransactions.Td02, Existence()),
        OfDmp("02-creer", "TD1.1 : création du DMP de PATIENT VINGT-DEUX, avec son consentement", DmpTransactions.Td11,
            DmpRequests.Registration(SandboxRegistrations.Create(PatientOf(New)))),
        OfDmp("03-s-autoriser", "TD0.3 : le médecin se déclare autorisé, et médecin traitant", DmpTransactions.Td03,
            DmpRequests.Business(
                DmpTransactions.Td03, PatientOf(New).Ins, ("action", "AJOUT"), ("role", "MEDECIN_TRAITANT"))),
        OfRepository("04-deposer", "TD2.1 : le médecin traitant dépose un document, lot signé", Submit()),
        Search("05-chercher", "TD3.1 : il le retrouve", AttendingPhysician, 1),
        OfRepository("06-consulter", "TD3.2 : il le consulte", Retrieve()),
        Search("07-chercher-cardiologue", "TD3.1 : le cardiologue autorisé le voit aussi", OtherPhysician, 1),
        OfRegistry(
            "08-masquer", "TD3.3a : le médecin traitant le masque", AttendingPhysician, TransactionId.Iti57, Mask(), 1),
        Search("09-chercher-masque", "TD3.1 : le cardiologue ne le voit plus", OtherPhysician, 1),
        Search("10-chercher-infirmier", "TD3.1 : l'infirmier ne voit que ce que la matrice lui donne", Nurse, 1),
        Search("11-medecin-du-travail", "TD3.1 : le médecin du travail liste", OccupationalPhysician, 1),
        Search(
            "12-sans-autorisation", "TD3.1 : l'urgentiste n'est pas autorisé par PATIENT SEPT", EmergencyPhysician, 7),
        Emergency("13-bris-de-glace", "TD3.1 en bris de glace sur PATIENT SEPT", EmergencyPhysician, 7),
        Emergency(
            "14-opposition", "TD3.1 en bris de glace sur PATIENT DIX-HUIT, qui s'y oppose", EmergencyPhysician, 18),
        Search("15-dmp-ferme", "TD3.1 : le DMP de PATIENT SEIZE est fermé", AttendingPhysician, 16),
        Traces("16-traces", "Traces : le médecin traitant voit toutes les actions", AttendingPhysician, 1),
        Traces("17-traces-propres", "Traces : l'infirmier ne voit que les siennes", Nurse, 1),
        Traces("18-traces-patient", "Traces : PATIENT SEPT voit le bris de glace", PortalOf(PatientOf(7).Ins), 7),
    ];

    /// <summary>Of the patient whose DMP is to be opened.</summary>
    private SandboxRequest OfDmp(string name, string title, TransactionId id, ReadOnlyMemory<byte> body) => new(
        name, title, AttendingPhysician, DmpClient.EndpointOf(new Uri(_endpoints.Registry!), id),
        Message(id, Simple, body), SandboxVihf.Make(_folder, AttendingPhysician, PatientOf(New).Ins));

    private static ReadOnlyMemory<byte> Existence() => DmpRequests.Query("TEST_EXST", PatientOf(New).Ins);

    private SandboxRequest Search(string name, string title, SandboxProfessional who, int patient) => OfRegistry(
        name, title, who, TransactionId.Iti18, Find(patient), patient);

    private SandboxRequest Emergency(string name, string title, SandboxProfessional who, int patient) =>
        Search(name, title, who, patient) with
        {
            Assertion = SandboxVihf.Make(
                _folder, who, PatientOf(patient).Ins, VihfAttributes.BreakGlass, "patient inconscient"),
        };

    private SandboxRequest Traces(string name, string title, SandboxProfessional who, int patient) => new(
        name, title, who, new Uri(new Uri(_endpoints.Registry!), DmpTraces.Path),
        Message(DmpTransactions.Traces, Simple, DmpTraces.Request(PatientOf(patient).Ins)),
        SandboxVihf.Make(_folder, who, PatientOf(patient).Ins));

    private SandboxRequest OfRegistry(
        string name, string title, SandboxProfessional who, TransactionId id, ReadOnlyMemory<byte> body,
        int patient) => new(
            name, title, who, new Uri(_endpoints.Registry!), Message(id, Simple, body),
            SandboxVihf.Make(_folder, who, PatientOf(patient).Ins));

    private SandboxRequest OfRepository(string name, string title, OutgoingMessage message) => new(
        name, title, AttendingPhysician, new Uri(_endpoints.Repository!), message,
        SandboxVihf.Make(_folder, AttendingPhysician, PatientOf(1).Ins));

    private OutgoingMessage Submit() => Message(
        TransactionId.Iti41, Mtom,
        XdsClient.Body(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(xml, _submission.ToRequest()))) with
    {
        Attachments = [.. _submission.Documents.Select(one => DocumentFiles.Attachment(one, Silence))],
    };

    private OutgoingMessage Retrieve() => Message(
        TransactionId.Iti43, Simple,
        XdsClient.Body(xml => RetrieveDocumentSetRequestWriter.Write(
            xml, [new DocumentRequest(_endpoints.RepositoryUniqueId!, _guide.UniqueId)])));

    private static ReadOnlyMemory<byte> Find(int patient)
    {
        var slots = new QueryArguments(StoredQueryDefinitions.FindDocuments, _ => PatientOf(patient).Ins);
        slots.Add("--patient-id", [PatientOf(patient).Ins.ToString()]);
        slots.Add("--status", ["approved"]);
        var query = new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass, slots.ToSlots());
        return XdsClient.Body(xml => AdhocQueryRequestWriter.Write(xml, query));
    }

    /// <summary>The entry as 01 has registered it, with MASQUE_PS.</summary>
    private ReadOnlyMemory<byte> Mask()
    {
        var submitted = _submission.ToRequest().Objects.Objects.OfType<ExtrinsicObject>().First();
        var registered = submitted with
        {
            Slots = [.. submitted.Slots, new Slot(SlotNames.RepositoryUniqueId, [_endpoints.RepositoryUniqueId!])],
        };
        var set = _submission with
        {
            UniqueId = Oid.Of(Guid.NewGuid()),
            Documents = [_submission.Documents[0]],
        };
        var objects = SandboxUpdate.Mask(set, registered, SandboxSubmission.Visibility("MASQUE_PS"));
        return XdsClient.Body(xml => SubmitObjectsRequestWriter.Write(xml, objects));
    }

    private static SandboxPatient PatientOf(int number) => SandboxPatients.All.First(one => one.Number == number);

    private static OutgoingMessage Message(TransactionId id, SoapForm form, ReadOnlyMemory<byte> body) => new()
    {
        Form = form,
        Addressing = new AddressingHeaders { Action = id.Action },
        Body = body,
    };
}
