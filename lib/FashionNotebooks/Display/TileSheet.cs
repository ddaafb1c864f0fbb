using SkiaSharp;

namespace FashionNotebooks;

/// <summary>What is written above and below a small picture.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Caption">Below it; empty for none.</param>
/// <param name="IsRight">Marks a prediction as right or wrong, by sign, frame and colour; null for no mark.</param>
internal sealed record Tile(string Title, string Caption = "", bool? IsRight = null)
{
    /// <summary>What a model said of an image: the class and how surely, the truth below where that is another.</summary>
    public static Tile Of(Predictions predictions, int index)
    {
        var (truth, predicted, confidence) = (predictions.Truth[index], predictions.Predicted[index], predictions.Confidence[index]);
        return new($"{predictions.ClassNames[predicted]} {Percent(confidence)}", predicted == truth ? "" : $"true: {predictions.ClassNames[truth]}", predicted == truth);
    }

    /// <summary>In whole per cent; what is not quite certain isn't rounded to certainty.</summary>
    public static string Percent(float share) => share is >= 0.995f and < 1 ? "> 99 %" : Invariant($"{100 * share:0} %");

    /// <summary>For readers who don't see the picture.</summary>
    public string AltText => IsRight == true ? $"{Title}, right" : Caption.Length > 0 ? $"{Title}, {Caption}" : Title;
}

/// <summary>Lays small pictures of one size out in rows and columns of one picture.</summary>
internal static class TileSheet
{
    private const int Margin = 12, Gap = 12, Line = 16, FrameThickness = 2;
    private static readonly Lettering TitleStyle = new(12), CaptionStyle = new(11);

    /// <summary>The picture of all tiles, row by row.</summary>
    /// <param name="tiles">At least one.</param>
    /// <param name="columns">Tiles in a row.</param>
    /// <param name="width">Of each, in pixels.</param>
    /// <param name="height">Of each, in pixels.</param>
    /// <param name="draw">Draws the tile of that index at the place of its upper left corner.</param>
    /// <param name="altText">What the picture shows; null for what the tiles say.</param>
    public static Picture Draw(IReadOnlyList<Tile> tiles, int columns, int width, int height, Action<Canvas, int, int, int> draw, string? altText = null)
    {
        columns = Math.Min(columns, tiles.Count);
        var captionHeight = tiles.Any(tile => tile.Caption.Length > 0) ? Line : 0;
        int columnStep = width + Gap, rowStep = Line + height + captionHeight + Gap;
        using var canvas = new Canvas(2 * Margin + columns * columnStep - Gap, 2 * Margin + (tiles.Count + columns - 1) / columns * rowStep - Gap, Palette.Background);
        foreach (var (i, tile) in tiles.Index())
        {
            int x = Margin + i % columns * columnStep, y = Margin + i / columns * rowStep, middle = x + width / 2;
            var (mark, ink) = tile.IsRight switch { true => ("✓ ", Palette.Right), false => ("✗ ", Palette.Wrong), null => ("", Palette.Text) };
            canvas.Text(TitleStyle.Fit(mark + tile.Title, width + Gap - 4), middle, y + Line - 6, TitleStyle, ink.Mix(Palette.Text, 0.3), SKTextAlign.Center);
            draw(canvas, i, x, y + Line);
            if (tile.IsRight is not null)
                canvas.Frame(x, y + Line, width, height, FrameThickness, ink);
            canvas.Text(CaptionStyle.Fit(tile.Caption, width + Gap - 4), middle, y + Line + height + Line - 3, CaptionStyle, Palette.MutedText, SKTextAlign.Center);
        }
        return canvas.ToPicture(altText ?? string.Join("; ", tiles.Take(20).Select(tile => tile.AltText)) + (tiles.Count > 20 ? "; …" : ""));
    }

    /// <summary>The picture of grey images of one size, each enlarged a whole number of times, crisply.</summary>
    /// <param name="tiles">At least one.</param>
    /// <param name="images">One a tile, its intensities row by row.</param>
    /// <param name="imageWidth">Pixels a row of each image.</param>
    /// <param name="columns">Tiles in a row.</param>
    /// <param name="tileWidth">Room for the image in pixels.</param>
    /// <param name="altText">What the picture shows; null for what the tiles say.</param>
    public static Picture Draw(IReadOnlyList<Tile> tiles, IReadOnlyList<byte[]> images, int imageWidth, int columns, int tileWidth, string? altText = null)
    {
        var scale = Scale(imageWidth, tileWidth);
        int width = imageWidth * scale, height = images[0].Length / imageWidth * scale;
        return Draw(tiles, columns, width, height, (canvas, i, x, y) =>
        {
            canvas.Image(images[i], imageWidth, x, y, scale);
            if (HasLightCorners(images[i], imageWidth))
                canvas.Frame(x, y, width, height, 1, Palette.Axis);
        }, altText);
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
            canvas.Text(rows[row].Name, Margin + names - 10, y + height / 2 + 4, TitleStyle, Palette.Text, SKTextAlign.Right);
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
