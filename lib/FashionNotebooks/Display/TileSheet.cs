namespace FashionNotebooks;

/// <summary>A small image with what is written above and below it.</summary>
/// <param name="Grey">The image's intensities, row by row.</param>
/// <param name="Title">Above the image.</param>
/// <param name="Caption">Below the image; empty for none.</param>
/// <param name="IsRight">Marks a prediction as right or wrong, by sign, frame and colour; null for no mark.</param>
internal sealed record Tile(byte[] Grey, string Title, string Caption = "", bool? IsRight = null);

/// <summary>Lays small images of one size out in rows and columns of one picture.</summary>
internal static class TileSheet
{
    private const int Margin = 12, Gap = 12, Line = 16, FrameThickness = 2;
    private static readonly Lettering TitleStyle = new(12), CaptionStyle = new(11);

    /// <summary>The picture of all tiles, row by row.</summary>
    /// <param name="tiles">At least one.</param>
    /// <param name="imageWidth">Pixels a row of each image.</param>
    /// <param name="imageHeight">Rows of each image.</param>
    /// <param name="columns">Tiles in a row.</param>
    /// <param name="tileWidth">Room for the image in pixels; it is enlarged a whole number of times, crisply.</param>
    /// <param name="altText">What the picture shows.</param>
    public static Picture Draw(IReadOnlyList<Tile> tiles, int imageWidth, int imageHeight, int columns, int tileWidth, string altText)
    {
        columns = Math.Min(columns, tiles.Count);
        var rows = (tiles.Count + columns - 1) / columns;
        var scale = Scale(imageWidth, tileWidth);
        int width = imageWidth * scale, height = imageHeight * scale;
        var captionHeight = tiles.Any(t => t.Caption.Length > 0) ? Line : 0;
        int columnStep = width + Gap, rowStep = Line + height + captionHeight + Gap;

        using var canvas = new Canvas(2 * Margin + columns * columnStep - Gap, 2 * Margin + rows * rowStep - Gap, Palette.Background);
        for (var i = 0; i < tiles.Count; i++)
        {
            var tile = tiles[i];
            int x = Margin + i % columns * columnStep, y = Margin + i / columns * rowStep;
            var ink = tile.IsRight switch { true => Palette.Right, false => Palette.Wrong, null => Palette.Text };
            var title = tile.IsRight switch { true => "✓ ", false => "✗ ", null => "" } + tile.Title;
            canvas.Text(TitleStyle.Fit(title, width + Gap - 4), x + width / 2, y + Line - 6, TitleStyle, Color.Mix(ink, Palette.Text, 0.3), TextAlign.Center);
            canvas.Image(tile.Grey, imageWidth, x, y + Line, scale);
            if (tile.IsRight is not null)
                canvas.Frame(x, y + Line, width, height, FrameThickness, ink);
            else if (HasLightCorners(tile.Grey, imageWidth))
                canvas.Frame(x, y + Line, width, height, 1, Palette.Axis);
            canvas.Text(CaptionStyle.Fit(tile.Caption, width + Gap - 4), x + width / 2, y + Line + height + Line - 3, CaptionStyle, Palette.MutedText, TextAlign.Center);
        }
        return canvas.ToPicture(altText);
    }

    /// <summary>The picture of rows of images, each row with its name to the left; the first column may stand a little apart from the others.</summary>
    public static Picture DrawRows(
        IReadOnlyList<(string Name, IReadOnlyList<byte[]> Images)> rows, int imageWidth, int imageHeight, int tileWidth, string altText, bool setFirstApart = false)
    {
        const int gap = 4;
        var apart = setFirstApart ? Gap : 0;
        var scale = Scale(imageWidth, tileWidth);
        int width = imageWidth * scale, height = imageHeight * scale;
        var names = rows.Max(row => TitleStyle.Measure(row.Name)) + 10;
        var columns = rows.Max(row => row.Images.Count);
        using var canvas = new Canvas(2 * Margin + names + columns * (width + gap) - gap + apart, 2 * Margin + rows.Count * (height + gap) - gap, Palette.Background);
        for (var row = 0; row < rows.Count; row++)
        {
            var y = Margin + row * (height + gap);
            canvas.Text(rows[row].Name, Margin + names - 10, y + height / 2 + 4, TitleStyle, Palette.Text, TextAlign.Right);
            for (var column = 0; column < rows[row].Images.Count; column++)
                canvas.Image(rows[row].Images[column], imageWidth, Margin + names + column * (width + gap) + (column > 0 ? apart : 0), y, scale);
        }
        return canvas.ToPicture(altText);
    }

    /// <summary>A picture that only says something, where there is no image to show.</summary>
    public static Picture Message(string text)
    {
        var style = new Lettering(13);
        using var canvas = new Canvas(style.Measure(text) + 2 * Margin, 2 * Margin + Line, Palette.Background);
        canvas.Text(text, Margin, Margin + Line - 4, style, Palette.MutedText);
        return canvas.ToPicture(text);
    }

    /// <summary>Whether it would run into the page.</summary>
    private static bool HasLightCorners(byte[] grey, int width) => ((int[])[0, width - 1, grey.Length - width, grey.Length - 1]).All(corner => grey[corner] > 200);

    private static int Scale(int imageWidth, int tileWidth) => Math.Max(1, tileWidth / imageWidth);
}
