using System.Xml;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.CommandLine.Validation;

/// <summary>
/// Puts a message to the rules that need no registry: those of its structure, its attributes, its affinity domain. What
/// depends on what is registered, only a dry run against the registry can tell.
/// </summary>
/// <param name="domain">The affinity domain.</param>
/// <param name="transaction">For instance <c>ITI-57</c>; null: what the message itself says, or its element.</param>
/// <param name="dmp">The rules of the French profile; null: they are not asked for.</param>
internal sealed class MessageCheck(AffinityDomain domain, string? transaction, DmpRuleSettings? dmp = null)
{
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Transactions whose messages can be checked.</summary>
    public static IReadOnlyList<TransactionId> Transactions { get; } =
    [
        TransactionId.Iti18, TransactionId.Iti41, TransactionId.Iti42, TransactionId.Iti57, TransactionId.Iti61,
        TransactionId.Iti92,
    ];

    /// <summary>The transaction by which the message was checked, and what is wrong with it.</summary>
    public (string? Transaction, IReadOnlyList<Finding> Findings) Check(ReadOnlyMemory<byte> message)
    {
        if (message.Length > MaxBytes)
        {
            return (null, [Finding.Unreadable($"the file is larger than {MaxBytes} octets")]);
        }

        try
        {
            using var reader = XmlReaders.Create(message);
            reader.MoveToContent();
            if (reader.LocalName != "Envelope")
            {
                return Check(reader, action: null);
            }

            using var envelope = SoapMessage.Restore(message, isMtom: false, new SoapLimits
            {
                MaxEnvelopeBytes = MaxBytes,
            });
            using var body = envelope.ReadBody();
            return Check(body, envelope.Addressing.Action);
        }
        catch (Exception unreadable) when (unreadable is XmlException or SoapFaultException)
        {
            return (null, [Finding.Unreadable(unreadable.Message)]);
        }
    }

    private (string? Transaction, IReadOnlyList<Finding> Findings) Check(XmlReader body, string? action)
    {
        var candidates = Transactions.Where(t => t.RequestElement == new XmlName(body.NamespaceURI, body.LocalName))
            .ToList();
        var id = candidates.Find(t => transaction is null ? t.Action == action : t.Number == transaction)
            ?? (transaction is null ? candidates.FirstOrDefault() : null);
        if (id is null)
        {
            var name = new XmlName(body.NamespaceURI, body.LocalName);
            var accepted = string.Join(", ", Transactions.Select(t => $"{t.Number} {t.RequestElement.LocalName}"));
            var wanted = transaction ?? "a transaction that can be checked";
            return (transaction, [Finding.Unreadable($"{name} is no message of {wanted}; accepted: {accepted}")]);
        }

        var errors = new RegistryErrors();
        var findings = new List<Finding>();
        if (transaction is null && action is not null && action != id.Action)
        {
            findings.Add(Finding.Unreadable($"wsa:Action {action} does not belong to {id.RequestElement.LocalName}"));
        }

        Check(id, body, errors);
        return (id.Number, [.. findings, .. errors.Select(Finding.Of)]);
    }

    private void Check(TransactionId id, XmlReader body, RegistryErrors errors)
    {
        if (id == TransactionId.Iti18)
        {
            CheckQuery(AdhocQueryRequestReader.Read(body), errors);
            return;
        }

        var objects = id == TransactionId.Iti41
            ? ProvideAndRegisterDocumentSetRequestReader.Read(body, errors, PassOver).Objects
            : SubmitObjectsRequestReader.Read(body, errors);
        if (SubmissionReader.Read(objects, errors) is not { } submission)
        {
            return;
        }

        var found = new RegistryErrors(domain.TreatmentFor(submission.SubmissionSet.SourceId, fingerprint: ""));
        var settings = dmp is null ? MetadataRuleSettings.Ihe : MetadataRuleSettings.Dmp;
        SubmissionRules.Check(submission, settings with { Transaction = RulesOf(id) }, found);
        if (dmp is not null)
        {
            DmpRules.Check(submission, RulesOf(id), dmp, Hl7Time.Of(TimeProvider.System.GetUtcNow()), found);
        }

        DomainRules.CheckValues(submission, domain, RuleTreatment.Reject, found);
        foreach (var error in found)
        {
            errors.Add(error);
        }
    }

    private void CheckQuery(StoredQueryRequest request, RegistryErrors errors)
    {
        if (StoredQueryDefinitions.All.FirstOrDefault(q => q.Id == request.QueryId) is { } definition)
        {
            StoredQueryParameters.Parse(
                definition, request, dmp is null ? LifeCycle.Ihe : LifeCycle.Dmp, errors);
            return;
        }

        errors.Add(RegistryErrorCode.XDSUnknownStoredQuery, new Explanation(
            "SQ-query-id", "no such stored query", "AdhocQuery, id", request.QueryId,
            string.Join(", ", StoredQueryDefinitions.All.Select(q => $"{q.Name} {q.Id}")),
            "ITI TF-2 §3.18.4.1.2.4"));
    }

    private static SubmissionTransaction RulesOf(TransactionId id) => id.Number switch
    {
        "ITI-41" => SubmissionTransaction.ProvideAndRegister,
        "ITI-61" => SubmissionTransaction.RegisterOnDemand,
        "ITI-57" or "ITI-92" => SubmissionTransaction.Update,
        _ => SubmissionTransaction.Register,
    };

    /// <summary>Documents are not looked at: hash and size are the repository's to compare.</summary>
    private static bool PassOver(XmlReader document)
    {
        document.Skip();
        return true;
    }
}
