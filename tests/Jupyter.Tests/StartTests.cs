using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Jupyter.Tests;

/// <summary>A kernel that can't serve says why and ends, so that the front end doesn't wait for it.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("", "is no connection file")]
    [InlineData("""{"ip": "127.0.0.1"}""", "is no connection file")]
    [InlineData("""{"transport": "udp", "ip": "127.0.0.1", "shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}""", "transport 'udp'")]
    [InlineData("""{"signature_scheme": "md5", "ip": "127.0.0.1", "shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}""", "signature scheme 'md5'")]
    public void A_connection_file_that_makes_no_sense_is_named(string content, string complaint)
    {
        File.WriteAllText(file, content);
        var (exitCode, errors) = Start(file);
        Assert.Equal(1, exitCode);
        Assert.Contains(file, errors, StringComparison.Ordinal);
        Assert.Contains(complaint, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_connection_file_is_named()
    {
        var (exitCode, errors) = Start(file + ".absent");
        Assert.Equal(1, exitCode);
        Assert.Contains(file + ".absent: cannot be read", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        File.WriteAllText(file, $$"""{"ip": "127.0.0.1", "shell_port": {{port}}, "iopub_port": {{port}}, "stdin_port": {{port}}, "control_port": {{port}}, "hb_port": {{port}}}""");
        var (exitCode, errors) = Start(file);
        Assert.Equal(1, exitCode);
        Assert.Contains($"cannot listen on tcp://127.0.0.1:{port}", errors, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Errors) Start(string connectionFile)
    {
        var program = Path.Combine(SetUp.Root, "environment/kernel/bin/Release/net10.0/notebook-kernel.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "jupyter", connectionFile]) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
