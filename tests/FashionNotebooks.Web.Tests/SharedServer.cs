[assembly: AssemblyFixture(typeof(FashionNotebooks.Web.Tests.SharedServer))]

namespace FashionNotebooks.Web.Tests;

/// <summary>One server with the real model and the usual bounds for all tests that need no other.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal RunningServer Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
