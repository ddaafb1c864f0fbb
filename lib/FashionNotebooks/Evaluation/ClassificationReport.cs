using System.Globalization;
using System.Text;

namespace FashionNotebooks;

/// <summary>A line of a classification report. A score whose denominator is 0 is 0.</summary>
/// <param name="Name">A class, or an average over classes.</param>
/// <param name="Precision">Of the images predicted as the class, the share that is of it, 0 to 1.</param>
/// <param name="Recall">Of the images of the class, the share that was found, 0 to 1.</param>
/// <param name="F1">Their harmonic mean, 2 x precision x recall / (precision + recall), 0 to 1.</param>
/// <param name="Support">How many images are of the class.</param>
public sealed record Scores(string Name, double Precision, double Recall, double F1, int Support);

/// <summary>
/// Precision, recall, F1 and support of each class, with accuracy and averages. Printed, it is scikit-learn's
/// <c>classification_report(truth, predicted, target_names=classNames, zero_division=0)</c>, digit for digit: sums and
/// products are taken in its order (scikit-learn 1.2, NumPy 1.24), since a last bit can decide how a digit is rounded.
/// </summary>
/// <remarks>
/// Two oddities of scikit-learn 1.2 are left out. Told of a class that is neither in the truth nor in the predictions,
/// it writes three equal figures beside "micro avg" where the accuracy stands otherwise; and where no image at all is
/// predicted right, it writes supports as 3.0.
/// </remarks>
public sealed class ClassificationReport
{
    private static readonly string[] Headings = ["precision", "recall", "f1-score", "support"];

    /// <param name="matrix">What was predicted for what.</param>
    /// <exception cref="ArgumentException">The matrix counts no images.</exception>
    public ClassificationReport(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Total == 0)
            throw new ArgumentException("There are no images to report on.", nameof(matrix));
        Classes = [.. matrix.ClassNames.Select((name, c) =>
            new Scores(name, matrix.Precision(c), matrix.Recall(c), F1(matrix.Precision(c), matrix.Recall(c)), matrix.Support(c)))];
        // The F1 of all classes taken together, which is the accuracy but for the last bit.
        Accuracy = F1(matrix.Accuracy, matrix.Accuracy);
        MacroAverage = Average("macro avg", _ => 1, Classes.Count);
        WeightedAverage = Average("weighted avg", scores => scores.Support, matrix.Total);
    }

    /// <summary>The classes' scores, in index order.</summary>
    public IReadOnlyList<Scores> Classes { get; }

    /// <summary>The share of images predicted right, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>The mean of the classes' scores; the support is of all.</summary>
    public Scores MacroAverage { get; }

    /// <summary>The mean of the classes' scores weighted by support; the support is of all.</summary>
    public Scores WeightedAverage { get; }

    /// <summary>Reports on predictions.</summary>
    /// <exception cref="ArgumentException">There are no images.</exception>
    public static ClassificationReport From(Predictions predictions) => new(ConfusionMatrix.From(predictions));

    /// <summary>The report as text, with two digits after the point.</summary>
    public override string ToString() => ToString(2);

    /// <summary>The report as text.</summary>
    /// <param name="digits">Digits after the point, 0 to 15.</param>
    public string ToString(int digits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 15);
        var width = Classes.Select(c => c.Name).Append(WeightedAverage.Name).Max(name => name.Length);
        width = Math.Max(width, digits);
        var text = new StringBuilder();
        Line("", Headings).Append('\n');
        foreach (var scores in Classes)
            Row(scores);
        text.Append('\n');
        Line("accuracy", "", "", Number(Accuracy), $"{WeightedAverage.Support}");
        Row(MacroAverage);
        Row(WeightedAverage);
        return text.ToString();

        StringBuilder Row(Scores scores) => Line(scores.Name, Number(scores.Precision), Number(scores.Recall), Number(scores.F1), $"{scores.Support}");
        StringBuilder Line(string name, params ReadOnlySpan<string> cells)
        {
            text.Append(name.PadLeft(width)).Append(' ');
            foreach (var cell in cells)
                text.Append(' ').Append(cell.PadLeft(9));
            return text.Append('\n');
        }
        // .NET rounds the exact binary value and a tie to the even digit, as Python does.
        string Number(double value) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
    }

    private static double F1(double precision, double recall) =>
        precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);

    private Scores Average(string name, Func<Scores, int> weight, int weights)
    {
        double Mean(Func<Scores, double> score) => PairwiseSum([.. Classes.Select(c => score(c) * weight(c))]) / weights;
        return new Scores(name, Mean(c => c.Precision), Mean(c => c.Recall), Mean(c => c.F1), Classes.Sum(c => c.Support));
    }

    /// <summary>A sum in NumPy's order: eight running sums joined in pairs, then what is left over; halves where there are over 128.</summary>
    internal static double PairwiseSum(ReadOnlySpan<double> values)
    {
        if (values.Length > 128)
        {
            var half = values.Length / 2 / 8 * 8;
            return PairwiseSum(values[..half]) + PairwiseSum(values[half..]);
        }
        var (sum, at) = (0.0, 0);
        if (values.Length >= 8)
        {
            Span<double> running = stackalloc double[8];
            for (; at + 8 <= values.Length; at += 8)
                for (var lane = 0; lane < 8; lane++)
                    running[lane] += values[at + lane];
            sum = running[0] + running[1] + (running[2] + running[3]) + (running[4] + running[5] + (running[6] + running[7]));
        }
        for (; at < values.Length; at++)
            sum += values[at];
        return sum;
    }
}
