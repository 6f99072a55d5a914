using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Registry.Submissions;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Rules;

/// <summary>
/// What a new document is hidden by though its sender did not say so: in a secret connection of a minor from the legal
/// representatives, and as a new version from those from whom the patient has hidden the old one. It is registered with
/// the confidentialityCode that says so, for everybody to know who may know.
/// </summary>
internal sealed class HiddenFromTheStart
{
    private readonly Dictionary<ObjectId, DocumentVisibility> _wanted = [];
    private readonly DocumentVisibility _ofAll;

    public HiddenFromTheStart(RegistrationContext context, DmpVisit visit, DmpOptions options)
    {
        _ofAll = visit.Viewer is { IsSecret: true }
            ? DocumentVisibility.HiddenFromRepresentatives
            : DocumentVisibility.Everybody;
        if (visit.Viewer is not null && options.ReplacementStaysHidden)
        {
            foreach (var association in context.Submission.Associations.Where(a => a.Type!.Value.Replaces()))
            {
                KeepHidden(context.Session, association, context.Registered(association.Target)!);
            }
        }
    }

    /// <summary>The entry as it is to be registered.</summary>
    public DocumentEntry Of(DocumentEntry entry)
    {
        var missing = (_ofAll | _wanted.GetValueOrDefault(entry.Id)) & ~DocumentVisibilities.Of(entry);
        return missing == DocumentVisibility.Everybody ? entry : new DocumentEntry(entry.Rim with
        {
            Classifications =
                [.. entry.Rim.Classifications, .. DocumentVisibilities.CodesOf(missing).Select(c => Coded(entry, c))],
        });
    }

    private void KeepHidden(ReadSession session, Association association, RegisteredObject replaced) =>
        _wanted[association.Source] = EntryVisibility.Of(session, replaced.Key)
            & (DocumentVisibility.MaskedToProfessionals | DocumentVisibility.HiddenFromRepresentatives);

    private static Classification Coded(DocumentEntry entry, Code code) => new()
    {
        Id = NewId.Next().ToString(),
        ClassificationScheme = XdsUrns.DocumentEntry.ConfidentialityCode,
        ClassifiedObject = entry.Id.ToString(),
        NodeRepresentation = code.Value,
        Name = InternationalString.Of(code.DisplayName ?? code.Value),
        Slots = [new Slot(SlotNames.CodingScheme, [code.Scheme])],
    };
}
