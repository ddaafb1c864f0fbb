using TorchSharp;

namespace FashionNotebooks;

/// <summary>
/// Numbers for tensor arithmetic where other threads allocate at the same time, as in the web server. A number that is
/// converted on the spot may be collected while libtorch reads it (dotnet/TorchSharp, pull request 1434), and the call then
/// fails with "Unknown scalar type". These are never collected.
/// </summary>
internal static class Scalars
{
    public static readonly Scalar Zero = 0, Half = 0.5, One = 1, Two = 2, White = 255;
}
