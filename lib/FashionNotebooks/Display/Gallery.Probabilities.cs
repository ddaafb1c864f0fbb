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
        const int margin = 12, gap = 10, bar = 11, longest = 80, line = 16;
        CheckSame(images, predictions);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (indices.Count == 0)
            throw new ArgumentException("Choose at least one image.", nameof(indices));
        foreach (var index in indices)
            CheckIndex(images, index, nameof(indices));

        Lettering title = new(12), name = new(10);
        var classes = predictions.ClassNames;
        var scale = Math.Max(1, LargeTile / images.Width);
        int width = images.Width * scale, height = Math.Max(images.Height * scale, classes.Count * bar), names = classes.Max(name.Measure);
        int columnStep = width + gap + names + 4 + longest + 2 * gap, rowStep = line + height + 2 * gap;
        columns = Math.Min(columns, indices.Count);
        using var canvas = new Canvas(2 * margin + columns * columnStep, 2 * margin + (indices.Count + columns - 1) / columns * rowStep, Palette.Background);
        for (var i = 0; i < indices.Count; i++)
        {
            var (index, x, y) = (indices[i], margin + i % columns * columnStep, margin + i / columns * rowStep);
            var (truth, predicted) = (predictions.Truth[index], predictions.Predicted[index]);
            canvas.Text(
                title.Fit(Said(predictions, index) + (predicted == truth ? "" : $", is {classes[truth]}"), columnStep - gap),
                x, y + line - 6, title, Color.Mix(predicted == truth ? Palette.Right : Palette.Wrong, Palette.Text, 0.3));
            canvas.Image(images.Image(index), images.Width, x, y + line, scale);
            for (var label = 0; label < classes.Count; label++)
            {
                int left = x + width + gap + names + 4, top = y + line + label * bar;
                canvas.Text(classes[label], left - 4, top + bar - 2, name, label == truth ? Palette.Text : Palette.MutedText, TextAlign.Right);
                var ink = label == truth ? Palette.Right : label == predicted ? Palette.Wrong : Palette.Axis;
                canvas.Fill(left, top + 1, (int)Math.Round(longest * predictions.Probabilities[index, label]), bar - 2, ink);
                canvas.Fill(left, top, 1, bar, Palette.Axis);
            }
        }
        return canvas.ToPicture(string.Join("; ", indices.Take(20).Select(index => predictions.Predicted[index] == predictions.Truth[index]
            ? $"{Said(predictions, index)}, right" : $"{Said(predictions, index)}, is {classes[predictions.Truth[index]]}")));
    }
}
