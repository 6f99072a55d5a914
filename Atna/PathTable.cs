namespace XdsDmp.Atna;

/// <summary>Which path of the HTTP port leads where; a path includes all that lies below it.</summary>
internal sealed class PathTable(params IReadOnlyList<(string Path, RequestDelegate Handler)> table)
{
    public Task HandleAsync(HttpContext http)
    {
        foreach (var (path, handler) in table)
        {
            if (http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
            {
                return handler(http);
            }
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync(
            $"nothing is served here; there are {string.Join(", ", table.Select(entry => entry.Path))}\n");
    }
}
