using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Accounts;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// TD1.5: a professional opens the patient's web account (a), says where one-time codes are sent (b), gives new
/// credentials (d) (DMP, Interfaces LPS, SEL-MP-037; restricted since Mon espace santé). Login and password are told
/// once, in the answer.
/// </summary>
internal sealed class PatientAccounts(SoapExchange exchange, RegistryNode registry, TransactionId id) : ITransaction
{
    public const string AccountRule = "TD-account";
    private const string Sms = "SMS";
    private const string Email = "EMAIL";
    private const string Add = "AJOUT";
    private const string Change = "MODIFICATION";
    private const string Remove = "SUPPRESSION";
    private const int MaxAddress = 128;

    private readonly DmpCall _call = new(exchange, registry, id, EventAction.Update);
    private BusinessRequest _request = new(null);

    private bool IsRemoval => _request["action"] == Remove;

    private CodeChannelType Type => _request["type"] == Email ? CodeChannelType.Email : CodeChannelType.Sms;

    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        _request = new BusinessRequest(MessageNodes.BodyOf(exchange.Request));
        var problems = new MessageProblems();
        Check(problems);
        if (problems.All.Count > 0)
        {
            return _call.Refusal(problems.All, Refuse);
        }

        // Hashing takes long: not in the one turn of the database's writer.
        var credentials = id == DmpTransactions.Td15b ? null : Credentials.Make();
        var account = credentials?.ToAccount();
        return await _call.ChangeAsync(session => Do(session, credentials, account), Refuse);
    }

    public SoapReply Failed(RegistryFailure failure) => _call.Refusal([DmpProblem.Of(failure)], Refuse);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _call.Audit(result);

    private void Check(MessageProblems problems)
    {
        _request.CheckPatient(problems);
        if (id == DmpTransactions.Td15d)
        {
            return;
        }

        _request.OneOf("type", problems, isRequired: true, Sms, Email);
        if (id == DmpTransactions.Td15b)
        {
            _request.OneOf("action", problems, isRequired: true, Add, Change, Remove);
        }

        var isGood = Type == CodeChannelType.Email
            ? _request["canal"] is { Length: <= MaxAddress } mail && mail.IndexOf('@', StringComparison.Ordinal) > 0
            : _request["canal"] is { Length: >= 6 and <= 20 } number
                && number.All(c => char.IsAsciiDigit(c) || c is '+' or ' ');
        if (!isGood && !IsRemoval)
        {
            problems.Wrong(
                "canal", null, "a number for SMS, an address for EMAIL", "un numéro pour SMS, une adresse pour EMAIL");
        }
    }

    private ReadOnlyMemory<byte> Do(WriteSession session, Credentials? credentials, PatientAccount? account)
    {
        var patient = _call.Concerns(session, _request.Patient);
        _call.Demand(session, DmpFunction.ManageAccount, patient);
        var dmp = DmpCall.Existing(session, patient);
        ChangeDmp.RequireNotAttached(dmp);
        var known = AccountStore.Find(session, dmp.Key);
        if (id == DmpTransactions.Td15a ? known is not null : known is null)
        {
            throw new DmpProblemException(known is null
                ? Problem(DmpErrorCode.NoAccount, "the patient has no web account", "le patient n'a pas de compte")
                : Problem(DmpErrorCode.AccountExists, "the patient has a web account", "le patient a déjà un compte"));
        }

        if (account is not null)
        {
            AccountStore.Save(session, dmp.Key, account, _call.Actor, _call.Now);
        }

        if (id != DmpTransactions.Td15d)
        {
            SetChannel(session, dmp);
        }

        return BusinessAnswer.Done(id, Context.In(_call.Language), credentials is null ? null : xml =>
            xml.Element("login"u8, credentials.Login).Element("password"u8, credentials.Password));
    }

    private void SetChannel(WriteSession session, DmpRecord dmp)
    {
        var isKnown = AccountStore.ChannelsOf(session, dmp.Key).Any(channel => channel.Type == Type);
        if (id == DmpTransactions.Td15b && isKnown == (_request["action"] == Add))
        {
            throw new DmpProblemException(isKnown
                ? Problem(DmpErrorCode.AccountExists, "there is such a channel already", "ce canal existe déjà")
                : Problem(DmpErrorCode.NoAccount, "there is no such channel", "ce canal n'existe pas"));
        }

        if (IsRemoval && id == DmpTransactions.Td15b)
        {
            AccountStore.RemoveChannel(session, dmp.Key, Type, _call.Actor, _call.Now);
        }
        else
        {
            var channel = new CodeChannel(Type, _request["canal"]!);
            AccountStore.SetChannel(session, dmp.Key, channel, _call.Actor, _call.Now);
        }
    }

    private Wording Context => id == DmpTransactions.Td15b
        ? new Wording("the channel is as was asked", "canal mis à jour")
        : new Wording(
            "give these to the patient; they are told only once", "à remettre au patient ; non consultable ensuite");

    private static DmpProblem Problem(DmpErrorCode code, string english, string french) =>
        new(code, AccountRule, english, french, "patient");

    private ReadOnlyMemory<byte> Refuse(IReadOnlyList<DmpProblem> problems) =>
        BusinessAnswer.Refused(id, problems, _call.Language);
}
