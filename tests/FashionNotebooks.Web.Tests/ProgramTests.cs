using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FashionNotebooks.Tests;

namespace FashionNotebooks.Web.Tests;

/// <summary>The program as environment/run.sh web starts it.</summary>
public sealed partial class ProgramTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private static async Task<Uri> AddressOf(Process server)
    {
        if (await server.StandardOutput.ReadLineAsync(Cancellation) is { } line)
            return new Uri(Address().Match(line).Value);
        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync(Cancellation));
    }

    private static async Task StopAsync(Process server)
    {
        using (var kill = Process.Start("kill", server.Id.ToString()))
            await kill.WaitForExitAsync(Cancellation);
        await server.WaitForExitAsync(Cancellation);
    }

    [Fact]
    public async Task It_starts_in_any_folder_answers_says_where_keeps_its_memory_writes_nothing_to_disk_and_ends_when_told()
    {
        var temporary = Directory.CreateTempSubdirectory("fashion-web-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "fashion-web.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = "/", // any folder
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TMPDIR"] = temporary, ["ASPNETCORE_TEMP"] = temporary, ["DOTNET_EnableDiagnostics"] = "0" },
        };
        using var server = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressOf(server) };
            await SendAsync(client, 500); // until the heap has its size
            server.Refresh();
            var before = server.WorkingSet64;
            await SendAsync(client, 400);
            server.Refresh();
            var grown = (server.WorkingSet64 - before) / 1024.0 / 1024;
            Assert.True(grown < 30, $"400 requests after 500 others took {grown:0} MB more");

            // Larger than what ASP.NET Core's own form reader keeps in memory.
            var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[5 << 20]), "image", "large.png" }, { new ByteArrayContent(Pictures.AnkleBoot), "image", "boot.png" } };
            using var response = await client.PostAsync("/api/predictions", form, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));

            await StopAsync(server);
            Assert.Equal(0, server.ExitCode);
            Assert.Equal("", await server.StandardError.ReadToEndAsync(Cancellation));
        }
        finally
        {
            server.Kill();
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task SendAsync(HttpClient client, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            using var content = new ByteArrayContent(i % 10 == 0 ? "no picture"u8.ToArray() : Pictures.AnkleBoot) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
            using var response = await client.PostAsync("/api/predictions", content, Cancellation);
            Assert.Equal(i % 10 == 0 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public void Unless_told_otherwise_only_this_computer_reaches_it() => Assert.True(new Uri(WebServer.DefaultAddress).IsLoopback);

    [Fact]
    public void A_port_that_is_taken_is_said_in_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        Says(1, address, "--urls", address);
    }

    // The case web-arguments.

    [Theory]
    [InlineData("--port 8080", "'--port' is none of its arguments. Use --urls http://localhost:5080, or --help.")]
    [InlineData("--url http://127.0.0.1:8080", "'--url' is none of its arguments")]
    [InlineData("http://127.0.0.1:8080", "'http://127.0.0.1:8080' is none of its arguments")]
    [InlineData("--urls", "--urls lacks its address")]
    [InlineData("--urls=", "--urls lacks its address")]
    [InlineData("--urls --port", "--urls lacks its address")]
    [InlineData("--urls http://127.0.0.1:1 --urls http://127.0.0.1:2", "--urls may be given once")]
    [InlineData("--urls https://127.0.0.1:8443", "https needs a certificate")]
    [InlineData("--urls http://127.0.0.1:99999", "ports go from 1 to 65535")]
    [InlineData("--urls http://127.0.0.1:-1", "can't be listened at")]
    [InlineData("--urls http://localhost:0", "localhost needs a port")]
    [InlineData("--urls http://127.0.0.1:80a", "can't be listened at")]
    [InlineData("--urls 8080", "it is no address such as")]
    [InlineData("--urls localhost:8080", "can't be listened at")]
    [InlineData("--urls ftp://127.0.0.1:8080", "only http is spoken")]
    [InlineData("--urls http://127.0.0.1:8080/page", "it has a path")]
    [InlineData("--urls http://locahost:8080", "localhost, an IP address of this computer")]
    [InlineData("--urls http://127.0.0.1:8080;nonsense", "'nonsense' can't be listened at")]
    public void An_argument_that_makes_no_sense_is_refused_in_a_sentence(string arguments, string sentence)
    {
        var error = Assert.Throws<ArgumentException>(() => Arguments.Addresses(arguments.Split(' ')));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(", or --help.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("", "http://localhost:5080")]
    [InlineData("--urls http://*:80", "http://*:80")]
    [InlineData("--urls=http://127.0.0.1:0;http://[::1]:8080", "http://127.0.0.1:0;http://[::1]:8080")]
    [InlineData("-h", null)]
    public void Others_say_where_it_listens(string arguments, string? addresses) =>
        Assert.Equal(addresses, Arguments.Addresses(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData(2, "--port")]
    [InlineData(1, "--urls", "http://203.0.113.1:8080")] // no address of this computer
    public void What_is_wrong_is_said_in_one_line(int exitCode, params string[] arguments) => Says(exitCode, arguments[^1], arguments);

    private static void Says(int expected, string said, params string[] arguments)
    {
        var (exitCode, output, error) = EntryPoint.Call(typeof(WebServer).Assembly, arguments);
        Assert.Equal((expected, ""), (exitCode, output));
        Assert.StartsWith("web: ", error, StringComparison.Ordinal);
        Assert.Contains(said, Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_the_options()
    {
        var (exitCode, output, _) = EntryPoint.Call(typeof(WebServer).Assembly, "--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("--urls", output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
