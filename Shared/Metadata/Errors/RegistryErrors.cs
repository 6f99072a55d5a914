using System.Collections;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Errors;

/// <summary>Collects everything that is wrong with one message, so that the sender can mend it in one go.</summary>
public sealed class RegistryErrors : IReadOnlyCollection<RegistryError>
{
    /// <summary>A hostile message may be wrong in a million places; nobody reads more than this.</summary>
    public const int MaxErrors = 200;

    private readonly List<RegistryError> _errors = [];
    private readonly Func<string, RuleTreatment>? _treatmentOf;

    public RegistryErrors()
    {
    }

    /// <param name="treatmentOf">How the sender's broken rules are taken, by rule id.</param>
    public RegistryErrors(Func<string, RuleTreatment> treatmentOf) => _treatmentOf = treatmentOf;

    public int Count => _errors.Count;

    /// <summary>True once an error of severity Error was added: the message will be refused.</summary>
    public bool IsFailure { get; private set; }

    public void Add(RegistryErrorCode code, Explanation explanation) => Add(code, explanation, RuleTreatment.Reject);

    /// <summary>Adds it as the more lenient of this treatment and the sender's.</summary>
    public void Add(RegistryErrorCode code, Explanation explanation, RuleTreatment treatment)
    {
        var relaxed = _treatmentOf?.Invoke(explanation.Rule) ?? RuleTreatment.Reject;
        var error = new RegistryError(code, explanation);
        switch (relaxed > treatment ? relaxed : treatment)
        {
            case RuleTreatment.Reject:
                Add(error);
                break;
            case RuleTreatment.Warn:
                Add(error with { Severity = ErrorSeverity.Warning });
                break;
        }
    }

    public void Add(RegistryError error)
    {
        IsFailure |= error.Severity == ErrorSeverity.Error;
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(error);
        }
    }

    public IEnumerator<RegistryError> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
