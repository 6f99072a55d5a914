using System.CommandLine;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Dmp;

/// <summary><c>dmp</c>: what is asked of a DMP beside documents.</summary>
internal static class DmpCommand
{
    public static Command Create() => new ExampleCommand(
        "dmp", "Ask of a DMP (profile Dmp).", "", "xdsdmp dmp traces --patient 270019999000102 --as medecin-traitant")
    {
        TracesSubcommand.Create(),
        RequestsSubcommand.Create(),
    };
}
