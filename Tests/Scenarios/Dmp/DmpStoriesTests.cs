using XdsDmp.CommandLine.Dmp;
using XdsDmp.CommandLine.Sandbox;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Security.Vihf;
using static XdsDmp.CommandLine.Sandbox.SandboxProfessionals;

namespace XdsDmp.Tests.Scenarios.Dmp;

/// <summary>
/// What the DMP promises to patients and asks of professionals, a story each: real VIHF over mutual TLS, from the
/// message to the traces that the patient sees.
/// </summary>
[TestClass]
public sealed class DmpStoriesTests
{
    private const string Summary = "Synthèse médicale";
    private static readonly SandboxPatient First = SandboxScene.Patient(1);
    private static SandboxScene _scene = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        _scene = await SandboxScene.StartAsync();
    }

    [ClassCleanup]
    public static async Task StopAsync() => await _scene.DisposeAsync();

    /// <summary>Consent: nothing is opened, and nothing added, without it.</summary>
    [TestMethod]
    public async Task WithoutADmpNothingIsAddedAndWithoutConsentNoneIsOpened()
    {
        var stranger = SandboxScene.Patient(22);
        StringAssert.Contains(await _scene.SubmitAsync(AttendingPhysician, stranger, "too early"), "DMP-exists");
        var order = SandboxRegistrations.Create(stranger) with
        {
            Observations = [new("CONSENTEMENT_OUVERTURE_DMP", false)],
        };
        var answer = await _scene.CallAsync(
            AttendingPhysician, stranger, DmpTransactions.Td11, DmpRequests.Registration(order));
        Assert.AreNotEqual(0, answer.Mistakes.Count);
        var search = await _scene.AskAsync(AttendingPhysician, stranger, VihfAttributes.Normal, stranger.Ins);
        Assert.AreEqual(ResponseStatus.Failure, search.Response.Status);
    }

    /// <summary>Nothing gets into the record of somebody whom the VIHF is not about; the sender hears why.</summary>
    [TestMethod]
    public async Task AVihfIsAboutThePatientOfTheDocument()
    {
        var before = await _scene.SearchAsync(AttendingPhysician, First);
        Assert.AreEqual(
            "The security token could not be authenticated or authorized",
            await _scene.SubmitAsync(AttendingPhysician, First, "of another", SandboxScene.Patient(2)));
        CollectionAssert.AreEquivalent(
            before.ToList(), (await _scene.SearchAsync(AttendingPhysician, First)).ToList());
    }

    /// <summary>Closing: nobody reads or adds; reopened, all of it is there again.</summary>
    [TestMethod]
    public async Task AClosedDmpIsClosedToEverybodyAndKeepsItsDocuments()
    {
        await _scene.IsRefusedAsync("DMP-open", AttendingPhysician, SandboxScene.Patient(16));
        StringAssert.Contains(
            await _scene.SubmitAsync(AttendingPhysician, SandboxScene.Patient(16), "too late"), "DMP-open");
        Assert.HasCount(1, await _scene.SearchAsync(AttendingPhysician, SandboxScene.Patient(17)));
    }

    /// <summary>The patient's block wins over everything, an emergency included.</summary>
    [TestMethod]
    public async Task WhomThePatientHasBlockedSeesNothing()
    {
        var patient = SandboxScene.Patient(25);
        await _scene.IsRefusedAsync("DMP-blocked", OtherPhysician, patient);
        await _scene.IsRefusedAsync("DMP-blocked", OtherPhysician, patient, VihfAttributes.BreakGlass);
        Assert.HasCount(1, await _scene.SearchAsync(AttendingPhysician, patient));
    }

    /// <summary>An authorisation lasts a year.</summary>
    [TestMethod]
    public Task AnAuthorisationEnds() =>
        _scene.IsRefusedAsync("DMP-authorised", AttendingPhysician, SandboxScene.Patient(26));

    /// <summary>Adding needs no authorisation; reading does.</summary>
    [TestMethod]
    public async Task WhoIsNotAuthorisedAddsAndDoesNotRead()
    {
        var patient = SandboxScene.Patient(2);
        Assert.AreEqual("", await _scene.SubmitAsync(OtherPhysician, patient, "by another doctor"));
        await _scene.IsRefusedAsync("DMP-authorised", OtherPhysician, patient);
        CollectionAssert.Contains(
            (await _scene.SearchAsync(AttendingPhysician, patient)).ToList(), "by another doctor");
    }

    /// <summary>Masking: author, médecin traitant and patient see it; for others it never was.</summary>
    [TestMethod]
    public async Task WhatIsMaskedLooksAbsentToOthers()
    {
        const string Masked = "Consultation masquée après coup";
        foreach (var user in new[] { OtherPhysician, AttendingPhysician, PortalOf(First.Ins) })
        {
            CollectionAssert.Contains((await _scene.SearchAsync(user, First)).ToList(), Masked, user.Key);
            Assert.IsTrue(await _scene.RetrieveAsync(user, "un-masque"), user.Key);
        }

        foreach (var user in new[] { EmergencyPhysician, Nurse, Pharmacist })
        {
            CollectionAssert.DoesNotContain((await _scene.SearchAsync(user, First)).ToList(), Masked, user.Key);
            Assert.IsFalse(await _scene.RetrieveAsync(user, "un-masque"), user.Key);
        }
    }

    /// <summary>A retrieval of what is hidden, of another patient's and of what never was: one answer.</summary>
    [TestMethod]
    public async Task WhatIsHiddenIsRetrievedLikeWhatNeverWas()
    {
        foreach (var (user, other) in new[] { (Nurse, 4), (Pharmacist, 3) })
        {
            var never = await _scene.RetrievalOfAsync(user, First, "1.2.250.1.999.4711");
            StringAssert.StartsWith(never, "Failure 0");
            Assert.AreEqual(never, await _scene.RetrievalOfAsync(user, First, _scene.UniqueIdOf("un-masque")));
            var elsewhere = SandboxScene.Patient(other);
            Assert.AreEqual(
                never, await _scene.RetrievalOfAsync(user, elsewhere, _scene.UniqueIdOf("un-masque")));
        }
    }

    /// <summary>Bris de glace, unless the patient opposes it; what is masked stays so; the patient is told.</summary>
    [TestMethod]
    public async Task TheGlassIsBrokenAndThePatientSeesIt()
    {
        var patient = SandboxScene.Patient(7);
        await _scene.IsRefusedAsync("DMP-authorised", Regulator, patient);
        var seen = await _scene.SearchAsync(Regulator, patient, VihfAttributes.BreakGlass);
        Assert.AreEqual("Passage aux urgences", string.Join(", ", seen));

        var traces = await _scene.TracesAsync(
            PortalOf(patient.Ins), patient, one => one.Action == "EmergencyAccess" && one.UserId == Regulator.Id);
        var emergency = traces.Traces.First(one => one.Action == "EmergencyAccess" && one.UserId == Regulator.Id);
        Assert.AreEqual("found unconscious", emergency.Reason);
        Assert.AreEqual("bris_de_glace", emergency.Mode);
        Assert.AreEqual(Regulator.Structure.Id, emergency.Structure);
        Assert.IsFalse(traces.IsOwnOnly);
        await _scene.IsRefusedAsync(
            "DMP-opposition", Regulator, SandboxScene.Patient(18), VihfAttributes.BreakGlass);
    }

    /// <summary>Where the patient wants it so, an emergency shows masked documents, too.</summary>
    [TestMethod]
    public async Task MaskedDocumentsOpenInAnEmergencyOnlyWhereThePatientWantsIt()
    {
        CollectionAssert.Contains(
            (await _scene.SearchAsync(EmergencyPhysician, SandboxScene.Patient(21), VihfAttributes.BreakGlass))
                .ToList(),
            "Consultation masquée");
        CollectionAssert.DoesNotContain(
            (await _scene.SearchAsync(EmergencyPhysician, SandboxScene.Patient(7), VihfAttributes.BreakGlass))
                .ToList(),
            "Consultation masquée");
    }

    /// <summary>The emergency call centre needs no authorisation, unless the patient opposes it.</summary>
    [TestMethod]
    public async Task TheEmergencyCallCentreReadsUnlessThePatientIsOpposed()
    {
        Assert.HasCount(
            1, await _scene.SearchAsync(Regulator, SandboxScene.Patient(28), VihfAttributes.RegulationCentre15));
        await _scene.IsRefusedAsync(
            "DMP-opposition", Regulator, SandboxScene.Patient(19), VihfAttributes.RegulationCentre15);
        Assert.HasCount(
            1, await _scene.SearchAsync(Regulator, SandboxScene.Patient(18), VihfAttributes.RegulationCentre15));
    }

    /// <summary>Each profession sees what its competence needs.</summary>
    [TestMethod]
    public async Task TheMatrixDecidesWhatAProfessionSees()
    {
        var nurse = (await _scene.SearchAsync(Nurse, First)).ToList();
        CollectionAssert.Contains(nurse, Summary);
        CollectionAssert.DoesNotContain(nurse, "Attestation de droits");
        Assert.IsFalse(await _scene.RetrieveAsync(Nurse, "un-attestation"));
        Assert.IsLessThan((await _scene.SearchAsync(AttendingPhysician, First)).Count, nurse.Count);
    }

    /// <summary>The occupational physician adds and lists, and reads no document.</summary>
    [TestMethod]
    public async Task TheOccupationalPhysicianReadsNothing()
    {
        CollectionAssert.Contains((await _scene.SearchAsync(OccupationalPhysician, First)).ToList(), Summary);
        Assert.IsFalse(await _scene.RetrieveAsync(OccupationalPhysician, "un-synthese"));
        Assert.IsTrue(await _scene.RetrieveAsync(AttendingPhysician, "un-synthese"));
    }

    /// <summary>Neither a card of staff, nor a certificate of a structure, nor the health insurance reads.</summary>
    [TestMethod]
    public async Task NobodyReadsWithoutAProfession()
    {
        await _scene.IsRefusedAsync("DMP-function", Secretary, First);
        await _scene.IsRefusedAsync("DMP-function", Establishment, First);
        await _scene.IsRefusedAsync("DMP-sector", Machine, First);
    }

    /// <summary>Traces: all for patient and médecin traitant, one's own for others.</summary>
    [TestMethod]
    public async Task TracesAreAllForThePatientAndOnesOwnForOthers()
    {
        await _scene.SearchAsync(Physiotherapist, First);
        foreach (var user in new[] { PortalOf(First.Ins), AttendingPhysician })
        {
            var all = await _scene.TracesAsync(user, First, one => one.UserId == Physiotherapist.Id);
            Assert.IsFalse(all.IsOwnOnly, user.Key);
            Assert.IsTrue(all.Traces.Any(one => one.UserId != Physiotherapist.Id), user.Key);
        }

        var own = await _scene.TracesAsync(Physiotherapist, First, one => one.Action == "Search");
        Assert.IsTrue(own.IsOwnOnly);
        Assert.IsTrue(own.Traces.All(one => one.UserId == Physiotherapist.Id));
    }

    /// <summary>What waits to be announced is kept from the patient, in the traces, too.</summary>
    [TestMethod]
    public async Task WhatIsToBeAnnouncedIsKeptFromThePatient()
    {
        const string Hidden = "Résultat à annoncer en consultation";
        var patient = SandboxScene.Patient(8);
        CollectionAssert.Contains((await _scene.SearchAsync(AttendingPhysician, patient)).ToList(), Hidden);
        CollectionAssert.DoesNotContain((await _scene.SearchAsync(PortalOf(patient.Ins), patient)).ToList(), Hidden);
        var told = await _scene.TracesAsync(AttendingPhysician, patient, one => one.Documents.Contains(Hidden));
        var shown = await _scene.TracesAsync(PortalOf(patient.Ins), patient, one => one.Documents.Contains(Summary));
        Assert.IsFalse(shown.Traces.Any(one => one.Documents.Contains(Hidden)));
        Assert.IsLessThan(
            told.Traces.Count(one => one.Action == "Feed"), shown.Traces.Count(one => one.Action == "Feed"));
    }

    /// <summary>Minors: what is hidden from representatives they do not see; the minor does.</summary>
    [TestMethod]
    public async Task RepresentativesDoNotSeeWhatIsHiddenFromThem()
    {
        const string Hidden = "Consultation en connexion secrète";
        var child = SandboxScene.Patient(11);
        CollectionAssert.Contains((await _scene.SearchAsync(PortalOf(child.Ins), child)).ToList(), Hidden);
        var seen = (await _scene.SearchAsync(PortalOf(child.RepresentativeIns(0)), child)).ToList();
        CollectionAssert.DoesNotContain(seen, Hidden);
        CollectionAssert.Contains(seen, Summary);
        await _scene.IsRefusedAsync("DMP-portal", PortalOf(SandboxScene.Patient(2).Ins), child);
    }

    /// <summary>What is done in a connexion secrète the minor sees in the traces, and no representative.</summary>
    [TestMethod]
    public async Task RepresentativesAreNotToldOfASecretConnection()
    {
        var child = SandboxScene.Patient(11);
        Assert.AreEqual(1, await _scene.RetrieveAsync(
            AttendingPhysician, "11-synthese", VihfAttributes.Normal, isSecret: true));
        await _scene.TracesAsync(PortalOf(child.Ins), child, one => one.IsSecret && one.Action == "Retrieve");
        var shown = await _scene.TracesAsync(PortalOf(child.RepresentativeIns(0)), child, one => one.Action == "Feed");
        Assert.IsFalse(shown.IsOwnOnly);
        Assert.IsFalse(shown.Traces.Any(one => one.IsSecret));
    }

    /// <summary>An emergency is told once, though two services answer for it.</summary>
    [TestMethod]
    public async Task OneEmergencyLeavesOneRecord()
    {
        var patient = SandboxScene.Patient(29);
        Assert.AreEqual(1, await _scene.RetrieveAsync(EmergencyPhysician, "29-synthese", VihfAttributes.BreakGlass));
        var traces = await _scene.TracesAsync(
            PortalOf(patient.Ins), patient, one => one.Mode == "bris_de_glace" && one.Action == "Retrieve");
        var emergency = traces.Traces.Where(one => one.Mode == "bris_de_glace").Select(one => one.Action).Order();
        Assert.AreEqual("EmergencyAccess, Retrieve", string.Join(", ", emergency));
    }

    /// <summary>INS-C and INS-NIR are one patient.</summary>
    [TestMethod]
    public async Task AnOlderIdentifierFindsTheSameDocuments()
    {
        var patient = SandboxScene.Patient(23);
        Assert.AreEqual(
            string.Join(", ", await _scene.SearchAsync(AttendingPhysician, patient)),
            string.Join(", ", await _scene.SearchAsync(AttendingPhysician, patient, under: patient.InsC)));
    }

    /// <summary>The health insurance fills in reimbursements; patients add documents of their own.</summary>
    [TestMethod]
    public async Task MachinesAndPatientsAddDocuments()
    {
        var seen = (await _scene.SearchAsync(AttendingPhysician, First)).ToList();
        CollectionAssert.Contains(seen, "Données de remboursement");
        CollectionAssert.Contains(seen, "Directives anticipées");
        Assert.IsTrue(await _scene.RetrieveAsync(AttendingPhysician, "un-directives"));
    }

    /// <summary>Old versions, archived and deleted documents are not among those that are listed.</summary>
    [TestMethod]
    public async Task OnlyWhatStandsIsListed()
    {
        var seen = (await _scene.SearchAsync(PortalOf(First.Ins), First)).ToList();
        CollectionAssert.Contains(seen, "Conciliation, version 2");
        foreach (var gone in new[]
        {
            "Conciliation, version 1", "Consultation archivée", "Prescription déposée par erreur", "Source",
        })
        {
            CollectionAssert.DoesNotContain(seen, gone);
        }

        Assert.IsFalse(await _scene.RetrieveAsync(PortalOf(First.Ins), "un-supprime"));
    }
}
