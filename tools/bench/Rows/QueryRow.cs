using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;
using XdsDmp.Soap;

namespace XdsDmp.Bench.Rows;

/// <summary>A question to the registry, against the same answer as a constant.</summary>
/// <param name="name">Of the row.</param>
/// <param name="target">The share that we mean to reach.</param>
/// <param name="what">What is asked.</param>
/// <param name="question">The same as a message.</param>
/// <param name="check">What its answer must have, and how long it must be (0: any).</param>
internal sealed class QueryRow(
    string name, double? target, string what, OutgoingMessage question, Func<int, AnswerCheck> check) : IRow
{
    public string Name => name;

    public string Explanation =>
        $"ITI-18 {what}, until the audit repository has the audit messages. Ceiling: a Kestrel endpoint with the same "
        + "TLS policy that reads the same request and answers the same octets from memory.";

    public async Task<Contest> StartAsync(Stage stage)
    {
        var product = await stage.ProductAsync();
        var (work, answer) = await WorkAsync(product, question, check);
        var (bare, url) = await stage.BareAsync("constant", answer);
        var bareQuestion = await RequestTemplate.OfAsync(url, question);
        return new Contest(new Pairing(
            name,
            product.Load(work),
            new HttpLoad(bare, product.Workplace, work with
            {
                Url = url,
                Requests = new PatchedRequests(bareQuestion, product.Asked, product.Registered),
                IsRelated = false,
            }),
            target));
    }

    /// <summary>What clients ask, and what the product has answered once.</summary>
    public static async Task<(Work Work, byte[] Answer)> WorkAsync(
        Product product, OutgoingMessage question, Func<int, AnswerCheck> check)
    {
        var requests = new PatchedRequests(
            await RequestTemplate.OfAsync(product.Registry, question), product.Asked, product.Registered);
        var work = new Work(product.Registry, requests, check(0));
        using var once = product.Load(work);
        var answer = await once.OnceAsync();
        return (work with { Check = check(answer.Length) }, answer);
    }
}
