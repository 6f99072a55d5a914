using System.Globalization;
using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>
/// The form in which objects are kept and returned: the sender's metadata with what the registry sets, and with the
/// @objectType that query responses require everywhere (ITI TF-2 §3.42.4.1.3.7, TF-3 §4.2.1).
/// </summary>
public static class RegisteredForm
{
    /// <summary>
    /// A newly registered submission, ids already resolved: all Approved, version 1, folders updated now.
    /// </summary>
    public static Submission Of(Submission resolved, Hl7Time now) => resolved.Map(it => Of(it, InitialState(it, now)));

    /// <summary>The object with its state written over whatever the sender said of it.</summary>
    public static RegistryObject Of(RegistryObject it, RegistrationState state)
    {
        var registered = it with
        {
            Status = state.Status.ToUrn(),
            Lid = state.LogicalId?.ToString(),
            VersionInfo = state.Version is { } version ? VersionInfoOf(version) : null,
            ObjectType = ObjectTypeOf(it) ?? it.ObjectType,
            Classifications = it.Classifications.Map(c => (Classification)WithObjectTypes(c)),
            ExternalIdentifiers = it.ExternalIdentifiers.Map(i => (ExternalIdentifier)WithObjectTypes(i)),
        };
        return state.LastUpdateTime is { } time
            ? registered with { Slots = With(registered.Slots, SlotNames.LastUpdateTime, time.Digits) }
            : registered;
    }

    private static RegistrationState InitialState(RegistryObject it, Hl7Time now) => new(
        AvailabilityStatus.Approved,
        ObjectId.Of(it.Id).Uuid,
        it is RimAssociation ? null : 1,
        it.IsClassifiedAs(XdsUrns.FolderNode) ? now : null);

    private static VersionInfo VersionInfoOf(int version) => new(version.ToString(CultureInfo.InvariantCulture));

    private static RegistryObject WithObjectTypes(RegistryObject it) => it with
    {
        ObjectType = ObjectTypeOf(it),
        Classifications = it.Classifications.Map(c => (Classification)WithObjectTypes(c)),
        ExternalIdentifiers = it.ExternalIdentifiers.Map(i => (ExternalIdentifier)WithObjectTypes(i)),
    };

    /// <summary>Null for an ExtrinsicObject: there the type tells stable from on-demand.</summary>
    internal static string? ObjectTypeOf(RegistryObject it) => it switch
    {
        Classification => XdsUrns.ObjectType.Classification,
        ExternalIdentifier => XdsUrns.ObjectType.ExternalIdentifier,
        RimAssociation => XdsUrns.ObjectType.Association,
        RegistryPackage => XdsUrns.ObjectType.RegistryPackage,
        _ => null,
    };

    private static Sequence<Slot> With(Sequence<Slot> slots, string name, string value) =>
        slots.Where(s => s.Name != name).Append(new Slot(name, [value])).ToSequence();
}
