using System.Runtime.InteropServices;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>
/// Checks the objects of a submission against the tables of attributes: presence, number of values, form of each
/// value.
/// </summary>
internal static class AttributeCheck
{
    public static void Check(RuleContext context)
    {
        var values = new List<string>();
        Check(context, SubmissionSetAttributes.Table, context.Submission.SubmissionSet, isOnDemand: false, values);
        foreach (var entry in context.Submission.DocumentEntries)
        {
            Check(context, DocumentEntryAttributes.Table, entry, entry.IsOnDemand, values);
        }

        foreach (var folder in context.Submission.Folders)
        {
            Check(context, FolderAttributes.Table, folder, isOnDemand: false, values);
        }
    }

    private static void Check(
        RuleContext context, IReadOnlyList<AttributeRule> table, MetadataObject it, bool isOnDemand,
        List<string> values)
    {
        var isLimited = IsLimited(table, it.Rim);
        foreach (var attribute in table)
        {
            values.Clear();
            var presence = PresenceOf(attribute.Optionality, context.Settings.Transaction, isOnDemand, isLimited);
            var count = attribute.Coding is Coding.AsCode or Coding.AsAuthor
                ? ClassificationCheck.Check(context, attribute, it)
                : CheckValues(context, attribute, it, values);
            CheckCount(context, attribute, it, presence, count);
        }
    }

    /// <summary>Who accepts limited metadata accepts full metadata too: the mark of the object decides.</summary>
    private static Presence PresenceOf(
        Optionality optionality, SubmissionTransaction transaction, bool isOnDemand, bool isLimited) =>
        transaction switch
        {
            SubmissionTransaction.ProvideAndRegister => optionality.Source,
            SubmissionTransaction.RegisterOnDemand => optionality.OnDemand,
            SubmissionTransaction.ProvideLimited => isLimited ? optionality.Limited : optionality.Source,
            SubmissionTransaction.Update or SubmissionTransaction.RestrictedUpdate when isOnDemand =>
                optionality.OnDemand,
            _ => optionality.Repository,
        };

    private static bool IsLimited(IReadOnlyList<AttributeRule> table, RegistryObject rim)
    {
        foreach (var attribute in table)
        {
            if (attribute.Coding == Coding.AsMark && rim.IsClassifiedAs(attribute.Key))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckCount(
        RuleContext context, AttributeRule attribute, MetadataObject it, Presence presence, int count)
    {
        if (count == 0 && presence == Presence.R)
        {
            context.Report(attribute.Description, "a required attribute is missing", it, attribute.Name,
                accepted: attribute.Accepted);
        }
        else if (count > 0 && presence == Presence.X)
        {
            context.Report(
                attribute.Description, "an attribute that is prohibited in this transaction", it, attribute.Name);
        }
        else if (count > 1 && !attribute.IsMany)
        {
            context.Report(
                attribute.Description, $"{count} values of an attribute that has one", it, attribute.Name,
                accepted: "one value");
        }
    }

    /// <returns>The number of values found.</returns>
    private static int CheckValues(RuleContext context, AttributeRule attribute, MetadataObject it, List<string> values)
    {
        AddValues(attribute, it.Rim, values);
        foreach (var value in CollectionsMarshal.AsSpan(values))
        {
            var problem = value.Length == 0 && attribute.Coding != Coding.AsMark
                ? "an empty value"
                : attribute.Type?.Problem(value, context.Settings);
            if (problem is not null)
            {
                context.Report(attribute.Description, problem, it, attribute.Name, value, attribute.Type?.Accepted);
            }
        }

        return values.Count;
    }

    private static void AddValues(AttributeRule attribute, RegistryObject rim, List<string> values)
    {
        switch (attribute.Coding)
        {
            case Coding.InSlot:
                AddSlotValues(attribute.Key, rim, values);
                break;
            case Coding.InExternalIdentifier:
                AddIdentifiers(attribute.Key, rim, values);
                break;
            case Coding.AsMark when rim.IsClassifiedAs(attribute.Key):
                values.Add("");
                break;
            case Coding.InName:
                AddText(rim.Name?.Text, values);
                break;
            case Coding.InDescription:
                AddText(rim.Description?.Text, values);
                break;
            case Coding.InHome when rim.Home is not null:
                values.Add(rim.Home);
                break;
            case Coding.InMimeType when rim is ExtrinsicObject { MimeType: { } mimeType }:
                values.Add(mimeType);
                break;
        }
    }

    private static void AddSlotValues(string name, RegistryObject rim, List<string> values)
    {
        if (rim.Slot(name) is { } slot)
        {
            foreach (var value in slot.Values)
            {
                values.Add(value);
            }
        }
    }

    private static void AddIdentifiers(string scheme, RegistryObject rim, List<string> values)
    {
        foreach (var identifier in rim.ExternalIdentifiers)
        {
            if (identifier.IdentificationScheme == scheme)
            {
                values.Add(identifier.Value ?? "");
            }
        }
    }

    /// <summary>An empty title is as good as none: senders write the element without a text.</summary>
    private static void AddText(string? text, List<string> values)
    {
        if (!string.IsNullOrEmpty(text))
        {
            values.Add(text);
        }
    }
}
