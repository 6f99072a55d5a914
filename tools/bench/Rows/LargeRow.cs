using XdsDmp.Bench.Load;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>A large document in (ITI-41) or out (ITI-43), against the same octets into or out of a file.</summary>
internal sealed class LargeRow(bool isIn) : IRow
{
    private const long MaxOverIdle = 64 << 20;

    public string Name => isIn ? "large-in" : "large-out";

    public string Explanation => isIn
        ? "ITI-41 of one document of 1 GiB (with --quick 128 MiB) by MTOM, one client. Ceiling: the same octets over "
            + "the same TLS, SHA-1 and SHA-256, into a file that is flushed."
        : "ITI-43 of such a document, every octet compared. Ceiling: the same answer from a file over the same TLS. "
            + "The services run in a process of their own; memory is the peak over what they had when idle.";

    public async Task<Contest> StartAsync(Stage stage)
    {
        var workplace = await stage.WorkplaceAsync(Name);
        var product = await Product.StartAsync(workplace);
        await product.FillDocumentsAsync();
        var sides = isIn ? await InAsync(stage, product) : await OutAsync(stage, product);
        return new Contest(new Pairing(Name, sides.Ours, sides.Ceiling, isIn ? 0.8 : 0.85)
        {
            Unit = "MiB/s",
            Conditions = (ours, _) =>
            [
                new Condition(
                    $"{(ours.PeakMemoryBytes - sides.Ours.Idle) / 1048576.0:0} MiB over idle (less than 64)",
                    ours.PeakMemoryBytes - sides.Ours.Idle < MaxOverIdle),
            ],
        });
    }

    private static async Task<(LargeSide Ours, LargeSide Ceiling)> InAsync(Stage stage, Product product)
    {
        var size = stage.Options.LargeBytes;
        var ours = await UploadAsync(product.Server, product.Repository, product.Workplace, size, product.Audited);
        var (bare, url) = await stage.BareAsync("store", "ResponseStatusType:Success"u8.ToArray());
        var common = (await stage.ProductAsync()).Workplace;
        return (ours, await UploadAsync(bare, url, common, size, () => Task.CompletedTask));
    }

    private static async Task<LargeSide> UploadAsync(
        ServerProcess server, Uri url, Workplace workplace, long size, Func<Task> settle)
    {
        var request = await LargeRequest.OfAsync(url, size);
        return new LargeSide(
            server.Cost, HttpConnection.Open(url, workplace.ClientTls), size, Move, settle);

        void Move(HttpConnection connection)
        {
            request.Send(connection, Product.PatientsAsked);
            if (connection.Receive().IndexOf("ResponseStatusType:Success"u8) < 0)
            {
                throw new InvalidDataException("a large document was not taken");
            }
        }
    }

    private static async Task<(LargeSide Ours, LargeSide Ceiling)> OutAsync(Stage stage, Product product)
    {
        var (size, tls) = (stage.Options.LargeBytes, product.Workplace.ClientTls);
        var submission = await LargeRequest.OfAsync(product.Repository, size);
        var question = await RequestTemplate.OfAsync(product.Repository, Requests.Retrieve);
        var connection = HttpConnection.Open(product.Repository, tls);
        var number = 0L;
        var ours = new LargeSide(product.Server.Cost, connection, size, Move, product.Audited);
        number = submission.Send(connection, Product.PatientsAsked);
        connection.Receive();
        var file = Path.Combine(stage.Options.Data, "large-answer");
        using (var copy = File.Create(file))
        {
            connection.Send(Question());
            connection.Receive(part => copy.Write(part));
        }

        var (bare, url) = await stage.BareAsync("file", file);
        var common = (await stage.ProductAsync()).Workplace;
        var bareQuestion = await RequestTemplate.OfAsync(url, Requests.Retrieve);
        return (ours, new LargeSide(
            bare.Cost, HttpConnection.Open(url, common.ClientTls), size,
            it => Download(it, bareQuestion.NewCopy(), size), () => Task.CompletedTask));

        byte[] Question()
        {
            var copy = question.NewCopy();
            question.Patch(copy, RequestNumber.Next(), 0, number);
            return copy;
        }

        void Move(HttpConnection it) => Download(it, Question(), size);
    }

    private static void Download(HttpConnection connection, byte[] question, long size)
    {
        var (begun, compared) = (false, 0L);
        connection.Send(question);
        connection.Receive(part =>
        {
            if (!begun && LargeDocument.Find(part) is >= 0 and var at)
            {
                part = part[at..];
                begun = true;
            }

            if (begun && compared < size)
            {
                var own = part[..(int)Math.Min(part.Length, size - compared)];
                compared += LargeDocument.Is(own, compared)
                    ? own.Length : throw new InvalidDataException("a large document came back as another one");
            }
        });
        if (compared != size)
        {
            throw new InvalidDataException($"{compared} octets of a large document came back");
        }
    }
}
