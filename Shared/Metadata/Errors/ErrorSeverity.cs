namespace XdsDmp.Metadata.Errors;

/// <summary>Severity of a <see cref="RegistryError"/>: a warning goes with Success, an error never does.</summary>
public enum ErrorSeverity
{
    Warning,
    Error,
}
