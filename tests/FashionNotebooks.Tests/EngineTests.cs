using System.Runtime.CompilerServices;

namespace FashionNotebooks.Tests;

public sealed class EngineTests
{
    // As every program does, before anything else; tests compute with the threads that they were recorded with.
    [ModuleInitializer]
    internal static void Start() => Engine.Start();
}
