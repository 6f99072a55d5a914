using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Unit.Registry.Model;

/// <summary>What the profile says about stored queries, in the plainest words.</summary>
internal sealed class NaiveQueries(NaiveRegistry registry, Question question)
{
    private static readonly QueryName[] AboutOnePatient =
    [
        QueryName.GetDocuments, QueryName.GetFolders, QueryName.GetDocumentsAndAssociations,
        QueryName.GetSubmissionSets, QueryName.GetSubmissionSetAndContents, QueryName.GetFolderAndContents,
    ];

    /// <summary>The objects found, each once; null when they are of several patients and that is refused.</summary>
    public IReadOnlyList<ModelObject>? Answer()
    {
        var found = Found().Distinct().ToList();
        var patients = found.OfType<ModelOfPatient>().Select(o => registry.SurvivorOf(o.Patient)).Distinct().Count();
        return patients > 1 && AboutOnePatient.Contains(question.Query) ? null : found;
    }

    private IEnumerable<ModelObject> Found() => question.Query switch
    {
        QueryName.FindDocuments => OfPatient(registry.Entries).Where(Matches).Where(IsVisible),
        QueryName.FindSubmissionSets => OfPatient(registry.Sets),
        QueryName.FindFolders => OfPatient(registry.Folders).Where(IsVisible),
        QueryName.GetAll => WithAssociations(
        [
            .. OfPatient(registry.Entries).Where(HasConfidentiality).Where(IsVisible), .. OfPatient(registry.Sets),
            .. OfPatient(registry.Folders).Where(IsVisible),
        ]),
        QueryName.GetDocuments => Asked(registry.Entries).Where(IsVisible),
        QueryName.GetFolders => Asked(registry.Folders).Where(IsVisible),
        QueryName.GetAssociations => Uuid() is { } it ? Approved(registry.AssociationsOf(it)) : [],
        QueryName.GetDocumentsAndAssociations => WithAssociations([.. Asked(registry.Entries).Where(IsVisible)]),
        QueryName.GetSubmissionSets => SubmissionSets(),
        QueryName.GetSubmissionSetAndContents => Contents(Asked(registry.Sets)),
        QueryName.GetFolderAndContents => Contents(Asked(registry.Folders).Where(IsVisible)),
        QueryName.GetFoldersForDocument => Asked(registry.Entries).Where(IsVisible)
            .SelectMany(e => Approved(registry.AssociationsOf(e).Where(a => a.Target == e)).Select(a => a.Source))
            .OfType<ModelFolder>().Where(IsVisible),
        _ => Related(),
    };

    /// <summary>What <c>$uuid</c> names: the object at that place of the list, whatever it is.</summary>
    public ModelObject? Uuid()
    {
        var all = registry.Objects.Where(o => o is not ModelAssociation).ToList();
        return all.Count == 0 ? null : all[question.Object % all.Count];
    }

    /// <summary>The object that the id parameters name.</summary>
    public static T? Named<T>(IEnumerable<T> all, Question question)
        where T : ModelOfPatient => all.ToList() is { Count: > 0 } list ? list[question.Object % list.Count] : null;

    private IEnumerable<T> Asked<T>(IEnumerable<T> all)
        where T : ModelOfPatient =>
        Named(all, question) is not { } named ? []
        : question.ByUniqueId ? all.Where(o => o.UniqueId == named.UniqueId)
        : [named];

    private IEnumerable<T> OfPatient<T>(IEnumerable<T> all)
        where T : ModelOfPatient =>
        registry.SurvivorOf(question.Patient) != question.Patient
            ? []
            : all.Where(o => registry.SurvivorOf(o.Patient) == question.Patient
                && (question.Statuses & (o.IsApproved ? 1 : 2)) != 0);

    private bool IsVisible(ModelEntry entry) =>
        question.Level == 2 || (registry.IsLatest(entry) && !entry.Content.IsOffline);

    private bool IsVisible(ModelFolder folder) =>
        question.Level == 2 || (registry.IsLatest(folder) && folder.IsApproved);

    private bool Matches(ModelEntry entry)
    {
        var content = entry.Content;
        return (question.ClassCodes is not { } codes || (codes & (1 << content.ClassCode)) != 0)
            && HasConfidentiality(entry)
            && question.EventCodes.All(group => (group & content.EventCodes) != 0)
            && (question.CreatedFrom is not { } from || content.Created >= from)
            && (question.CreatedTo is not { } to || content.Created < to)
            && (question.StartedFrom is not { } start || content.Started is not { } started || started >= start)
            && (question.Author is not { } pattern || IsLike(World.Author(content.Author), pattern));
    }

    private bool HasConfidentiality(ModelEntry entry) =>
        question.Confidentiality.All(group => (group & entry.Content.Confidentiality) != 0);

    private static bool IsLike(string text, string pattern) => Regex.IsMatch(
        text, $"^{Regex.Escape(pattern).Replace("%", ".*").Replace("_", ".")}$", RegexOptions.Singleline,
        TimeSpan.FromSeconds(1));

    /// <summary>Where the query's table has $XDSAssociationStatus: Approved ones when it is not given.</summary>
    private static IEnumerable<ModelAssociation> Approved(IEnumerable<ModelAssociation> all) =>
        all.Where(a => a.IsApproved);

    /// <summary>Where the table does not have it.</summary>
    private IEnumerable<ModelAssociation> AtThisLevel(IEnumerable<ModelAssociation> all) =>
        all.Where(a => question.Level == 2 || a.IsApproved);

    private IEnumerable<ModelObject> WithAssociations(IReadOnlyList<ModelObject> objects) =>
        objects.Concat(Approved(registry.Associations)
            .Where(a => objects.Contains(a.Source) || objects.Contains(a.Target)));

    private IEnumerable<ModelObject> SubmissionSets()
    {
        var memberships = Uuid() is { } it
            ? AtThisLevel(registry.AssociationsOf(it).Where(a => a.Target == it && a.Source is ModelSet)).ToList()
            : [];
        return memberships.Select(a => a.Source).Concat(memberships);
    }

    /// <summary>A SubmissionSet or Folder, its members, and the associations of which both ends are there.</summary>
    private List<ModelObject> Contents(IEnumerable<ModelOfPatient> holders)
    {
        var all = holders.Cast<ModelObject>().ToList();
        var isSet = question.Query == QueryName.GetSubmissionSetAndContents;
        var memberships = (isSet ? AtThisLevel(registry.Associations) : Approved(registry.Associations))
            .Where(a => all.Contains(a.Source) && a.Type == "HasMember").ToList();
        var members = memberships.Select(a => a.Target).ToList();
        var entries = members.OfType<ModelEntry>().Where(HasConfidentiality).Where(IsVisible).ToList();
        var folders = members.OfType<ModelFolder>().Where(IsVisible).ToList();
        all.AddRange([.. entries, .. folders]);
        var candidates = memberships
            .Concat(AtThisLevel(members.OfType<ModelAssociation>()))
            .Concat(isSet ? AtThisLevel(registry.Associations).Where(a => folders.Contains(a.Source)) : []).ToList();
        while (candidates.FirstOrDefault(a => !all.Contains(a) && all.Contains(a.Source) && all.Contains(a.Target))
            is { } linked)
        {
            all.Add(linked);
        }

        return all;
    }

    private IEnumerable<ModelObject> Related()
    {
        var given = Asked(registry.Entries).Where(IsVisible).ToList();
        var relationships = Approved(registry.Associations)
            .Where(a => a.IsRelationship && Asks(a.Type) && (given.Contains(a.Source) || given.Contains(a.Target)))
            .Where(a => IsVisible((ModelEntry)a.Source) && IsVisible((ModelEntry)a.Target)).ToList();
        return relationships.SelectMany(a => new[] { a.Source, a.Target, a });
    }

    private bool Asks(string type) => (question.Types & (1 << Array.IndexOf(World.Relations, type))) != 0;
}
