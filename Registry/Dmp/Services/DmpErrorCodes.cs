using System.Text.Json;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>How the codes are spelled to the outside.</summary>
internal static class DmpErrorCodes
{
    private const string Resource = "Dmp/error-codes.json";

    private static readonly Dictionary<DmpErrorCode, string> Texts = Read();

    public static string Text(this DmpErrorCode code) => Texts[code];

    private static Dictionary<DmpErrorCode, string> Read()
    {
        using var stream = typeof(DmpErrorCodes).Assembly.GetManifestResourceStream(Resource)!;
        using var file = JsonDocument.Parse(
            stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return file.RootElement.GetProperty("codes").EnumerateArray().ToDictionary(
            code => Enum.Parse<DmpErrorCode>(code.GetProperty("code").GetString()!),
            code => code.GetProperty("text").GetString()!);
    }
}
