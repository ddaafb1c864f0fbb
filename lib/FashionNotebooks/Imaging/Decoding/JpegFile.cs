namespace FashionNotebooks;

/// <summary>The markers of a JPEG file (ITU-T T.81).</summary>
internal static class JpegFile
{
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, App1 = 0xE1;

    // Real progressive files have about ten. Each goes over the whole picture, so thousands in a small file cost minutes.
    private const int MaxScans = 100;

    public static ReadOnlySpan<byte> Signature => [0xFF, StartOfImage, 0xFF];

    public static PhotoHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        int width = 0, height = 0;
        var orientation = default(Orientation);
        for (var at = 2; ;)
        {
            if (file.Byte(at) != 0xFF)
                throw new PhotoException(PhotoProblem.Damaged, $"The JPEG file is damaged: byte {at} should begin a marker.");
            var marker = file.Byte(at + 1);
            if (marker == 0xFF) // a fill byte
            {
                at++;
                continue;
            }
            var segment = file.Part(at + 4, Math.Max(0, file.BigUInt16(at + 2) - 2));
            if (IsStartOfFrame(marker))
                (height, width) = (segment.BigUInt16(1), segment.BigUInt16(3));
            else if (marker == App1 && segment.StartsWith("Exif\0\0"u8))
                orientation = Orientation.FromExif(segment[6..]);
            else if (marker == StartOfScan)
            {
                CheckScans(file[at..]);
                return new(PhotoFormat.Jpeg, width, height, orientation);
            }
            at += 4 + segment.Length;
        }
    }

    /// <summary>SOF0 to SOF15; DHT, JPG and DAC lie among them.</summary>
    private static bool IsStartOfFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    /// <summary>Coded data holds 0xFF only before 0 or a restart marker, so a whole file has its end marker where one is found.</summary>
    private static void CheckScans(ReadOnlySpan<byte> scans)
    {
        var count = 0;
        for (var at = 0; ; at += 2)
        {
            var next = scans[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= scans.Length)
                throw FileBytes.Truncated();
            at += next;
            if (scans[at + 1] == EndOfImage)
                return;
            if (scans[at + 1] == StartOfScan && ++count > MaxScans)
                throw new PhotoException(PhotoProblem.Damaged, $"The JPEG file describes its picture in more than {MaxScans} passes.");
            if (scans[at + 1] == 0xFF)
                at--;
        }
    }
}
