using System.Collections;

namespace XdsDmp.Metadata.Errors;

/// <summary>Collects everything that is wrong with one message, so that the sender can mend it in one go.</summary>
public sealed class RegistryErrors : IReadOnlyCollection<RegistryError>
{
    /// <summary>A hostile message may be wrong in a million places; nobody reads more than this.</summary>
    public const int MaxErrors = 200;

    private readonly List<RegistryError> _errors = [];

    public int Count => _errors.Count;

    /// <summary>True once an error of severity Error was added: the message will be refused.</summary>
    public bool IsFailure { get; private set; }

    public void Add(RegistryErrorCode code, Explanation explanation) => Add(new RegistryError(code, explanation));

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
