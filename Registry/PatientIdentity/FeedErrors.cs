using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Security.Systems;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>Collects what is wrong with one message, named as its sender names things.</summary>
internal sealed class FeedErrors(FeedNames names)
{
    private readonly List<FeedError> _errors = [];

    public IReadOnlyList<FeedError> All => _errors;

    public FeedNames Names => names;

    public void Add(
        FeedErrorCode code, string rule, string problem, string? place = null, string? value = null,
        string? accepted = null) =>
        _errors.Add(new FeedError(code, new Explanation(rule, problem, place, value, accepted, names.Source)));

    /// <summary>What of the change the system may not.</summary>
    public void CheckScope(PatientChange change, KnownSystem system)
    {
        foreach (var authority in change.Patients.Select(p => p.Authority).Distinct())
        {
            if (ScopeRules.AuthorityProblem(system, authority, names.Patient) is { } problem)
            {
                _errors.Add(new FeedError(FeedErrorCode.UnknownKeyIdentifier, problem));
            }
        }
    }

    public void AddRange(IEnumerable<FeedError> errors) => _errors.AddRange(errors);
}
