using FashionNotebooks;
using FashionNotebooks.Web;

if (args is ["--help" or "-h"])
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
    await using var server = WebServer.Create(args, new WebOptions());
    await server.StartAsync();
    Console.WriteLine($"Open {string.Join(" or ", server.Urls)} in a browser. Ctrl+C ends the server.");
    await server.WaitForShutdownAsync();
    return 0;
}
catch (OperationCanceledException)
{
    return 0; // ended while it was starting
}
catch (Exception error) when (error is InvalidDataException or IOException or ArgumentException or FormatException or InvalidOperationException or PlatformNotSupportedException)
{
    Console.Error.WriteLine($"web: {error.Message}");
    return 1;
}
