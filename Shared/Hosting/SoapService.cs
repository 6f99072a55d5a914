using XdsDmp.Hosting.Asynchronous;
using XdsDmp.Soap;

namespace XdsDmp.Hosting;

/// <summary>A SOAP service as a table: action URI → transaction class.</summary>
/// <param name="Path">Where it is served, for instance <c>/registry</c>.</param>
/// <param name="Wsdl">File name in <c>Schemas/Wsdl</c> of what <c>?wsdl</c> answers.</param>
/// <param name="Limits">What a message may cost.</param>
/// <param name="Transactions">What this service can do.</param>
public sealed record SoapService(
    string Path, string Wsdl, SoapLimits Limits, IReadOnlyList<SoapOperation> Transactions)
{
    /// <summary>Makes the place where attachments of one request go; null: this service takes no attachments.</summary>
    public Func<IAttachmentSink>? NewAttachmentSink { get; init; }

    /// <summary>Bodies are validated against the schemas before anything else is made of them.</summary>
    public bool ValidateSchema { get; init; }

    /// <summary>Other paths under which clients know it.</summary>
    public IReadOnlyList<string> OtherPaths { get; init; } = [];

    public SoapOperation? Find(string action) =>
        Transactions.FirstOrDefault(operation => operation.Id.Action == action);

    /// <summary>The line of the table for a message; null when there is none.</summary>
    public SoapOperation? Find(string action, SoapMessage request) => Transactions.FirstOrDefault(
        operation => operation.Id.Action == action && (operation.Recognises?.Invoke(request) ?? true));

    internal bool IsAt(string? path) => path == Path || OtherPaths.Contains(path);
}

/// <summary>One line of the table.</summary>
public sealed record SoapOperation(TransactionId Id, Func<SoapExchange, ITransaction> Begin)
{
    /// <summary>
    /// What a system must be allowed to call it; null: the transaction itself decides who may.
    /// </summary>
    public string? Permission { get; init; } = Id.Number;

    /// <summary>
    /// Tells messages apart where several transactions have one action; null: the action says enough.
    /// </summary>
    public Func<SoapMessage, bool>? Recognises { get; init; }

    /// <summary>Its answer may go elsewhere, and later (ITI TF-2 Appendix V).</summary>
    public bool AnswersLater { get; init; } = AsynchronousTransactions.Allows(Id);

    /// <summary>The transaction stores through <see cref="SoapExchange.Act"/>, so that it can be tried.</summary>
    public bool HasDryRun { get; init; }
}
