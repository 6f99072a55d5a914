using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Access;

/// <summary>An open DMP and a professional whom its patient has authorised, of which a test alters one thing.</summary>
internal sealed record AccessCase
{
    public const string DoctorId = "899700000011";
    public const string Structure = "10B0000011";
    private const string ProfessionsG15 = "1.2.250.1.71.1.2.7";

    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public ViewerKind Kind { get; init; } = ViewerKind.Doctor;

    public AccessPurpose Purpose { get; init; }

    public Sector Sector { get; init; } = Sector.Care;

    public bool HasReason { get; init; } = true;

    public bool HasDmp { get; init; } = true;

    public DmpStatus Status { get; init; } = DmpStatus.Active;

    public DmpChoices Choices { get; init; } = new();

    public Authorisation? Authorisation { get; init; } = Granted(TimeSpan.FromDays(100));

    public Viewer Viewer => new()
    {
        Kind = Kind,
        Purpose = Purpose,
        HasReason = HasReason,
        UserId = DoctorId,
        StructureId = Structure,
        Sector = Sector,
        Profession = new AssertedCode(
            Kind is ViewerKind.Professional ? "60" : "10", ProfessionsG15),
    };

    public DmpRecord? Dmp => HasDmp
        ? new DmpRecord
        {
            Key = 1,
            Patient = 1,
            Ins = new PatientId("279035121518989", "1.2.250.1.213.1.4.10"),
            Status = Status,
            Choices = Choices,
            Demographics = new Demographics { BirthName = "TEST", FirstNames = "PATIENT" },
            CreatedAt = Now,
            ChangedAt = Now,
        }
        : null;

    public static Authorisation Granted(TimeSpan rest) => new(
        new Professional(DoctorId, "TEST DOCTOR"), AuthorisationMode.Granted, Now, Now + rest,
        IsAttendingPhysician: false, Now);

    public static Authorisation Blocked() => new(
        new Professional(DoctorId, "TEST DOCTOR"), AuthorisationMode.Blocked, Now, null, IsAttendingPhysician: false,
        Now);

    /// <summary>The rule that refuses; null: it may be done.</summary>
    public string? RefusedBy(DmpFunction function) =>
        AccessDecision.Refuse(function, Viewer, Dmp, Authorisation, Now)?.Explanation.Rule;
}
