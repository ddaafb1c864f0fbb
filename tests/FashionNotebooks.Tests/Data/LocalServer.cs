using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FashionNotebooks.Tests;

/// <summary>A web server on this machine's loopback address that answers as a test tells it to.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    /// <param name="answer">Gets each connection, the file that it asks for, and its number, from 1.</param>
    public LocalServer(Action<TcpClient, string, int> answer)
    {
        listener.Start();
        serving = Task.Run(() =>
        {
            for (var number = 1; Accepted() is { } client; number++)
            {
                var request = new StreamReader(client.GetStream());
                if (request.ReadLine() is not { } line)
                    continue; // it hung up before it asked
                while (request.ReadLine() is { Length: > 0 }) { }
                var file = line.Split(' ')[1][1..];
                Requests.Enqueue(file);
                answer(client, file, number);
            }
        });
    }

    public Uri Address => new($"http://{listener.LocalEndpoint}/");

    /// <summary>The file that each request asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Sends content; with a limit, promises all and breaks off there.</summary>
    public static void Send(TcpClient client, byte[] content, int? breakOffAfter = null) =>
        Send(client, 200, content.Length, content.AsSpan(0, breakOffAfter ?? content.Length));

    /// <summary>Answers with a status and nothing else.</summary>
    public static void Refuse(TcpClient client, int status) => Send(client, status, 0, []);

    /// <summary>An address where nobody answers.</summary>
    public static Uri Nowhere()
    {
        using var gone = new LocalServer((_, _, _) => { });
        return gone.Address;
    }

    public void Dispose()
    {
        listener.Stop();
        serving.Wait();
    }

    private static void Send(TcpClient client, int status, int length, ReadOnlySpan<byte> content)
    {
        using (client)
        {
            client.GetStream().Write(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} -\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"));
            client.GetStream().Write(content);
        }
    }

    /// <summary>Null once the server is disposed of.</summary>
    private TcpClient? Accepted()
    {
        try
        {
            return listener.AcceptTcpClient();
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
        {
            return null;
        }
    }
}
