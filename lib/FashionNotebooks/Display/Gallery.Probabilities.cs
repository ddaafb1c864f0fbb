using SkiaSharp;

namespace FashionNotebooks;

public static partial class Gallery
{
    /// <summary>
    /// Images, each beside a bar for the probability of every class: the predicted class's bar is green where it is right and
    /// red where it is wrong, and the true class then is green.
    /// </summary>
    /// <param name="images">The images that were predicted.</param>
    /// <param name="predictions">What the model said of them, in the same order.</param>
    /// <param name="indices">Which ones, in the order they are shown.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <exception cref="ArgumentException">Images and predictions differ in number, or there is no index.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no image of that index.</exception>
    public static Picture Probabilities(LabeledImages images, Predictions predictions, IReadOnlyList<int> indices, int columns = 3)
    {
        CheckSame(images, predictions);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (indices.Count == 0)
            throw new ArgumentException("Choose at least one image.", nameof(indices));
        foreach (var index in indices)
            CheckIndex(images, index, nameof(indices));

        const int bar = 11, longest = 80, gap = 10;
        var name = new Lettering(10);
        var classes = predictions.ClassNames;
        var scale = Math.Max(1, LargeTile / images.Width);
        int left = images.Width * scale + gap + classes.Max(name.Measure) + 4, height = Math.Max(images.Height * scale, classes.Count * bar);
        return TileSheet.Draw([.. indices.Select(index => Tile.Of(predictions, index))], columns, left + longest + gap, height, (canvas, i, x, y) =>
        {
            var (truth, predicted) = (predictions.Truth[indices[i]], predictions.Predicted[indices[i]]);
            canvas.Image(images.Image(indices[i]), images.Width, x, y, scale);
            for (var label = 0; label < classes.Count; label++)
            {
                var top = y + label * bar;
                canvas.Text(classes[label], x + left - 4, top + bar - 2, name, label == truth ? Palette.Text : Palette.MutedText, SKTextAlign.Right);
                var ink = label == truth ? Palette.Right : label == predicted ? Palette.Wrong : Palette.Axis;
                canvas.Fill(x + left, top + 1, (int)Math.Round(longest * predictions.Probabilities[indices[i], label]), bar - 2, ink);
                canvas.Fill(x + left, top, 1, bar, Palette.Axis);
            }
        });
    }
}
