using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace FashionNotebooks.Web.Tests;

public sealed class ConnectionTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_connections_that_never_finish_asking_keep_nobody_from_an_answer_and_are_closed()
    {
        await using var server = await RunningServer.StartAsync(new WebOptions { HeadersTime = TimeSpan.FromSeconds(3) });
        var halfOpen = new List<Socket>();
        try
        {
            for (var i = 0; i < 1000; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                halfOpen.Add(socket);
                await socket.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
                await socket.SendAsync("POST /api/predictions HTTP/1.1\r\nHost: lo"u8.ToArray(), Cancellation);
            }
            var clock = Stopwatch.StartNew();
            Assert.Equal("Ankle boot", (await server.PredictAsync(Pictures.AnkleBoot))["label"]!.GetValue<string>());
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));

            foreach (var socket in halfOpen)
                Assert.Contains("408", await ReadToEndAsync(socket), StringComparison.Ordinal);
        }
        finally
        {
            foreach (var socket in halfOpen)
                socket.Dispose();
        }
    }

    [Fact]
    public async Task A_body_that_stops_coming_is_given_up()
    {
        await using var server = await RunningServer.StartAsync(new WebOptions { RequestTime = TimeSpan.FromSeconds(0.5) });
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
        await socket.SendAsync("POST /api/predictions HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 1000\r\n\r\nabc"u8.ToArray(), Cancellation);
        var answer = await ReadToEndAsync(socket);
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hangs_up_while_uploading_leaves_the_server_in_order()
    {
        await using var server = await RunningServer.StartAsync(new WebOptions { MaxRequests = 1 });
        for (var i = 0; i < 20; i++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server.Address.Host, server.Address.Port, Cancellation);
            await socket.SendAsync("POST /api/predictions HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 1000\r\n\r\nabc"u8.ToArray(), Cancellation);
        }
        // With one place for requests, it is answered only when every other one is over.
        HttpResponseMessage response;
        while ((int)(response = await server.PostAsync("/api/predictions", Pictures.AnkleBoot)).StatusCode == 429)
            response.Dispose();
        Assert.True(response.IsSuccessStatusCode);
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
