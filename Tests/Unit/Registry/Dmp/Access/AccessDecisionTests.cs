using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Access;

/// <summary>The steps of the decision, in their order: each refuses with its own rule.</summary>
[TestClass]
public sealed class AccessDecisionTests
{
    private static readonly AccessCase Allowed = new();

    [TestMethod]
    public void AnAuthorisedDoctorReadsAnOpenDmp()
    {
        Assert.IsNull(Allowed.RefusedBy(DmpFunction.Search));
        Assert.IsNull(Allowed.RefusedBy(DmpFunction.Retrieve));
    }

    [TestMethod]
    [DataRow(nameof(Sector.Care), nameof(DmpFunction.Search), null)]
    [DataRow(nameof(Sector.Excluded), nameof(DmpFunction.Search), AccessDecision.SectorRule)]
    [DataRow(nameof(Sector.Excluded), nameof(DmpFunction.Feed), AccessDecision.SectorRule)]
    [DataRow(nameof(Sector.Unknown), nameof(DmpFunction.TestExistence), AccessDecision.SectorRule)]
    [DataRow(nameof(Sector.SocialSecurity), nameof(DmpFunction.Feed), null)]
    [DataRow(nameof(Sector.SocialSecurity), nameof(DmpFunction.Search), AccessDecision.SectorRule)]
    [DataRow(nameof(Sector.SocialSecurity), nameof(DmpFunction.Retrieve), AccessDecision.SectorRule)]
    public void SectorsAreExcludedAsTheSheetSays(string sector, string function, string? rule) => Assert.AreEqual(
        rule, (Allowed with { Sector = Enum.Parse<Sector>(sector) }).RefusedBy(Enum.Parse<DmpFunction>(function)));

    [TestMethod]
    [DataRow("SA01", nameof(Sector.Care))]
    [DataRow("SA07", nameof(Sector.Care))]
    [DataRow("SA33", nameof(Sector.Care))]
    [DataRow("SA13", nameof(Sector.OccupationalHealth))]
    [DataRow("SA66", nameof(Sector.OccupationalHealth))]
    [DataRow("SA24", nameof(Sector.SocialSecurity))]
    [DataRow("SA23", nameof(Sector.Excluded), DisplayName = "private insurer")]
    [DataRow("SA32", nameof(Sector.Excluded), DisplayName = "drug maker")]
    [DataRow("SA46", nameof(Sector.Excluded), DisplayName = "drug maker too")]
    [DataRow("SA11", nameof(Sector.Unknown), DisplayName = "does not exist")]
    [DataRow("SA62", nameof(Sector.Unknown), DisplayName = "does not exist either")]
    [DataRow("SA99", nameof(Sector.Unknown))]
    public void EachSectorIsWhatItIs(string code, string sector) =>
        Assert.AreEqual(Enum.Parse<Sector>(sector), Sectors.Of(code));

    [TestMethod]
    public void WithoutADmpNothingIsReadOrAdded()
    {
        var none = Allowed with { HasDmp = false, Authorisation = null };
        foreach (var function in Enum.GetValues<DmpFunction>().Where(f => Allowed.RefusedBy(f) is null))
        {
            var isPossible = function is DmpFunction.TestExistence or DmpFunction.Create or DmpFunction.ListDmps
                or DmpFunction.AcquireIdentity or DmpFunction.FindPatient;
            Assert.AreEqual(isPossible ? null : AccessDecision.ExistsRule, none.RefusedBy(function), $"{function}");
        }

        Assert.AreEqual(
            RefusalKind.NoDmp, AccessDecision.Refuse(DmpFunction.Feed, none.Viewer, null, null, AccessCase.Now)!.Kind);
    }

    /// <summary>"Closed: no reads/writes, data kept"; reactivation needs a new consent.</summary>
    [TestMethod]
    public void AClosedDmpIsNeitherReadNorFed()
    {
        var closed = Allowed with { Status = DmpStatus.Closed };
        foreach (var function in Enum.GetValues<DmpFunction>().Where(f => Allowed.RefusedBy(f) is null))
        {
            var isPossible = function is DmpFunction.TestExistence or DmpFunction.Reactivate or DmpFunction.Create
                or DmpFunction.ListDmps or DmpFunction.AcquireIdentity or DmpFunction.FindPatient;
            Assert.AreEqual(isPossible ? null : AccessDecision.OpenRule, closed.RefusedBy(function), $"{function}");
        }
    }

    /// <summary>"the patient's block wins", in every mode.</summary>
    [TestMethod]
    [DataRow(AccessPurpose.Normal)]
    [DataRow(AccessPurpose.BreakGlass)]
    [DataRow(AccessPurpose.RegulationCentre15)]
    public void ABlockedProfessionalDoesNothingWithTheDmp(AccessPurpose purpose)
    {
        var open = Allowed with { Purpose = purpose };
        var blocked = open with { Authorisation = AccessCase.Blocked() };
        foreach (var function in Enum.GetValues<DmpFunction>().Where(f => open.RefusedBy(f) is null))
        {
            var isPossible = function is DmpFunction.TestExistence or DmpFunction.Create or DmpFunction.ListDmps
                or DmpFunction.AcquireIdentity or DmpFunction.FindPatient;
            Assert.AreEqual(isPossible ? null : AccessDecision.BlockedRule, blocked.RefusedBy(function), $"{function}");
        }
    }

    [TestMethod]
    public void WithoutAnAuthorisationThatIsValidNothingIsRead()
    {
        DmpFunction[] reading =
        [
            DmpFunction.Search, DmpFunction.Retrieve, DmpFunction.Mask, DmpFunction.MakeVisible,
            DmpFunction.ListProfessionals,
        ];
        foreach (var function in reading)
        {
            Assert.AreEqual(
                AccessDecision.AuthorisedRule, (Allowed with { Authorisation = null }).RefusedBy(function));
            Assert.AreEqual(
                AccessDecision.AuthorisedRule,
                (Allowed with { Authorisation = AccessCase.Granted(TimeSpan.Zero) }).RefusedBy(function),
                "an authorisation that ends now has ended");
            Assert.IsNull(
                (Allowed with { Authorisation = AccessCase.Granted(TimeSpan.FromSeconds(1)) }).RefusedBy(function));
        }
    }

    /// <summary>"adding (TD2.1) needs only non-opposition and not being blocked".</summary>
    [TestMethod]
    public void AddingNeedsNoAuthorisation() =>
        Assert.IsNull((Allowed with { Authorisation = null }).RefusedBy(DmpFunction.Feed));

    [TestMethod]
    public void BreakGlassNeedsNoAuthorisationButAReason()
    {
        var emergency = Allowed with { Purpose = AccessPurpose.BreakGlass, Authorisation = null };
        Assert.IsNull(emergency.RefusedBy(DmpFunction.Retrieve));
        Assert.AreEqual(
            AccessDecision.ReasonRule, (emergency with { HasReason = false }).RefusedBy(DmpFunction.Retrieve));
    }

    [TestMethod]
    public void ThePatientCanOpposeBreakGlass()
    {
        var opposed = Allowed with
        {
            Purpose = AccessPurpose.BreakGlass,
            Choices = new DmpChoices { OpposesBreakGlass = true },
        };
        Assert.AreEqual(AccessDecision.OppositionRule, opposed.RefusedBy(DmpFunction.Search));
        Assert.AreEqual(AccessDecision.OppositionRule, opposed.RefusedBy(DmpFunction.Retrieve));
        Assert.IsNull(opposed.RefusedBy(DmpFunction.Feed), "adding opens nothing");
        Assert.IsNull((opposed with { Purpose = AccessPurpose.RegulationCentre15 }).RefusedBy(DmpFunction.Retrieve));
    }

    [TestMethod]
    public void ThePatientCanOpposeTheEmergencyCallCentre()
    {
        var opposed = Allowed with
        {
            Purpose = AccessPurpose.RegulationCentre15,
            Authorisation = null,
            Choices = new DmpChoices { OpposesEmergencyCalls = true },
        };
        Assert.AreEqual(AccessDecision.OppositionRule, opposed.RefusedBy(DmpFunction.Retrieve));
        Assert.IsNull((opposed with { Purpose = AccessPurpose.BreakGlass }).RefusedBy(DmpFunction.Retrieve));
    }

    [TestMethod]
    public void TheOccupationalPhysicianListsAndFeedsAndReadsNoDocument()
    {
        var physician = Allowed with
        {
            Kind = ViewerKind.OccupationalPhysician,
            Sector = Sector.OccupationalHealth,
        };
        Assert.IsNull(physician.RefusedBy(DmpFunction.Search));
        Assert.IsNull(physician.RefusedBy(DmpFunction.Feed));
        Assert.AreEqual(AccessDecision.FunctionRule, physician.RefusedBy(DmpFunction.Retrieve));
    }

    [TestMethod]
    public void ARefusalExplainsItselfInBothLanguages()
    {
        var refused = AccessDecision.Refuse(
            DmpFunction.Search, Allowed.Viewer, Allowed.Dmp, null, AccessCase.Now)!.Explanation;
        Assert.AreEqual(
            "the patient has not authorised this professional [rule DMP-authorised; place: VIHF, NameID; "
            + "accepted: an authorisation of the last year (TD0.3, with the patient's consent); see: PDT-INF-526]",
            refused.ToString(Language.English));
        Assert.AreEqual(
            "le patient n'a pas autorisé ce professionnel [règle DMP-authorised; endroit: VIHF, NameID; "
            + "accepté: une autorisation de moins d'un an (TD0.3, avec l'accord du patient); voir: PDT-INF-526]",
            refused.ToString(Language.French));
    }
}
