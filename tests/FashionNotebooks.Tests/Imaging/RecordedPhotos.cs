namespace FashionNotebooks.Tests.Imaging;

/// <summary>The small pictures of Recorded/photos.py and bmps.py, in every format, and what they show.</summary>
internal static class RecordedPhotos
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Imaging", "Recorded", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>File name, width, height and pixels as red, green, blue and opacity.</summary>
    public static IReadOnlyList<(string Name, int Width, int Height, byte[] Rgba)> Expected { get; } =
        [.. File.ReadLines(PathOf("photos.txt")).Concat(File.ReadLines(PathOf("bmps.txt"))).Select(line => line.Split(' ')).Select(part => (part[0], int.Parse(part[1]), int.Parse(part[2]), Convert.FromBase64String(part[3])))];
}
