using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Vihf;
using XdsDmp.Sql;
using static XdsDmp.Registry.Dmp.Access.DmpFunction;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// The door to every DMP: finds out who stands before it, looks up what the patient has decided, asks
/// <see cref="AccessDecision"/>, and tells what the visitor sees inside.
/// </summary>
/// <param name="profile">With <see cref="Profile.Ihe"/> everything is open.</param>
/// <param name="options">Portals, legal age.</param>
/// <param name="matrix">Which professions read what.</param>
/// <param name="clock">Authorisations end.</param>
internal sealed class DmpAccess(Profile profile, DmpOptions options, HabilitationMatrix matrix, TimeProvider clock)
{
    /// <summary>What concerns no patient in particular.</summary>
    private static readonly HashSet<DmpFunction> OfNobody = [AcquireIdentity, ListDmps, FindPatient];

    private static readonly HabilitationMatrix Nothing = new("none", [], DateOnly.MinValue);

    public bool IsOn => profile == Profile.Dmp;

    /// <summary>Which matrix decides, for the log.</summary>
    public string Matrix => $"{matrix.Version}, {matrix.Rows.Count} cells";

    /// <exception cref="ConfigurationException">The file with the matrix is wrong.</exception>
    public static DmpAccess Of(Profile profile, DmpOptions options, TimeProvider clock)
    {
        var matrix = profile == Profile.Dmp
            ? HabilitationFile.Load(options.HabilitationMatrix, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            : Nothing;
        return new DmpAccess(profile, options, matrix, clock);
    }

    /// <summary>Lets the user of a message in, or says why not.</summary>
    /// <param name="session">Where the patient's decisions stand.</param>
    /// <param name="exchange">The message.</param>
    /// <param name="function">What is wanted.</param>
    /// <param name="patient">Whom the message is about, where it says so; must be whom the VIHF is about.</param>
    /// <exception cref="DmpRefusedException">He may not.</exception>
    /// <exception cref="UntrustedMessageException">There is no VIHF, or it is about somebody else.</exception>
    public DmpVisit Demand(ReadSession session, SoapExchange exchange, DmpFunction function, PatientId? patient)
    {
        if (!IsOn || exchange.IsWithoutUser())
        {
            return DmpVisit.Unrestricted;
        }

        var user = exchange.Assertion!.Vihf ?? throw new UntrustedMessageException(
            SecurityFault.UnsupportedSecurityToken, "the assertion is no VIHF");
        var ins = PatientOf(session, user, function, patient);
        var dmp = ins is null ? null : DmpStore.Find(session, ins);
        var now = clock.GetUtcNow();
        var viewer = ViewerOf(session, user, exchange.Assertion.IssuerName, ins, dmp, now)
            ?? throw new DmpRefusedException(UnknownRole(user), exchange.Language);
        var authorisation = dmp is null || viewer.IsByPortal
            ? null
            : AuthorisationStore.Find(session, dmp.Key, viewer.UserId);
        if (viewer.Kind == ViewerKind.Doctor && authorisation is { IsAttendingPhysician: true }
            && authorisation.IsValidAt(now))
        {
            viewer = viewer with { Kind = ViewerKind.AttendingPhysician };
        }

        return AccessDecision.Refuse(function, viewer, dmp, authorisation, now) is { } refusal
            ? throw new DmpRefusedException(refusal, exchange.Language)
            : new DmpVisit(viewer, dmp, authorisation, SightOf(session, viewer, dmp, authorisation, now));
    }

    /// <summary>
    /// The same for transactions that answer with an error list: a person without a DMP is an unknown patient there.
    /// </summary>
    /// <returns>Null: an error was added.</returns>
    /// <exception cref="DmpRefusedException">He may not.</exception>
    /// <exception cref="UntrustedMessageException">There is no VIHF, or it is about somebody else.</exception>
    public DmpVisit? LetIn(
        ReadSession session, SoapExchange exchange, DmpFunction function, PatientId? patient, RegistryErrors errors)
    {
        try
        {
            return Demand(session, exchange, function, patient);
        }
        catch (DmpRefusedException refused) when (refused.Refusal.Kind == RefusalKind.NoDmp)
        {
            errors.Add(RegistryErrorCode.XDSUnknownPatientId, refused.Refusal.Explanation);
            return null;
        }
    }

    /// <summary>Another function for somebody who has been let in.</summary>
    /// <exception cref="DmpRefusedException">He may not.</exception>
    public void Demand(DmpVisit visit, DmpFunction function, SoapExchange exchange)
    {
        if (visit.Viewer is { } viewer && AccessDecision.Refuse(
            function, viewer, visit.Dmp, visit.Authorisation, clock.GetUtcNow()) is { } refusal)
        {
            throw new DmpRefusedException(refusal, exchange.Language);
        }
    }

    /// <summary>Transactions that are no function of the DMP are for systems without a user only.</summary>
    /// <exception cref="DmpRefusedException">There is a user.</exception>
    public void RefuseUsers(SoapExchange exchange)
    {
        if (IsOn && !exchange.IsWithoutUser())
        {
            throw new DmpRefusedException(DmpRefusals.NoFunction, exchange.Language);
        }
    }

    /// <summary>Whom it is about: as the message says, which must be as the VIHF says.</summary>
    private static PatientId? PatientOf(
        ReadSession session, VerifiedVihf user, DmpFunction function, PatientId? patient)
    {
        if (patient is null && OfNobody.Contains(function))
        {
            return null;
        }

        var asserted = user.Patient ?? throw new UntrustedMessageException(
            SecurityFault.FailedAuthentication, "the VIHF names no patient");
        return patient is null || patient == asserted || PatientStore.IsSamePerson(session, patient, asserted)
            ? patient ?? asserted
            : throw new UntrustedMessageException(
                SecurityFault.FailedAuthentication, "the VIHF is about another patient than the request");
    }

    private Viewer? ViewerOf(
        ReadSession session, VerifiedVihf user, string issuer, PatientId? ins, DmpRecord? dmp, DateTimeOffset now)
    {
        if (!ViewerRole.IsPatient(user.Profession))
        {
            return Viewer.Of(user);
        }

        if (ins is null || !options.Portals.Contains(issuer))
        {
            return null;
        }

        var self = PatientId.TryParse(user.UserId) ?? new PatientId(user.UserId, ins.Authority);
        if (self == ins || PatientStore.IsSamePerson(session, self, ins))
        {
            return Viewer.Of(user, ViewerKind.Patient, ins);
        }

        var isRepresentative = dmp is not null && !Age.IsReached(
                dmp.Demographics.BirthDate, options.LegalAgeYears, DateOnly.FromDateTime(now.UtcDateTime))
            && dmp.Demographics.Representatives.Any(one => one.Ins is { } representative
                && (representative == self || PatientStore.IsSamePerson(session, representative, self)));
        return isRepresentative ? Viewer.Of(user, ViewerKind.LegalRepresentative, self) : null;
    }

    private Sight? SightOf(
        ReadSession session, Viewer viewer, DmpRecord? dmp, Authorisation? authorisation, DateTimeOffset now)
    {
        if (dmp is null)
        {
            return null;
        }

        var rights = new DocumentRights(viewer, dmp.Choices, authorisation, matrix, now);
        return new Sight(viewer, rights, PatientStore.KeysOf(session, dmp.Ins).ToHashSet());
    }

    private static Refusal UnknownRole(VerifiedVihf user) => ViewerRole.IsPatient(user.Profession)
        ? DmpRefusals.NotThisPatient
        : DmpRefusals.UnknownRole(user.Profession);
}
