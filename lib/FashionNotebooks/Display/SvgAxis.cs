using System.Text.Json;

namespace FashionNotebooks;

/// <summary>One axis of a chart drawn as SVG: from data to pixels, and the numbers along it.</summary>
internal sealed class SvgAxis
{
    private readonly JsonElement settings;
    private readonly List<string> categories = [];
    private readonly bool isCategory, isReversed, isLog;
    private double low, high;

    /// <param name="name">"x", "y", "x2", "y2" and so on.</param>
    /// <param name="settings">The layout's entry for it.</param>
    /// <param name="traces">The traces drawn on it.</param>
    public SvgAxis(string name, JsonElement settings, IReadOnlyList<JsonElement> traces)
    {
        (Name, this.settings, IsX) = (name, settings, name[0] == 'x');
        var letter = name[..1];
        var values = traces.SelectMany(trace => trace.At(letter).Items()).ToArray();
        isCategory = settings.At("type").Text() == "category" || values.Any(v => v.ValueKind == JsonValueKind.String);
        isLog = settings.At("type").Text() == "log";
        isReversed = settings.At("autorange").Text() == "reversed";
        if (isCategory)
            foreach (var value in values)
                if (!categories.Contains(Label(value)))
                    categories.Add(Label(value));
        (low, high) = isCategory ? (-0.5, categories.Count - 0.5) : NumberRange(traces, letter);
        if (settings.At("range").Items() is [var from, var to])
            (low, high, HasRange) = (from.Number(low), to.Number(high), true);
        if (low == high)
            (low, high) = (low - 0.5, high + 0.5);
    }

    public string Name { get; }

    public bool IsX { get; }

    /// <summary>Whether the layout says from where to where it goes, so that data may lie outside.</summary>
    public bool HasRange { get; }

    public string Title => settings.Title();

    /// <summary>The part of the chart it covers, 0 to 1.</summary>
    public (double From, double To) Domain =>
        settings.At("domain").Items() is [var from, var to] ? (from.Number(0), to.Number(1)) : (0, 1);

    /// <summary>The axis that it stands at.</summary>
    public string Anchor => settings.At("anchor").Text(IsX ? "y" : "x");

    public bool ShowsGrid => settings.At("showgrid").Flag(true);

    /// <summary>The pixel where it begins (its lower left end) and where it ends; set before anything is placed.</summary>
    public (double From, double To) Pixels { get; set; }

    /// <summary>Pixels from one unit or category to the next.</summary>
    public double PixelsPerUnit => Math.Abs(Pixels.To - Pixels.From) / Math.Abs(high - low);

    /// <summary>The pixel of a value: a number, or the name of a category. Null if it is neither, or has no logarithm on an axis of those.</summary>
    public double? Place(JsonElement value)
    {
        if (isCategory)
            return categories.IndexOf(Label(value)) is >= 0 and var index ? Place(index) : null;
        return value.ValueKind == JsonValueKind.Number && (!isLog || value.GetDouble() > 0) ? Place(value.GetDouble()) : null;
    }

    /// <summary>The pixel of a number, or of a category's index; numbers without a logarithm are at the start of an axis of those.</summary>
    public double Place(double value)
    {
        var part = isLog && value <= 0 ? 0 : (Scaled(value) - low) / (high - low);
        return Pixels.From + (isReversed ? 1 - part : part) * (Pixels.To - Pixels.From);
    }

    /// <summary>Where something is written along the axis, and what.</summary>
    public IReadOnlyList<(double Value, string Text)> Ticks(double length)
    {
        if (isCategory)
            return [.. categories.Select((name, index) => ((double)index, name))];
        if (settings.At("tickvals").Items() is { Length: > 0 } places)
        {
            var texts = settings.At("ticktext").Items();
            return [.. places.Select((place, i) => (place.Number(0), i < texts.Length ? Label(texts[i]) : Label(place)))];
        }
        if (isLog)
            return [.. AxisTicks.Multiples(low, high, 1).Select(power => Math.Pow(10, power)).Select(value => (value, AxisTicks.Short(value)))];
        var step = settings.At("dtick").Number(AxisTicks.NiceStep(Math.Abs(high - low), Math.Max(2, (int)(length / (IsX ? 70 : 45)))));
        return [.. AxisTicks.Multiples(Math.Min(low, high), Math.Max(low, high), step)
            .Select(value => (value, AxisTicks.Format(value, step, settings.At("tickformat").Text())))];
    }

    /// <summary>By how many degrees the labels are turned: as the layout says, or so that they don't run into each other.</summary>
    public double TickAngle(double length, double fontSize)
    {
        if (settings.At("tickangle").ValueKind == JsonValueKind.Number)
            return settings.At("tickangle").GetDouble();
        var ticks = Ticks(length);
        var widest = ticks.Count == 0 ? 0 : ticks.Max(tick => SvgWriter.Measure(tick.Text, fontSize));
        return IsX && widest + 6 > length / Math.Max(1, ticks.Count) ? -35 : 0;
    }

    /// <summary>A logarithmic axis goes by the logarithm, and so does its range.</summary>
    private double Scaled(double value) => isLog ? Math.Log10(value) : value;

    private (double Low, double High) NumberRange(IReadOnlyList<JsonElement> traces, string letter)
    {
        double smallest = double.MaxValue, largest = double.MinValue;
        var touchesZero = settings.At("rangemode").Text() == "tozero";
        var padding = 0.05;
        foreach (var trace in traces)
        {
            var numbers = trace.At(letter).Items().Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.GetDouble())
                .Where(v => !isLog || v > 0).Select(Scaled).ToArray();
            if (numbers.Length == 0)
                continue;
            var (low, high) = (numbers.Min(), numbers.Max());
            if (trace.At("type").Text() == "bar")
            {
                touchesZero |= !IsX;
                if (IsX)
                {
                    var half = SvgBars.Step(numbers) / 2;
                    (low, high, padding) = (low - half, high + half, 0.01);
                }
            }
            else if (IsX && !trace.At("mode").Text("markers").Contains("markers", StringComparison.Ordinal))
                padding = 0;
            (smallest, largest) = (Math.Min(smallest, low), Math.Max(largest, high));
        }
        if (smallest > largest)
            return (0, 1);
        if (touchesZero)
            (smallest, largest) = (Math.Min(0, smallest), Math.Max(0, largest));
        var margin = padding * (largest - smallest);
        return (touchesZero && smallest == 0 ? 0 : smallest - margin, touchesZero && largest == 0 ? 0 : largest + margin);
    }

    private static string Label(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ToString();
}
