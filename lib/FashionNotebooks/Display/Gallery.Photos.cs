using FashionNotebooks.Imaging;

namespace FashionNotebooks.Display;

public static partial class Gallery
{
    private const int StepTile = 140;

    /// <summary>Photos on their way to what a network sees: a row of steps for each, the steps named above. Transparent parts show a chequerboard.</summary>
    /// <param name="photos">At least one.</param>
    /// <param name="captions">What to write above each row, such as what a model took the photo for; null for nothing.</param>
    /// <exception cref="ArgumentException">There is no photo, or not as many captions as photos.</exception>
    public static Picture Preparation(IReadOnlyList<GarmentPhoto> photos, IReadOnlyList<string>? captions = null)
    {
        ArgumentNullException.ThrowIfNull(photos);
        if (photos.Count == 0)
            throw new ArgumentException("Choose at least one photo.", nameof(photos));
        if (captions is not null && captions.Count != photos.Count)
            throw new ArgumentException($"{photos.Count} photos need as many captions, but there are {captions.Count}.", nameof(captions));

        const int margin = 12, gap = 12, line = 18;
        var titleStyle = new TextStyle(12);
        var captionStyle = new TextStyle(12, Bold: true);
        var columns = photos.Max(photo => photo.Steps.Count);
        var rowStep = StepTile + line + gap + (captions is null ? 0 : line);
        var canvas = new Canvas(2 * margin + columns * (StepTile + gap) - gap, 2 * margin + photos.Count * rowStep - gap, Palette.Background);
        for (var row = 0; row < photos.Count; row++)
        {
            var top = margin + row * rowStep;
            if (captions is not null)
            {
                canvas.Text(StrokeFont.Fit(captions[row], captionStyle, canvas.Width - 2 * margin), margin, top + line - 6, captionStyle, Palette.Text);
                top += line;
            }
            foreach (var (column, step) in photos[row].Steps.Index())
            {
                var left = margin + column * (StepTile + gap);
                canvas.Text(StrokeFont.Fit(step.Name, titleStyle, StepTile), left, top + line - 6, titleStyle, Palette.MutedText);
                DrawStep(canvas, step, left, top + line);
            }
        }
        return new(canvas.ToPng(), canvas.Width, canvas.Height,
            $"{(captions is null ? $"{photos.Count} photos" : string.Join("; ", captions))}. Steps: {string.Join(", ", photos[0].Steps.Select(step => step.Name))}");
    }

    /// <summary>As large as fits the tile: small images enlarged a whole number of times, large ones averaged.</summary>
    private static void DrawStep(Canvas canvas, PreparationStep step, int left, int top)
    {
        var channels = step.Format == PixelFormat.Grey ? 1 : 4;
        var longest = Math.Max(step.Width, step.Height);
        var scale = longest <= StepTile ? StepTile / longest : (double)StepTile / longest;
        int width = Math.Max(1, (int)(step.Width * scale)), height = Math.Max(1, (int)(step.Height * scale));
        var pixels = AreaResize.Resize((y, row) => Premultiplied(step.Pixels.Span.Slice(y * step.Width * channels, step.Width * channels), channels, row), channels, step.Width, step.Height, width, height);
        for (var i = 0; i < width * height; i++)
        {
            int x = i % width, y = i / width;
            var isLight = (x / 7 + y / 7) % 2 == 0;
            var behind = channels == 1 ? 0 : (1 - pixels[4 * i + 3] / 255) * (isLight ? 255 : 214);
            byte Channel(int channel) => (byte)Math.Clamp(pixels[channels * i + channel] + behind + 0.5f, 0, 255);
            canvas.Fill(left + x, top + y, 1, 1, channels == 1 ? new(Channel(0), Channel(0), Channel(0)) : new(Channel(0), Channel(1), Channel(2)));
        }
        canvas.Frame(left, top, width, height, 1, Palette.Grid);
    }

    private static void Premultiplied(ReadOnlySpan<byte> pixels, int channels, Span<float> row)
    {
        for (var i = 0; i < row.Length; i++)
            row[i] = channels == 4 && i % 4 < 3 ? pixels[i] * (pixels[i | 3] / 255f) : pixels[i];
    }
}
