using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Tests.Support;

/// <summary>Alters one thing of a valid object.</summary>
public static class RimEdits
{
    /// <summary>The object with that slot, in place of one of the same name.</summary>
    public static T With<T>(this T it, string slot, params string[] values)
        where T : RegistryObject =>
        Change(it, o =>
            o with { Slots = o.Slots.Where(s => s.Name != slot).Append(A.Slot(slot, values)).ToSequence() });

    public static T Without<T>(this T it, params string[] slots)
        where T : RegistryObject =>
        Change(it, o => o with { Slots = o.Slots.Where(s => !slots.Contains(s.Name)).ToSequence() });

    public static T With<T>(this T it, Classification classification)
        where T : RegistryObject =>
        Change(it, o => o with { Classifications = o.Classifications.Append(classification).ToSequence() });

    /// <summary>The object with each classification of that scheme or node changed.</summary>
    public static T WithEach<T>(this T it, string schemeOrNode, Func<Classification, Classification> change)
        where T : RegistryObject =>
        Change(it, o => o with { Classifications = o.Classifications.Map(c => Is(c, schemeOrNode) ? change(c) : c) });

    public static T WithoutClassification<T>(this T it, string schemeOrNode)
        where T : RegistryObject =>
        Change(it, o => o with { Classifications = o.Classifications.Where(c => !Is(c, schemeOrNode)).ToSequence() });

    public static T With<T>(this T it, ExternalIdentifier identifier)
        where T : RegistryObject =>
        Change(it, o => o with { ExternalIdentifiers = o.ExternalIdentifiers.Append(identifier).ToSequence() });

    public static T WithIdentifier<T>(this T it, string scheme, Func<ExternalIdentifier, ExternalIdentifier> change)
        where T : RegistryObject =>
        Change(it, o => o with
        {
            ExternalIdentifiers = o.ExternalIdentifiers.Map(i => i.IdentificationScheme == scheme ? change(i) : i),
        });

    public static T WithoutIdentifier<T>(this T it, string scheme)
        where T : RegistryObject =>
        Change(it, o => o with
        {
            ExternalIdentifiers = o.ExternalIdentifiers.Where(i => i.IdentificationScheme != scheme).ToSequence(),
        });

    public static RegistryObjectList With(this RegistryObjectList list, Identifiable it) =>
        new(list.Objects.Append(it).ToSequence());

    /// <summary>The list with the object of that id changed.</summary>
    public static RegistryObjectList With<T>(this RegistryObjectList list, string id, Func<T, T> change)
        where T : Identifiable =>
        new(list.Objects.Map(o => o.Id == id ? change((T)o) : o));

    public static RegistryObjectList Without(this RegistryObjectList list, string id) =>
        new(list.Objects.Where(o => o.Id != id).ToSequence());

    private static T Change<T>(T it, Func<RegistryObject, RegistryObject> change)
        where T : RegistryObject =>
        (T)change(it);

    private static bool Is(Classification classification, string schemeOrNode) =>
        classification.ClassificationScheme == schemeOrNode || classification.ClassificationNode == schemeOrNode;
}
