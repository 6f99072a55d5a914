using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>Why something was not done: the code for programs, the explanation for people.</summary>
internal sealed record DmpProblem(DmpErrorCode Code, Explanation Explanation)
{
    public const string Source = "DMP, Interfaces LPS, SEL-MP-037";

    public DmpProblem(
        DmpErrorCode code, string rule, string english, string french, string? place = null, string? value = null,
        string? accepted = null, string? acceptedInFrench = null)
        : this(code, new Explanation(rule, english, place, value, accepted, Source)
        {
            French = new FrenchWording(french, acceptedInFrench),
        })
    {
    }

    /// <summary>As the audit trail and the pipeline count errors: the code alone goes into the trail.</summary>
    public RegistryError ToRegistryError(Language language) => new(
        Code.Text(), Explanation.ToString(language), ErrorSeverity.Error, Explanation.Place);

    public static DmpProblem Of(RegistryFailure failure) => new(
        failure.IsBusy ? DmpErrorCode.Busy : DmpErrorCode.Internal, failure.Explanation);

    public static RegistryResponse ResponseOf(IReadOnlyList<DmpProblem> problems, Language language) =>
        RegistryResponse.Of([.. problems.Select(problem => problem.ToRegistryError(language))]);
}
