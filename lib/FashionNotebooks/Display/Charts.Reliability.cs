using Plotly.NET;
using SkiaSharp;
using static FashionNotebooks.ChartStyle;
using Chart = Plotly.NET.CSharp.Chart;

namespace FashionNotebooks;

/// <content>Whether a model is as often right as it is sure.</content>
public static partial class Charts
{
    private const int FewImages = 20;

    /// <summary>
    /// Reliability diagrams side by side: the accuracy of the images in each bin of confidence, how far their mean
    /// confidence lies above it (too sure) or below (not sure enough), and how the images spread over the bins. A calibrated
    /// model's bars end on the diagonal. Bins of fewer than 20 images are faded: their accuracy is mostly chance.
    /// </summary>
    /// <param name="models">Names and calibrations, at least one; from four on they become too narrow to read.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static GenericChart Reliability(params IReadOnlyList<(string Name, Calibration Calibration)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0)
            throw new ArgumentException("Reliability diagrams need at least one calibration.", nameof(models));

        const double gutter = 0.12;
        var width = (1 - gutter * (models.Count - 1)) / models.Count;
        Dictionary<string, object> layout = new() { ["barmode"] = "overlay", ["bargap"] = 0.06 };
        var diagrams = new List<GenericChart>();
        for (var model = 0; model < models.Count; model++)
        {
            // Two panels above each other, which share the x axis: accuracies, and how many images they are of.
            string x = $"{model + 1}", accuracies = $"{2 * model + 1}", counts = $"{2 * model + 2}";
            var left = model * (width + gutter);
            layout[$"xaxis{x}"] = new { title = Text("confidence"), range = new[] { 0, 1 }, dtick = 0.2, domain = new[] { left, left + width }, anchor = $"y{counts}" };
            layout[$"yaxis{accuracies}"] = new { title = Text("accuracy"), range = new[] { 0, 1 }, dtick = 0.2, domain = new[] { 0.3, 1 }, anchor = $"x{x}" };
            layout[$"yaxis{counts}"] = new { title = Text("images"), tickformat = ".0%", rangemode = "tozero", domain = new[] { 0, 0.22 }, anchor = $"x{x}" };
            ReliabilityBin[] bins = [.. models[model].Calibration.Bins.Where(bin => bin.Count > 0)];
            var images = (double)bins.Sum(bin => bin.Count);
            diagrams.Add(Diagram(bins).With(new { xaxis = $"x{x}", yaxis = $"y{accuracies}", showlegend = model == 0 }));
            diagrams.Add(Bins("share of the images", bins, bin => bin.Count / images, Palette.Axis).With(new { xaxis = $"x{x}", yaxis = $"y{counts}", showlegend = false }));
        }
        layout["annotations"] = models.Select((named, model) => new
        {
            text = Invariant($"{named.Name}: ECE {100 * named.Calibration.Ece:0.00} %"), x = 0.03, y = 0.95, xref = $"x{model + 1}", yref = $"y{2 * model + 1}", xanchor = "left", showarrow = false, font = new { size = 13 },
        }).ToArray();
        return Chart.Combine(diagrams).Styled(
            models.Count == 1 ? "Reliability diagram" : "Reliability diagrams", layout, $"Faded: fewer than {FewImages} images.", legend: true, Math.Max(620, 120 + 360 * models.Count), height: 500);
    }

    /// <summary>Accuracies, on them the gaps to the mean confidence, and the diagonal on which they would be closed.</summary>
    private static GenericChart Diagram(ReliabilityBin[] bins)
    {
        GenericChart Gaps(string name, int sign, SKColor color)
        {
            ReliabilityBin[] gaps = [.. bins.Where(bin => Math.Sign(bin.Gap) == sign)];
            return Bins(name, gaps, bin => bin.Gap, color.Mix(Palette.Background, 0.4)).With(new { @base = gaps.Select(bin => bin.Accuracy).ToArray() });
        }
        return Chart.Combine(
        [
            Bins("accuracy", bins, bin => bin.Accuracy, Palette.Blue), Gaps("too sure", 1, Palette.Vermilion), Gaps("not sure enough", -1, Palette.SkyBlue),
            Line("calibrated", [0, 1], [0, 1], Palette.Text, dashed: true),
        ]);
    }

    private static GenericChart Bins(string name, ReliabilityBin[] bins, Func<ReliabilityBin, double> height, SKColor color) => Chart
        .Column<double, double, string>(bins.Select(height).ToArray(), Keys: bins.Select(bin => (bin.From + bin.To) / 2).ToArray(), Name: name)
        .With(new
        {
            width = bins.Select(bin => 0.94 * (bin.To - bin.From)).ToArray(),
            marker = new { color = color.Hex(), opacity = bins.Select(bin => bin.Count < FewImages ? 0.35 : 1).ToArray() },
            hovertext = bins.Select(bin => Invariant($"{bin.Count:N0} images")).ToArray(),
        });
}
