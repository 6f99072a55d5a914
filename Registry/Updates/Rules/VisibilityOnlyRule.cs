using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Updates.Rules;

/// <summary>
/// The French profile updates who may see a document, and its status: an entry comes back as it is registered but for
/// its confidentialityCode, and there are no other operations (DMP, TD3.3a to TD3.3d).
/// </summary>
internal static class VisibilityOnlyRule
{
    public const string OperationRule = "DMP-updateOperation";
    public const string AttributeRule = "DMP-updateUnchanged";
    private const string Operations =
        "a new version of a DocumentEntry, or UpdateAvailabilityStatus of a DocumentEntry";

    private const string FrenchOperations =
        "une nouvelle version de DocumentEntry, ou UpdateAvailabilityStatus d'une DocumentEntry";

    public static void Check(UpdateContext context)
    {
        foreach (var version in context.Operations.Versions)
        {
            if (version.Object is not DocumentEntry entry)
            {
                Refuse(context, version.Object);
            }
            else if (context.Latest(version)?.Object is { Kind: ObjectKind.DocumentEntry } latest)
            {
                CheckPatient(context, entry, latest);
                Compare(context, entry.Rim, (ExtrinsicObject)latest.Fragment.ReadObject(), entry);
            }
        }

        foreach (var submitted in context.Operations.Associations)
        {
            Refuse(context, submitted.Operation);
        }

        foreach (var update in context.Operations.StatusUpdates.Where(
            u => context.Registration.Registered(u.Target)?.Kind == ObjectKind.Association))
        {
            Refuse(context, update);
        }
    }

    private static void Refuse(UpdateContext context, MetadataObject at) => context.Refuse(
        RegistryErrorCode.XDSMetadataUpdateOperationError, OperationRule, "the profile Dmp has no such update", at,
        "id", at.Id.ToString(), Operations,
        new FrenchWording("le profil DMP n'a pas cette mise à jour", FrenchOperations));

    /// <summary>By identity, not by text: the identifier may have been merged into another one since.</summary>
    private static void CheckPatient(UpdateContext context, DocumentEntry entry, RegisteredObject registered)
    {
        if (!context.Registration.IsOfPatient(registered))
        {
            context.Refuse(
                RegistryErrorCode.XDSPatientIDReconciliationError, AttributeRule,
                "the registered entry belongs to another patient", entry, "patientId", entry.PatientId?.ToString(),
                "the patientId as registered",
                new FrenchWording("l'entrée enregistrée est celle d'un autre patient", "le patientId enregistré"));
        }
    }

    private static void Compare(
        UpdateContext context, ExtrinsicObject rim, ExtrinsicObject before, DocumentEntry entry)
    {
        var registered = AttributesOf(before);
        var submitted = AttributesOf(rim);
        foreach (var name in submitted.Select(a => a.Key).Union(registered.Select(a => a.Key), StringComparer.Ordinal))
        {
            var value = Values(submitted, name);
            var expected = Values(registered, name);
            if (value != expected)
            {
                context.Refuse(
                    RegistryErrorCode.XDSMetadataUpdateError, AttributeRule,
                    "an update may change the confidentialityCode only", entry, name, value,
                    expected is null ? "nothing, as registered" : "the value that is registered",
                    new FrenchWording(
                        "une mise à jour ne peut changer que le confidentialityCode",
                        expected is null ? "rien, comme enregistré" : "la valeur enregistrée"));
            }
        }
    }

    private static string? Values(ILookup<string, string> attributes, string name) =>
        attributes.Contains(name) ? string.Join(" | ", attributes[name].Order(StringComparer.Ordinal)) : null;

    /// <summary>
    /// Every attribute with its values, by the profile's name or the URN that stands for it. Left out is what says
    /// which version this is, and whose.
    /// </summary>
    private static ILookup<string, string> AttributesOf(ExtrinsicObject rim) =>
        Attributes(rim).Where(a => a.Value is not null)
            .ToLookup(a => a.Name, a => a.Value!, StringComparer.Ordinal);

    private static IEnumerable<(string Name, string? Value)> Attributes(ExtrinsicObject rim)
    {
        yield return ("mimeType", rim.MimeType);
        yield return ("objectType", rim.ObjectType);
        yield return ("title", rim.Name?.Text);
        yield return ("comments", rim.Description?.Text);
        foreach (var slot in rim.Slots)
        {
            yield return (slot.Name, string.Join(", ", slot.Values));
        }

        foreach (var it in rim.Classifications.Where(
            c => c.ClassificationScheme != XdsUrns.DocumentEntry.ConfidentialityCode))
        {
            yield return (NameOf(it.ClassificationScheme), ValueOf(it));
        }

        foreach (var it in rim.ExternalIdentifiers.Where(
            i => i.IdentificationScheme == XdsUrns.DocumentEntry.UniqueId))
        {
            yield return ("uniqueId", it.Value);
        }
    }

    private static string ValueOf(Classification it) => string.Join(
        "; ",
        new[] { it.NodeRepresentation, it.Name?.Text }
            .Concat(it.Slots.OrderBy(s => s.Name, StringComparer.Ordinal)
                .Select(s => $"{s.Name}={string.Join(", ", s.Values)}"))
            .Where(part => !string.IsNullOrEmpty(part)));

    private static string NameOf(string? scheme) => scheme switch
    {
        XdsUrns.DocumentEntry.Author => "author",
        XdsUrns.DocumentEntry.ClassCode => "classCode",
        XdsUrns.DocumentEntry.EventCodeList => "eventCodeList",
        XdsUrns.DocumentEntry.FormatCode => "formatCode",
        XdsUrns.DocumentEntry.HealthcareFacilityTypeCode => "healthcareFacilityTypeCode",
        XdsUrns.DocumentEntry.PracticeSettingCode => "practiceSettingCode",
        XdsUrns.DocumentEntry.TypeCode => "typeCode",
        _ => scheme ?? "Classification",
    };
}
