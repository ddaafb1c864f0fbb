namespace FashionNotebooks;

public static partial class Gallery
{
    private const int StepTile = 140, Square = 7; // of the chequerboard behind what is transparent

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

    /// <summary>
    /// Photos beside what a network sees of them, in a grid: what a model took them for and how surely above, the truth below
    /// where that was wrong.
    /// </summary>
    /// <param name="photos">At least one.</param>
    /// <param name="predictions">What the model said of them, in the same order.</param>
    /// <param name="columns">Photos in a row.</param>
    /// <exception cref="ArgumentException">There is no photo, or photos and predictions differ in number.</exception>
    public static Picture Photos(IReadOnlyList<GarmentPhoto> photos, Predictions predictions, int columns = 4)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Truth.Length != photos.Count)
            throw new ArgumentException($"There are {photos.Count} photos but {predictions.Truth.Length} predictions; give the photos that were predicted.", nameof(predictions));
        return Pairs(photos, [.. photos.Select((_, i) => Tile.Of(predictions, i))], columns);
    }

    /// <summary>Photos beside what a network sees of them, in a grid.</summary>
    /// <param name="photos">At least one.</param>
    /// <param name="captions">What to write above each, such as what a model took it for.</param>
    /// <param name="columns">Photos in a row.</param>
    /// <exception cref="ArgumentException">There is no photo, or not as many captions as photos.</exception>
    public static Picture Photos(IReadOnlyList<GarmentPhoto> photos, IReadOnlyList<string> captions, int columns = 4)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(captions);
        CheckCaptions(captions, photos.Count, "photos");
        return Pairs(photos, [.. captions.Select(caption => new Tile(caption))], columns);
    }

    private static Picture Pairs(IReadOnlyList<GarmentPhoto> photos, IReadOnlyList<Tile> tiles, int columns)
    {
        if (photos.Count == 0)
            throw new ArgumentException("There are no photos to show; give at least one.", nameof(photos));
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        return TileSheet.Draw(tiles, columns, 2 * LargeTile, LargeTile, (canvas, i, x, y) =>
        {
            DrawStep(canvas, photos[i].Steps[0], x, y, LargeTile, isCentred: true);
            DrawStep(canvas, photos[i].Steps[^1], x + LargeTile, y, LargeTile);
            canvas.Frame(x, y, 2 * LargeTile, LargeTile, 1, Palette.Grid);
        });
    }

    private static Picture Steps(IReadOnlyList<IReadOnlyList<PreparationStep>> rows, IReadOnlyList<string>? captions, string what, string parameter)
    {
        if (rows.Count == 0)
            throw new ArgumentException($"There are no {what} to show; give at least one.", parameter);
        CheckCaptions(captions, rows.Count, what);

        const int margin = 12, gap = 12, line = 18;
        var titleStyle = new Lettering(12);
        var captionStyle = new Lettering(12, isBold: true);
        var columns = rows.Max(steps => steps.Count);
        var rowStep = StepTile + line + gap + (captions is null ? 0 : line);
        using var canvas = new Canvas(2 * margin + columns * (StepTile + gap) - gap, 2 * margin + rows.Count * rowStep - gap, Palette.Background);
        for (var row = 0; row < rows.Count; row++)
        {
            var top = margin + row * rowStep;
            if (captions is not null)
            {
                canvas.Text(captionStyle.Fit(captions[row], canvas.Width - 2 * margin), margin, top + line - 6, captionStyle, Palette.Text);
                top += line;
            }
            foreach (var (column, step) in rows[row].Index())
            {
                var left = margin + column * (StepTile + gap);
                canvas.Text(titleStyle.Fit(step.Name, StepTile), left, top + line - 6, titleStyle, Palette.MutedText);
                DrawStep(canvas, step, left, top + line, StepTile);
            }
        }
        return canvas.ToPicture($"{(captions is null ? $"{rows.Count} {what}" : string.Join("; ", captions))}. Steps: {string.Join(", ", rows[0].Select(step => step.Name))}");
    }

    /// <summary>As large as fits the tile: small images enlarged a whole number of times, large ones averaged.</summary>
    private static void DrawStep(Canvas canvas, PreparationStep step, int left, int top, int side, bool isCentred = false)
    {
        var longest = Math.Max(step.Width, step.Height);
        var scale = longest <= side ? side / longest : (double)side / longest;
        int width = Math.Max(1, (int)(step.Width * scale)), height = Math.Max(1, (int)(step.Height * scale));
        if (isCentred)
            (left, top) = (left + (side - width) / 2, top + (side - height) / 2);
        if (step.Format == PixelFormat.Rgba)
            for (var y = 0; y < height; y += Square)
                for (var x = 0; x < width; x += Square)
                    canvas.Fill(left + x, top + y, Math.Min(Square, width - x), Math.Min(Square, height - y), (x / Square + y / Square) % 2 == 0 ? Palette.Background : Palette.Chequer);
        canvas.Image(step.Pixels.Span, step.Width, step.Height, step.Format, left, top, width, height);
        canvas.Frame(left, top, width, height, 1, Palette.Grid);
    }
}
