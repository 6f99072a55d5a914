using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>Starts the bare HTTP server with what it is to answer.</summary>
internal static class Bare
{
    public static async Task<(ServerProcess Server, Uri Url)> StartAsync(
        Workplace workplace, string path, byte[] answer)
    {
        var server = await workplace.StartAsync("bare");
        var file = Path.Combine(workplace.Folder, "answer");
        await File.WriteAllBytesAsync(file, answer);
        await server.AskAsync(file);
        return (server, new Uri(new Uri(server.Greeting), path));
    }
}
