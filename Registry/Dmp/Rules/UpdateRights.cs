using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Registry.Updates;
using Flags = XdsDmp.Registry.Dmp.Access.DocumentVisibility;

namespace XdsDmp.Registry.Dmp.Rules;

/// <summary>
/// TD3.3a to TD3.3d: each operation of an update is a function of its own, for the user and for the document. What he
/// does not see looks absent before this is asked.
/// </summary>
internal static class UpdateRights
{
    public const string DocumentRule = "DMP-documentRight";
    public const string VisibilityRule = "DMP-visibility";

    /// <param name="context">The update; complaints go to its errors.</param>
    /// <param name="visit">Who wants it.</param>
    /// <param name="demand">Refuses the user a function that he has on no document.</param>
    /// <exception cref="DmpRefusedException">He has not.</exception>
    public static void Check(UpdateContext context, DmpVisit visit, Action<DmpFunction> demand)
    {
        if (visit is not { Viewer: not null, Sight: { } sight })
        {
            return;
        }

        foreach (var version in context.Operations.Versions)
        {
            if (version.Object is DocumentEntry entry
                && context.Latest(version)?.Object is { Kind: ObjectKind.DocumentEntry } latest)
            {
                CheckVersion(context, sight, demand, entry, latest);
            }
        }

        foreach (var update in context.Operations.StatusUpdates)
        {
            if (context.Registration.Registered(update.Target) is { Kind: ObjectKind.DocumentEntry } target)
            {
                var isRemoval = AvailabilityStatuses.TryParse(update.Rim.SlotValue(SlotNames.NewStatus))
                    == AvailabilityStatus.Deleted;
                Demand(
                    context, sight, demand, isRemoval ? DmpFunction.Delete : DmpFunction.Archive, update,
                    "targetObject", target);
            }
        }
    }

    private static void CheckVersion(
        UpdateContext context, Sight sight, Action<DmpFunction> demand, DocumentEntry entry, RegisteredObject latest)
    {
        var registered = new DocumentEntry((ExtrinsicObject)latest.Fragment.ReadObject());
        var before = DocumentVisibilities.Of(registered);
        var after = DocumentVisibilities.Of(entry);
        var functions = new List<DmpFunction>();
        Add(DmpFunction.Mask, after & ~before & Flags.MaskedToProfessionals);
        Add(DmpFunction.Unmask, before & ~after & Flags.MaskedToProfessionals);
        Add(DmpFunction.MakeVisible, before & ~after & (Flags.HiddenFromPatient | Flags.HiddenFromRepresentatives));
        if (IsChangedOtherwise(before, after, registered, entry) || functions.Count == 0)
        {
            context.Refuse(
                RegistryErrorCode.LocalPolicyRestrictionError, VisibilityRule,
                "an update masks, unmasks, or makes visible, and leaves the other confidentiality codes as they are",
                entry, "confidentialityCode", string.Join(", ", entry.ConfidentialityCodes.Select(c => c.Value)),
                $"{DmpCodes.MaskedToProfessionals} added or removed, INVISIBLE_… removed",
                new FrenchWording(
                    "une mise à jour masque, démasque ou rend visible, et ne change pas les autres codes",
                    $"{DmpCodes.MaskedToProfessionals} ajouté ou retiré, INVISIBLE_… retiré"));
        }

        foreach (var function in functions)
        {
            Demand(context, sight, demand, function, entry, "confidentialityCode", latest);
        }

        void Add(DmpFunction function, Flags changed)
        {
            if (changed != Flags.Everybody)
            {
                functions.Add(function);
            }
        }
    }

    private static bool IsChangedOtherwise(Flags before, Flags after, DocumentEntry registered, DocumentEntry entry) =>
        (after & ~before & ~Flags.MaskedToProfessionals) != Flags.Everybody
        || !Others(registered).SetEquals(Others(entry));

    private static HashSet<(string Scheme, string Value)> Others(DocumentEntry entry) =>
    [
        .. entry.ConfidentialityCodes.Where(code => DocumentVisibilities.Of(code) == Flags.Everybody)
            .Select(code => (code.Scheme, code.Value)),
    ];

    private static void Demand(
        UpdateContext context, Sight sight, Action<DmpFunction> demand, DmpFunction function, MetadataObject at,
        string attribute, RegisteredObject document)
    {
        demand(function);
        var facts = sight.FactsOf(context.Session, EntryFacts.Find(context.Session, document.Key)!.Value);
        if (!sight.Rights.May(function, facts))
        {
            context.Refuse(
                RegistryErrorCode.LocalPolicyRestrictionError, DocumentRule,
                $"this user has not the right {function} on this document", at, attribute, null,
                "a document of his own; one of the patient's: the patient or the médecin traitant",
                new FrenchWording(
                    $"cet utilisateur n'a pas le droit {function} sur ce document",
                    "son propre document ; pour un document du patient : le patient ou le médecin traitant"));
        }
    }
}
