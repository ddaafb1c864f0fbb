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
        return Steps([.. photos.Select(photo => photo.Steps)], captions, "photos", nameof(photos));
    }

    /// <summary>Images on their way to their edges: a row of steps for each, the steps named above.</summary>
    /// <param name="images">At least one.</param>
    /// <param name="captions">What to write above each row; null for nothing.</param>
    /// <exception cref="ArgumentException">There is no image, or not as many captions as images.</exception>
    public static Picture Edges(IReadOnlyList<CannyEdges> images, IReadOnlyList<string>? captions = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Steps([.. images.Select(image => image.Steps)], captions, "images", nameof(images));
    }

    private static Picture Steps(IReadOnlyList<IReadOnlyList<PreparationStep>> rows, IReadOnlyList<string>? captions, string what, string parameter)
    {
        if (rows.Count == 0)
            throw new ArgumentException($"There are no {what} to show; give at least one.", parameter);
        if (captions is not null && captions.Count != rows.Count)
            throw new ArgumentException($"{rows.Count} {what} need as many captions, but there are {captions.Count}.", nameof(captions));

        const int margin = 12, gap = 12, line = 18;
        var titleStyle = new TextStyle(12);
        var captionStyle = new TextStyle(12, Bold: true);
        var columns = rows.Max(steps => steps.Count);
        var rowStep = StepTile + line + gap + (captions is null ? 0 : line);
        var canvas = new Canvas(2 * margin + columns * (StepTile + gap) - gap, 2 * margin + rows.Count * rowStep - gap, Palette.Background);
        for (var row = 0; row < rows.Count; row++)
        {
            var top = margin + row * rowStep;
            if (captions is not null)
            {
                canvas.Text(StrokeFont.Fit(captions[row], captionStyle, canvas.Width - 2 * margin), margin, top + line - 6, captionStyle, Palette.Text);
                top += line;
            }
            foreach (var (column, step) in rows[row].Index())
            {
                var left = margin + column * (StepTile + gap);
                canvas.Text(StrokeFont.Fit(step.Name, titleStyle, StepTile), left, top + line - 6, titleStyle, Palette.MutedText);
                DrawStep(canvas, step, left, top + line);
            }
        }
        return new(canvas.ToPng(), canvas.Width, canvas.Height,
            $"{(captions is null ? $"{rows.Count} {what}" : string.Join("; ", captions))}. Steps: {string.Join(", ", rows[0].Select(step => step.Name))}");
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
