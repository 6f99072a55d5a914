namespace XdsDmp.Tests.Tidy;

/// <summary>The scanners of these tests are tested themselves: a blind one would find everything tidy.</summary>
[TestClass]
public sealed class CSharpTextTests
{
    [TestMethod]
    [DataRow("a // b", "a     ")]
    [DataRow("a /* b\nc */ d", "a     \n     d")]
    [DataRow("x = \"b // c\";", "x = \"      \";")]
    [DataRow("x = \"\\\"b\";", "x = \"   \";")]
    [DataRow("x = @\"b\"\"c\\\";", "x = @\"     \";")]
    [DataRow("x = '\"'; y", "x = ' '; y")]
    [DataRow("x = '\\''; y", "x = '  '; y")]
    [DataRow("x = $\"b{c}d\";", "x = $\" {c} \";")]
    [DataRow("x = $\"b{{c}}d{e(\"f\")}\";", "x = $\"       {e(\" \")}\";")]
    [DataRow("x = \"\"\"b \"c\" d\"\"\";", "x = \"\"\"       \"\"\";")]
    [DataRow("x = $$\"\"\"b{c}{{d}}\"\"\";", "x = $$\"\"\"    {{d}}\"\"\";")]
    [DataRow("x = \"\"; y", "x = \"\"; y")]
    public void CommentsAndTextAreBlanked(string source, string code) =>
        Assert.AreEqual(code, CSharpText.Parse(source).Code);

    [TestMethod]
    public void LiteralsAreFoundWithTheirPlace()
    {
        var literals = CSharpText.Parse("a(\"b\"); // \"c\"\nd($\"e{f(\"g\")}\");").Literals;

        var texts = literals.Select(l => l.Text).Order(StringComparer.Ordinal);
        Assert.AreEqual("b | e{f(\"g\")} | g", string.Join(" | ", texts));
        Assert.AreEqual(2, literals[0].Start);
    }

    [TestMethod]
    public void FunctionsAreFoundWithTheirLength()
    {
        const string Source = """
            namespace N;

            public sealed class C<T> where T : class, new()
            {
                private static readonly int[] Table = new List<int>
                {
                    1,
                }.ToArray();

                private readonly Func<int> _f = () =>
                {
                    return 1;
                };

                [Attribute(1)]
                public T Method<U>(U u) where U : class
                {
                    return Do(() => { x(); });
                }

                public int Short => 1;

                public string Name { get; init; } = "";

                public int Choice(int x) => x switch
                {
                    1 => 2,
                    _ => 3,
                };

                private static Answer<T> Generic<U>(Answer<U> u) => u.Of<T>();

                public static bool operator ==(C<T> a, C<T> b)
                {
                    return true;
                }
            }
            """;

        var found = FunctionScanner.Scan(CSharpText.Parse(Source).Code);

        Assert.AreEqual(
            "Method 5, Short 1, Name 1, Choice 5, Generic 1, ? 4",
            string.Join(", ", found.Select(f => $"{f.Name} {f.Length}")));
    }
}
