using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FashionNotebooks.Tests;

/// <summary>A web server on this machine's loopback address that answers as a test tells it to.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly HttpListener listener;
    private readonly Task serving;

    /// <param name="answer">Gets each request and its number, from 1.</param>
    public LocalServer(Action<HttpListenerContext, int> answer)
    {
        (listener, Address) = Start();
        serving = Task.Run(() =>
        {
            for (var number = 1; ; number++)
            {
                HttpListenerContext context;
                try
                {
                    context = listener.GetContext();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                Requests.Enqueue(context.Request.Url!.AbsolutePath[1..]);
                answer(context, number);
            }
        });
    }

    public Uri Address { get; }

    /// <summary>The file that each request asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Sends content; with a limit, promises all and breaks off there.</summary>
    public static void Send(HttpListenerContext context, byte[] content, int? breakOffAfter = null)
    {
        var response = context.Response;
        response.ContentLength64 = content.Length;
        if (breakOffAfter is not int length)
        {
            response.Close(content, willBlock: true);
            return;
        }
        response.OutputStream.Write(content, 0, length);
        response.OutputStream.Flush();
        response.Abort();
    }

    /// <summary>Answers with a status and nothing else.</summary>
    public static void Refuse(HttpListenerContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Close();
    }

    public void Dispose()
    {
        listener.Close();
        serving.Wait();
    }

    /// <summary>An address where nobody answers.</summary>
    public static Uri Nowhere()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
    }

    private static (HttpListener, Uri) Start()
    {
        while (true)
        {
            // HttpListener can't choose a free port itself; another program may take this one first.
            var address = Nowhere();
            var listener = new HttpListener { Prefixes = { address.ToString() } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }
    }
}
