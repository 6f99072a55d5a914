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

        html.Tag("form", [("method", "post"), ("action", "/login")], () =>
        {
            html.Tag("input", [("type", "hidden"), ("name", "token"), ("value", token)]);
            html.Field("name", words["name"], value: null);
            html.Field("password", words["password"], value: null, "password");
            html.Field("code", words["code"], value: null);
            html.Tag("button", [("type", "submit")], () => html.Text(words["login"]));
        });
    }
}
