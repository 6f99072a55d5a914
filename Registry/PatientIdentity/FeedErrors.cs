using XdsDmp.Metadata.Errors;

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

    public void AddRange(IEnumerable<FeedError> errors) => _errors.AddRange(errors);
}
