namespace XdsDmp.Atna.Web;

/// <summary>Name, password and one-time code.</summary>
internal static class LoginForm
{
    public static void Write(Html html, Words words, string token, bool hasFailed)
    {
        if (hasFailed)
        {
            html.Tag("p", [("class", "error"), ("role", "alert")], () => html.Text(words["login-failed"]));
        }

        html.Tag("form", [("class", "login"), ("method", "post"), ("action", "/login")], () =>
        {
            html.Tag("input", [("type", "hidden"), ("name", "token"), ("value", token)]);
            html.Field("name", words["name"], null, null, ("autocomplete", "username"), ("required", "required"));
            html.Field(
                "password", words["password"], null, null,
                ("type", "password"), ("autocomplete", "current-password"), ("required", "required"));
            html.Field(
                "code", words["code"], null, words["code-hint"],
                ("inputmode", "numeric"), ("autocomplete", "one-time-code"), ("required", "required"));
            html.Tag("button", [("type", "submit")], () => html.Text(words["login"]));
        });
        html.Tag("p", "quiet", words["login-hint"]);
    }
}
