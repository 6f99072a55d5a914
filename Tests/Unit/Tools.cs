using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit;

/// <summary>libxml2 and xmlsec, of which nobody here wrote a line.</summary>
internal static class Tools
{
    public static string XmlLint(params IEnumerable<string> arguments) => Run("xmllint", arguments).Output;

    public static ToolOutput XmlSec(params IEnumerable<string> arguments)
    {
        var done = ExternalTool.TryRun("xmlsec1", arguments);
        Skip(done, "xmlsec1");
        return done!;
    }

    public static ToolOutput OpenSsl(params IEnumerable<string> arguments) => Run("openssl", arguments);

    private static ToolOutput Run(string program, IEnumerable<string> arguments)
    {
        var done = ExternalTool.TryRun(program, arguments);
        Skip(done, program);
        Assert.AreEqual(0, done!.ExitCode, done.Errors);
        return done;
    }

    private static void Skip(ToolOutput? done, string program)
    {
        if (done is null)
        {
            Assert.Inconclusive($"There is no {program} on this machine.");
        }
    }
}
