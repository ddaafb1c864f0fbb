namespace FashionNotebooks;

/// <summary>Draws one image large, with its rows and columns numbered and the scale of its intensities beside it.</summary>
internal static class SingleImage
{
    private const int Margin = 12, Size = 336, TickLength = 4, BarWidth = 14;
    private static readonly Lettering TitleStyle = new(14, isBold: true), TickStyle = new(11);

    public static Picture Draw(ReadOnlySpan<byte> grey, int imageWidth, int imageHeight, string title)
    {
        var scale = Math.Max(1, Size / Math.Max(imageWidth, imageHeight));
        int width = imageWidth * scale, height = imageHeight * scale;
        int left = Margin + TickStyle.Measure($"{imageHeight - 1}") + TickLength + 6, top = Margin + 26;
        int barLeft = left + width + 22, right = barLeft + BarWidth + TickLength + 4 + TickStyle.Measure("255") + Margin;
        var titleWidth = TitleStyle.Measure(title) + 2 * Margin;

        using var canvas = new Canvas(Math.Max(right, titleWidth), top + height + 40, Palette.Background);
        canvas.Text(title, left, Margin + 12, TitleStyle, Palette.Text);
        canvas.Image(grey, imageWidth, left, top, scale);
        canvas.Frame(left, top, width, height, 1, Palette.Axis);

        for (var column = 0; column < imageWidth; column += TickStep(imageWidth))
        {
            var x = left + column * scale + scale / 2;
            canvas.Fill(x, top + height + 1, 1, TickLength, Palette.Axis);
            canvas.Text($"{column}", x, top + height + TickLength + 14, TickStyle, Palette.MutedText, TextAlign.Center);
        }
        for (var row = 0; row < imageHeight; row += TickStep(imageHeight))
        {
            var y = top + row * scale + scale / 2;
            canvas.Fill(left - 1 - TickLength, y, TickLength, 1, Palette.Axis);
            canvas.Text($"{row}", left - TickLength - 5, y + 4, TickStyle, Palette.MutedText, TextAlign.Right);
        }

        for (var y = 0; y < height; y++)
        {
            var intensity = (byte)Math.Round(255.0 * (height - 1 - y) / Math.Max(1, height - 1));
            canvas.Fill(barLeft, top + y, BarWidth, 1, new(intensity, intensity, intensity));
        }
        canvas.Frame(barLeft, top, BarWidth, height, 1, Palette.Axis);
        foreach (var intensity in (ReadOnlySpan<int>)[0, 64, 128, 192, 255])
        {
            var y = top + (int)Math.Round((height - 1) * (1 - intensity / 255.0));
            canvas.Fill(barLeft + BarWidth + 1, y, TickLength, 1, Palette.Axis);
            canvas.Text($"{intensity}", barLeft + BarWidth + TickLength + 4, y + 4, TickStyle, Palette.MutedText);
        }
        return canvas.ToPicture(title);
    }

    /// <summary>Numbers about every sixth row or column, in steps that people count in.</summary>
    private static int TickStep(int count) => ((ReadOnlySpan<int>)[1, 2, 5, 10, 20, 50, 100, 200, 500]).ToArray().First(step => count / step <= 8 || step == 500);
}
