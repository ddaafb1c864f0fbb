using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Web.Tests;

/// <summary>Damaged requests of every form: an answer that is no error of the server's, and soon.</summary>
public sealed class EndpointPropertyTests(SharedServer shared)
{
    private static readonly byte[] Form =
        [.. "--abc\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\u00E9 \\\"a\\\".png\"\r\nContent-Type: image/png\r\n\r\n"u8, .. Pictures.AnkleBoot,
         .. "\r\n--abc\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\ntext\r\n--abc\r\nContent-Disposition: form-data; name=\"c\"; filename*=UTF-8''%F0%9F%91%97.gif\r\n\r\n"u8,
         .. Pictures.Recorded("boot-animated.gif"), .. "\r\n--abc--\r\n"u8];

    private static readonly byte[] HeatMap = Encoding.UTF8.GetBytes($"{{\"pixels\":\"{Convert.ToBase64String([.. Enumerable.Range(0, 784).Select(i => (byte)i)])}\"}}");

    [Theory]
    [InlineData("/api/predictions", "boot.jpg")]
    [InlineData("/api/predictions", "boot-animated.webp")]
    [InlineData("/api/steps", "boot-animated.png")]
    public Task A_damaged_picture_is_answered(string path, string picture) =>
        HoldAsync(Pictures.Recorded(picture), body => PostAsync(path, "image/png", body));

    [Fact]
    public Task A_damaged_form_is_answered() => HoldAsync(Form, body => PostAsync("/api/predictions", "multipart/form-data; boundary=abc", body));

    [Fact]
    public Task A_damaged_heat_map_request_is_answered() => HoldAsync(HeatMap, body => PostAsync("/api/heatmap", "application/json", body));

    [Fact]
    public async Task A_damaged_head_is_answered_or_hung_up_on()
    {
        // One that announces more than comes is waited for so long, and a second or two more until the server looks after it.
        await using var server = await RunningServer.StartAsync(new WebOptions { RequestTime = TimeSpan.FromSeconds(1), HeadersTime = TimeSpan.FromSeconds(1) });
        (await server.PostAsync("/api/predictions", Pictures.AnkleBoot)).Dispose(); // the first takes longest
        byte[] head = Encoding.ASCII.GetBytes($"POST /api/predictions HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nContent-Encoding: identity\r\nContent-Type: multipart/form-data; boundary=\"abc\"; charset=utf-8\r\nContent-Length: {Form.Length}\r\n\r\n");
        await HoldAsync([.. head, .. Form], async request =>
        {
            if (string.IsNullOrWhiteSpace(Encoding.Latin1.GetString(request)))
                return 0; // an idle connection, on which nothing was asked yet
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
            try
            {
                await socket.SendAsync(request, TestContext.Current.CancellationToken);
                var answer = new byte["HTTP/1.1 200".Length];
                var length = await new NetworkStream(socket).ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
                return length == answer.Length ? int.Parse(Encoding.ASCII.GetString(answer)[^3..]) : 0;
            }
            catch (Exception hungUp) when (hungUp is IOException or SocketException)
            {
                return 0;
            }
        }, mostSeconds: 4, atOnce: 8); // most of their time they wait
    }

    private async Task<int> PostAsync(string path, string type, byte[] body)
    {
        using var response = await shared.Running.PostAsync(path, body, type);
        Assert.Equal(response.IsSuccessStatusCode ? "application/json" : "application/problem+json", response.Content.Headers.ContentType!.MediaType);
        return (int)response.StatusCode;
    }

    /// <summary>Sends mutations of a valid request; the answer's status, or 0 where there is none, is anything but 500.</summary>
    private static async Task HoldAsync(byte[] valid, Func<byte[], Task<int>> send, double mostSeconds = 2, int atOnce = 1)
    {
        Assert.Equal(200, await send(valid));
        var statuses = new ConcurrentDictionary<int, int>();
        await Mutations.Of(valid).SampleAsync(async mutation =>
        {
            var (clock, resident) = (Stopwatch.StartNew(), Environment.WorkingSet);
            var status = await send(mutation.Bytes);
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, mostSeconds);
            Assert.InRange(Environment.WorkingSet - resident, long.MinValue, 500_000_000);
            Assert.NotEqual(500, status);
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        }, iter: Mutations.Inputs, threads: atOnce, print: mutation => mutation.Story);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} times {pair.Key}")));
    }
}
