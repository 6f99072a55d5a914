using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace XdsDmp.Tests.Tidy;

/// <summary>The drawing of the README, compared with what the projects reference.</summary>
[TestClass]
public sealed partial class DependencyTests
{
    /// <summary>Project file → folders of the projects that it may use. A level may use any level below it.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Shared/Xml/XdsDmp.Xml.csproj"] = "",
        ["Shared/Metadata/XdsDmp.Metadata.csproj"] = "Shared/Xml",
        ["Shared/Soap/XdsDmp.Soap.csproj"] = "Shared/Xml",
        ["Shared/Audit/XdsDmp.Audit.csproj"] = "Shared/Xml",
        ["Shared/Sql/XdsDmp.Sql.csproj"] = "",
        ["Shared/Security/XdsDmp.Security.csproj"] = "Shared/Xml Shared/Metadata",
        ["Shared/Hosting/XdsDmp.Hosting.csproj"] =
            "Shared/Xml Shared/Metadata Shared/Soap Shared/Audit Shared/Sql Shared/Security",
        ["Registry/XdsDmp.Registry.csproj"] = AllShared,
        ["Repository/XdsDmp.Repository.csproj"] = AllShared,
        ["Atna/XdsDmp.Atna.csproj"] = AllShared,
        ["tools/xdsdmp/xdsdmp.csproj"] = AllShared + AllServices,
        ["tools/bench/bench.csproj"] = AllShared + AllServices + " tools/xdsdmp Tests/Support",
        ["Tests/Support/XdsDmp.Tests.Support.csproj"] = AllShared + AllServices,
        ["Tests/Unit/XdsDmp.Tests.Unit.csproj"] = AllShared + AllServices + " tools/xdsdmp Tests/Support",
        ["Tests/Scenarios/XdsDmp.Tests.Scenarios.csproj"] = AllShared + AllServices + " tools/xdsdmp Tests/Support",
        ["Tests/Browser/XdsDmp.Tests.Browser.csproj"] = AllShared + AllServices + " Tests/Support",
        ["Tests/Tidy/XdsDmp.Tests.Tidy.csproj"] = "",
    };

    /// <summary>Packages that a level may use; a new one is a decision and is written here.</summary>
    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["Shared/Sql/XdsDmp.Sql.csproj"] = "Dapper Microsoft.Data.Sqlite.Core Npgsql SQLitePCLRaw.bundle_e_sqlite3",
        ["Shared/Hosting/XdsDmp.Hosting.csproj"] =
            "NLog NLog.Extensions.Logging OpenTelemetry OpenTelemetry.Exporter.OpenTelemetryProtocol "
            + "OpenTelemetry.Instrumentation.Runtime",
        ["Registry/XdsDmp.Registry.csproj"] = "Dapper K4os.Compression.LZ4 System.IO.Hashing",
        ["Repository/XdsDmp.Repository.csproj"] = "Dapper AWSSDK.S3 System.IO.Hashing",
        ["Atna/XdsDmp.Atna.csproj"] = "Dapper",
        ["tools/xdsdmp/xdsdmp.csproj"] = "System.CommandLine Spectre.Console Npgsql",
        ["Tests/Support/XdsDmp.Tests.Support.csproj"] = "MSTest.TestFramework",
        ["Tests/Unit/XdsDmp.Tests.Unit.csproj"] = TestPackages + " FsCheck",
        ["Tests/Scenarios/XdsDmp.Tests.Scenarios.csproj"] = TestPackages + " AWSSDK.S3 Npgsql",
        ["Tests/Browser/XdsDmp.Tests.Browser.csproj"] = TestPackages + " Microsoft.Playwright Deque.AxeCore.Commons",
        ["Tests/Tidy/XdsDmp.Tests.Tidy.csproj"] = TestPackages,
    };

    private const string AllShared =
        "Shared/Xml Shared/Metadata Shared/Soap Shared/Audit Shared/Sql Shared/Security Shared/Hosting";

    private const string AllServices = " Registry Repository Atna";
    private const string TestPackages = "Microsoft.NET.Test.Sdk MSTest.TestAdapter MSTest.TestFramework";

    private static IEnumerable<string> Projects =>
        SourceTree.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal));

    [TestMethod]
    public void ProjectsReferenceOnlyWhatStandsBelowThem()
    {
        var violations = new Violations();
        foreach (var project in Projects)
        {
            if (!Allowed.TryGetValue(project, out var allowed))
            {
                violations.Add(project, "is not in the drawing: place it in DependencyTests, README.md and DESIGN.md");
                continue;
            }

            foreach (var used in References(project).Except(allowed.Split(' ')))
            {
                violations.Add(
                    project, $"references {used}, which the drawing does not allow: no service uses another, "
                    + "no edge uses another, nothing uses what stands above it");
            }
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void EveryProjectOfTheDrawingExistsAndIsInTheSolution()
    {
        var solution = SourceTree.Read("XdsDmp.sln").Replace('\\', '/');
        var violations = new Violations();
        foreach (var project in Allowed.Keys)
        {
            if (!SourceTree.Exists(project))
            {
                violations.Add(project, "stands in the drawing but does not exist: remove it from DependencyTests");
            }
            else if (!solution.Contains($"\"{project}\"", StringComparison.Ordinal))
            {
                violations.Add(project, "is not in XdsDmp.sln: dotnet sln add it");
            }
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void PackagesStayWhereTheyBelong()
    {
        var violations = new Violations();
        foreach (var project in Projects)
        {
            var allowed = Packages.GetValueOrDefault(project, "").Split(' ');
            foreach (var package in Includes(project, "PackageReference").Except(allowed))
            {
                violations.Add(project, $"uses {package}: justify it in its commit and list it in DependencyTests");
            }
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void AForbiddenUseDoesNotCompile() => StringAssert.Contains(
        SourceTree.Read("Directory.Build.props"),
        "<DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>",
        "Directory.Build.props: without this a project could use what it does not name");

    [TestMethod]
    [DataRow("README.md")]
    [DataRow("DESIGN.md")]
    public void TheDrawingNamesEveryProject(string document)
    {
        var drawing = CodeBlock().Matches(SourceTree.Read(document)).Select(m => m.Value)
            .FirstOrDefault(block => block.Contains("never reference one another", StringComparison.Ordinal)) ?? "";
        var violations = new Violations();
        foreach (var folder in (AllShared + AllServices).Split(' ').Select(Path.GetFileName))
        {
            if (!Regex.IsMatch(drawing, $@"\b{folder}\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
            {
                violations.Add(document, $"the drawing of dependencies does not name {folder}");
            }
        }

        violations.AssertNone();
    }

    [TestMethod]
    public void MigrationsTravelInTheirAssembly()
    {
        var violations = new Violations();
        var scripts = SourceTree.Files.Where(f => f.EndsWith(".sql", StringComparison.Ordinal));
        foreach (var folder in scripts.GroupBy(f => Path.GetDirectoryName(f)!))
        {
            var project = Projects.Single(p => SourceTree.IsIn(folder.Key, FolderOf(p)));
            var glob = Path.GetRelativePath(FolderOf(project), FolderOf(folder.Key)) + "/**/*.sql";
            if (!Includes(project, "EmbeddedResource").Contains(glob))
            {
                violations.Add(project, $"does not embed {folder.Key}: <EmbeddedResource Include=\"{glob}\" />");
            }

        }

        violations.AssertNone();
    }

    /// <summary>PostgreSQL begins later than SQLite; from then on they go in step.</summary>
    [TestMethod]
    public void MigrationsOfBothDialectsGoInStep()
    {
        var violations = new Violations();
        foreach (var set in SourceTree.Files.Where(f => f.EndsWith(".sql", StringComparison.Ordinal))
            .GroupBy(f => FolderOf(FolderOf(f))))
        {
            var last = set.Count(file => FolderOf(file).EndsWith("Sqlite", StringComparison.Ordinal));
            foreach (var dialect in set.GroupBy(FolderOf))
            {
                var first = last - dialect.Count() + 1;
                foreach (var (file, number) in dialect.Order(StringComparer.Ordinal).Select((f, i) => (f, first + i)))
                {
                    if (!Path.GetFileName(file).StartsWith($"{number:0000}_", StringComparison.Ordinal))
                    {
                        violations.Add(file, $"is migration {number} of its set: name it {number:0000}_….sql");
                    }
                }
            }
        }

        violations.AssertNone();
    }

    private static IEnumerable<string> References(string project) =>
        Includes(project, "ProjectReference")
            .Select(include => Path.GetFullPath(Path.Combine(SourceTree.Root, FolderOf(project), include)))
            .Select(used => Path.GetRelativePath(SourceTree.Root, FolderOf(used)));

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!;

    private static IEnumerable<string> Includes(string project, string item) =>
        XDocument.Load(Path.Combine(SourceTree.Root, project)).Descendants(item)
            .Select(e => (string)e.Attribute("Include")!);

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
