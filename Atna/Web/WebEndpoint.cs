using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Web.Accounts;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Web;

/// <summary>
/// The pages for auditors: who is let in, what each page may do in a browser, and which page it is. A client
/// certificate of an auditor lets in by itself; others log in by name.
/// </summary>
internal sealed class WebEndpoint : IDisposable
{
    private const string SessionCookie = "__Host-session";
    private const string FormCookie = "__Host-form";
    private const int MaxFormBytes = 8 * 1024;
    private const string RetryAfterSeconds = "10";

    private readonly SecureNode _node;
    private readonly Auditors _auditors;
    private readonly Sessions _sessions;
    private readonly Login _login;
    private readonly Pages _pages;

    public WebEndpoint(SecureNode node, AtnaOptions options, Uri root, byte[] cursorKey)
    {
        _node = node;
        _auditors = new Auditors(options.Auditors, node.Permission);
        _sessions = new Sessions(node.Clock);
        _login = new Login(node.Writer, node.Readers, node.Clock);
        var look = new LogLook(node, root);
        _pages = new Pages(
            look, new Exports(look, node.Clock, root), options, node.Clock, new SearchCursor(cursorKey));
    }

    public void Dispose() => _login.Dispose();

    public async Task HandleAsync(HttpContext http)
    {
        SetHeaders(http.Response.Headers);
        try
        {
            HttpRules.Check(http.Request);
            await RouteAsync(http);
        }
        catch (BadHttpRequestException bad)
        {
            await RefuseAsync(http, bad.StatusCode, "bad-request");
        }
        catch (StoreBusyException)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, "busy");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !http.Response.HasStarted)
        {
            _node.Logger.LogError(failure, "{Exchange} failed", http.TraceIdentifier);
            await RefuseAsync(http, StatusCodes.Status500InternalServerError, "page-failed");
        }
    }

    /// <summary>Nobody is left before an empty window; what the page was to be is not told.</summary>
    private static async Task RefuseAsync(HttpContext http, int status, string why)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        var visit = new Visit(http, Words.Of(http.Request), Name: null, Session: null);
        await visit.WriteAsync(
            "title", html => html.Tag("p", [("class", "error"), ("role", "alert")], () => html.Text(visit.Words[why])),
            status, http.TraceIdentifier);
    }

    /// <summary>Nothing but our own style sheet is loaded, nothing runs, nobody frames, nothing is kept.</summary>
    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers.StrictTransportSecurity = "max-age=31536000";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private async Task RouteAsync(HttpContext http)
    {
        var visit = VisitOf(http);
        RememberLanguage(http);
        var isPost = HttpMethods.IsPost(http.Request.Method);
        if (!isPost && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = "GET, HEAD, POST";
            return;
        }

        switch (http.Request.Path.Value, isPost)
        {
            case ("/style.css", false):
                await visit.WriteTextAsync("text/css; charset=utf-8", Stylesheet.Text);
                break;
            case ("/login", false):
                await ShowLoginAsync(visit, hasFailed: false);
                break;
            case ("/login", true):
                await LogInAsync(visit);
                break;
            case ("/logout", true):
                await LogOutAsync(visit);
                break;
            case (_, true):
                http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                break;
            default:
                await ShowAsync(visit);
                break;
        }
    }

    private Task ShowAsync(Visit visit)
    {
        if (visit.Name is not null)
        {
            return _pages.ShowAsync(visit);
        }

        visit.Http.Response.Redirect("/login");
        visit.Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        return Task.CompletedTask;
    }

    private Visit VisitOf(HttpContext http)
    {
        var session = _sessions.Find(http.Request.Cookies[SessionCookie]);
        var name = _auditors.MayRead(http, TransactionNumber.Iti81)
            ? http.Connection.ClientCertificate!.Subject
            : session?.Name;
        return new Visit(http, Words.Of(http.Request), name, session);
    }

    private static void RememberLanguage(HttpContext http)
    {
        if (http.Request.Query["lang"].FirstOrDefault() is "fr" or "en")
        {
            http.Response.Cookies.Append("lang", http.Request.Query["lang"]!, Options());
        }
    }

    private static Task ShowLoginAsync(Visit visit, bool hasFailed)
    {
        var token = Sessions.NewToken();
        visit.Http.Response.Cookies.Append(FormCookie, token, Options());
        return visit.WriteAsync(
            "login",
            html => LoginForm.Write(html, visit.Words, token, hasFailed),
            hasFailed ? StatusCodes.Status403Forbidden : StatusCodes.Status200OK);
    }

    private async Task LogInAsync(Visit visit)
    {
        var form = await FormAsync(visit.Http);
        var token = visit.Http.Request.Cookies[FormCookie];
        var name = form["name"].ToString();
        var isOwnForm = !string.IsNullOrEmpty(token) && form["token"] == token;
        var auditor = isOwnForm
            ? await _login.TryAsync(
                name, form["password"].ToString(), form["code"].ToString(), visit.Http.RequestAborted)
            : null;
        var outcome = auditor is null
            ? new AuditOutcome(
                EventOutcome.MinorFailure, "password or one-time code is wrong, or the account is locked")
            : AuditOutcome.Success;
        await TellAsync(UserAuthenticationEvent.BuildLogin(
            _node.Audit.Node, _node.Audit.Now, ReaderOf(visit.Http, Known(name)), outcome));
        if (auditor is null)
        {
            await ShowLoginAsync(visit, hasFailed: true);
            return;
        }

        visit.Http.Response.Cookies.Append(SessionCookie, _sessions.Open(auditor), Options());
        visit.Http.Response.Cookies.Delete(FormCookie, Options());
        SeeOther(visit.Http, "/");
    }

    private async Task LogOutAsync(Visit visit)
    {
        var form = await FormAsync(visit.Http);
        if (visit.Session is { } session && form["token"] == session.FormToken)
        {
            _sessions.Close(visit.Http.Request.Cookies[SessionCookie]!);
            visit.Http.Response.Cookies.Delete(SessionCookie, Options());
            await TellAsync(UserAuthenticationEvent.BuildLogout(
                _node.Audit.Node, _node.Audit.Now, ReaderOf(visit.Http, session.Name)));
        }

        SeeOther(visit.Http, "/login");
    }

    private Task TellAsync(AuditMessage message) => _node.Audit.AppendAsync([message]);

    private static LogReader ReaderOf(HttpContext http, string name) =>
        new(name, Address: http.Connection.RemoteIpAddress?.ToString());

    /// <summary>Somebody may have typed a password into the wrong field.</summary>
    private string Known(string name) => Storage.AuditorAccount.IsName(name)
        && _node.Readers.Read(session => Storage.AuditorStore.Find(session, name)) is not null
            ? name
            : "unknown account";

    private static void SeeOther(HttpContext http, string path)
    {
        http.Response.Headers.Location = path;
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    private static async Task<IFormCollection> FormAsync(HttpContext http) =>
        http.Request.HasFormContentType && http.Request.ContentLength is <= MaxFormBytes
            ? await http.Request.ReadFormAsync(http.RequestAborted)
            : throw new BadHttpRequestException("a form is expected", StatusCodes.Status415UnsupportedMediaType);

    private static CookieOptions Options() => new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };
}
