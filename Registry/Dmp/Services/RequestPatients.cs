using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Registry.Storage;
using XdsDmp.Security.Systems;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// Whom a request is about. A person may be named by several identifiers, and a message may use any of them.
/// </summary>
internal static class RequestPatients
{
    public const string PatientRule = "TD-patient";

    /// <summary>INS-NIR and its forms for tests first, then the one in waiting, then those of before.</summary>
    private static readonly InsKind[] Order = [InsKind.Nir, InsKind.Nia, InsKind.InsC, InsKind.InsA];

    /// <summary>The national health identifiers of a message, the best first; others do not count.</summary>
    public static IReadOnlyList<PatientId> InsOf(IEnumerable<InstanceIdentifier> identifiers) =>
    [
        .. from id in identifiers
           let authority = InsAuthority.Find(id.Root)
           where authority is not null && !string.IsNullOrEmpty(id.Extension)
           orderby Array.IndexOf(Order, authority.Kind)
           select new PatientId(id.Extension!, id.Root),
    ];

    /// <summary>The patient of the assertion where the request names none.</summary>
    /// <exception cref="DmpProblemException">Neither names one, or the system has nothing to do with it.</exception>
    /// <exception cref="Security.Signatures.UntrustedMessageException">The two are different people.</exception>
    public static PatientId Choose(ReadSession session, SoapExchange exchange, IReadOnlyList<PatientId> named)
    {
        var asserted = exchange.Assertion?.Vihf?.Patient;
        var patient = (named.Count > 0 ? named[0] : asserted) ?? throw new DmpProblemException(new DmpProblem(
            DmpErrorCode.InvalidMessage, PatientRule, "the request names no patient by a national health identifier",
            "la demande ne désigne aucun patient par son identifiant national de santé", "patient",
            accepted: "an id of an INS domain, for instance 1.2.250.1.213.1.4.8",
            acceptedInFrench: "un id d'un domaine de l'INS, par exemple 1.2.250.1.213.1.4.8"));
        if (asserted is not null && !named.Contains(asserted) && !PatientStore.IsSamePerson(session, asserted, patient))
        {
            exchange.RequirePatients([patient]);
        }

        RequireScope(exchange.Caller.Rights, patient);
        return patient;
    }

    private static void RequireScope(KnownSystem system, PatientId patient)
    {
        if (ScopeRules.AuthorityProblem(system, patient.Authority, "patient") is { } problem)
        {
            throw new DmpProblemException(new DmpProblem(DmpErrorCode.AccessDenied, problem with
            {
                French = new FrenchWording("ce système n'a pas affaire aux patients de ce domaine d'identification"),
            }));
        }
    }
}
