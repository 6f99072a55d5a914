using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Vihf;

namespace XdsDmp.CommandLine.Vihf;

/// <summary>Makes the assertion that was ordered, signed, as UTF-8: ready for a message's security header.</summary>
internal static class AssertionMaker
{
    private const string PurposeSystem = "2.16.840.1.113883.1.11.20448";

    /// <summary>Identifier domains of the INS: French senders say that it is a national identifier.</summary>
    private const string InsDomains = "1.2.250.1.213.1.4.";

    public static byte[] Make(AssertionOrder order) => order.IsXua ? MakeXua(order) : MakeVihf(order);

    private static byte[] MakeVihf(AssertionOrder order) => new VihfDraft
    {
        IssueInstant = order.Now,
        Life = order.Life,
        ResourceId = order.Patient is { } patient && patient.Authority.StartsWith(InsDomains, StringComparison.Ordinal)
            ? $"{patient}^NH"
            : null,
        Content = new VihfContent
        {
            Version = order.Version,
            Mode = order.Mode,
            UserId = order.UserId,
            UserName = order.UserName,
            StructureId = order.StructureId,
            Sector = order.Sector,
            Profession = order.Profession,
            Speciality = order.Speciality,
            Patient = order.Patient,
            Resource = "urn:dmp",
            Purpose = PurposeOf(order.Purpose),
            Reason = order.Reason,
            IsSecret = order.IsSecret,
            Software = new CallingSoftware
            {
                Id = "1",
                Name = "xdsdmp",
                Version = typeof(AssertionMaker).Assembly.GetName().Version?.ToString(3),
                ApprovalNumber = "TEST-0000-000000",
            },
        },
    }.Sign(order.Signer);

    private static byte[] MakeXua(AssertionOrder order)
    {
        var life = order.Life ?? TimeSpan.FromHours(1);
        return AssertionWriter.Write(
            new AssertionDraft
            {
                Issuer = new SamlName(order.Issuer),
                NameId = new SamlName(order.UserId),
                IssueInstant = order.Now,
                NotBefore = order.Now,
                NotOnOrAfter = order.Now + life,
                Audiences = order.Audiences,
                Attributes = [.. XuaAttributesOf(order)],
            },
            order.Signer);
    }

    private static IEnumerable<AssertedAttribute> XuaAttributesOf(AssertionOrder order)
    {
        yield return new(XuaAttributes.SubjectId, [new(order.UserName)]);
        yield return new(XuaAttributes.Organization, [new(order.StructureId)]);
        yield return new(XuaAttributes.Role, [new("") { Code = order.Profession }]);
        yield return new(
            XuaAttributes.PurposeOfUse,
            [
                new("")
                {
                    Code = order.Purpose == VihfAttributes.Normal
                        ? new AssertedCode("TREAT", PurposeSystem)
                        : new AssertedCode(order.Purpose, VihfAttributes.PurposeSystem),
                },
            ]);
        if (order.Patient is { } patient)
        {
            yield return new(XuaAttributes.ResourceId, [new(patient.ToString())]);
        }
    }

    private static AccessPurpose PurposeOf(string code) => code switch
    {
        VihfAttributes.Normal => AccessPurpose.Normal,
        VihfAttributes.BreakGlass => AccessPurpose.BreakGlass,
        VihfAttributes.RegulationCentre15 => AccessPurpose.RegulationCentre15,
        _ => throw CommandException.Usage(
            $"--purpose {code}: {VihfAttributes.Normal}, {VihfAttributes.BreakGlass} or "
            + $"{VihfAttributes.RegulationCentre15} is accepted"),
    };

    /// <summary>A patient id in CX form, or the bare id of that authority.</summary>
    public static PatientId? PatientOf(string? text, string authority) =>
        text is null ? null
        : text.Contains('^', StringComparison.Ordinal) ? PatientId.TryParse(text)
            ?? throw CommandException.Usage($"'{text}' is not a patient id of the form id^^^&oid&ISO")
        : new PatientId(text, authority);
}
