using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Vihf;
using XdsDmp.Tests.Unit.Security.Vihf;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Hiding;

/// <summary>Who does not see what, and why not.</summary>
internal sealed record HiddenBy
{
    public const string ViewerId = TestStructure.PersonId;
    public static readonly (string Class, string Type) Plain = ("11", "60591-5");
    public static readonly PatientId Mother = new("277076322082910", TestDmp.Ins.Authority);
    private const string ProfessionsG15 = "1.2.250.1.71.1.2.7";
    private const string SpecialAuthors = "1.2.250.1.213.1.1.4.6";

    public static IReadOnlyDictionary<string, HiddenBy> All { get; } = new Dictionary<string, HiddenBy>
    {
        ["a doctor, masked by the patient"] = new(),
        ["a dentist, by the habilitation matrix"] = new()
        {
            Masks = [],
            Kind = ("11", "68599-0"),
            CanHideLater = false,
            Viewer = user => user with { Profession = new AssertedCode("40", ProfessionsG15), Speciality = null },
        },
        ["bris de glace, masked by the patient"] = new()
        {
            IsAuthorised = false,
            Viewer = user => user with { Purpose = AccessPurpose.BreakGlass, Reason = "emergency" },
        },
        ["a doctor without an authorisation, all but his own"] = new()
        {
            Masks = [],
            IsAuthorised = false,
            CanHideLater = false,
            OwnerOfSeen = ViewerId,
        },
        ["the patient, until an announcement"] = new()
        {
            Masks = [DmpCodes.HiddenFromPatient],
            CanHideLater = false,
            Viewer = user => Portal(user, TestDmp.Ins),
        },
        ["a legal representative, by a secret connection"] = new()
        {
            Masks = ["INVISIBLE_REPRESENTANTS_LEGAUX"],
            CanHideLater = false,
            Viewer = user => Portal(user, Mother),
        },
    };

    public (string Class, string Type) Kind { get; private init; } = Plain;

    public IReadOnlyList<string> Masks { get; private init; } = [DmpCodes.MaskedToProfessionals];

    public bool IsAuthorised { get; private init; } = true;

    /// <summary>By an update, of what was visible.</summary>
    public bool CanHideLater { get; private init; } = true;

    /// <summary>Author of what is seen; null: somebody else.</summary>
    public string? OwnerOfSeen { get; private init; }

    public Func<VihfContent, VihfContent> Viewer { get; private init; } = user => user;

    private static VihfContent Portal(VihfContent user, PatientId who) => user with
    {
        UserId = who.Extension,
        Profession = new AssertedCode("EXP_PATIENT", SpecialAuthors),
        Speciality = null,
    };
}
