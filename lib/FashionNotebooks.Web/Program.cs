using System.Net.Sockets;
using FashionNotebooks;
using FashionNotebooks.Web;

string? addresses;
try
{
    addresses = Arguments.Addresses(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine($"web: {error.Message}");
    return 2;
}
if (addresses is null)
{
    Console.WriteLine($"""
        A web page that names the garment on a photo, and the same as a JSON endpoint.

          environment/run.sh web [--urls http://localhost:8080]

        --urls says where it listens, {WebServer.DefaultAddress} without it. Only this computer reaches localhost;
        http://0.0.0.0:8080 lets everybody on the network in.
        """);
    return 0;
}
try
{
    Engine.Start();
    await using var server = WebServer.Create(addresses, new WebOptions());
    await server.StartAsync();
    Console.WriteLine($"Open {string.Join(" or ", server.Urls)} in a browser. Ctrl+C ends the server.");
    await server.WaitForShutdownAsync();
    return 0;
}
catch (OperationCanceledException)
{
    return 0; // ended while it was starting
}
catch (SocketException error)
{
    Console.Error.WriteLine($"web: {addresses} can't be listened at: {error.Message}.");
    return 1;
}
catch (Exception error) when (error is InvalidDataException or IOException or ArgumentException or FormatException or InvalidOperationException or PlatformNotSupportedException)
{
    Console.Error.WriteLine($"web: {error.Message}");
    return 1;
}
