namespace FashionNotebooks;

/// <summary>Colours for numbers: stops from 0 to 1, mixed in between.</summary>
internal sealed class ColorScale(params IReadOnlyList<(double At, Color Color)> stops)
{
    /// <summary>From nothing to everything, steeper at the low end, so that rare confusions are seen beside the diagonal.</summary>
    public static readonly ColorScale Heat = new(
        (0, Color.FromHex("#FFFFFF")), (0.02, Color.FromHex("#EDF4FA")), (0.1, Color.FromHex("#BFDBEF")),
        (0.3, Color.FromHex("#7FB6DC")), (0.6, Color.FromHex("#2F7EBC")), (1, Color.FromHex("#08417A")));

    /// <summary>From less over the same, which is white, to more.</summary>
    public static readonly ColorScale Diverging = new(
        (0, Color.FromHex("#8A3A00")), (0.2, Color.FromHex("#DD7733")), (0.4, Color.FromHex("#F8D5BA")), (0.5, Color.FromHex("#FFFFFF")),
        (0.6, Color.FromHex("#BFDBEF")), (0.8, Color.FromHex("#3C8AC4")), (1, Color.FromHex("#08417A")));

    /// <summary>The colour at a place from 0 to 1.</summary>
    public Color At(double part)
    {
        for (var i = 1; i < stops.Count; i++)
            if (part <= stops[i].At)
                return Color.Mix(stops[i - 1].Color, stops[i].Color, (part - stops[i - 1].At) / (stops[i].At - stops[i - 1].At));
        return stops[^1].Color;
    }

    /// <summary>The scale as plotly.js takes it.</summary>
    public object[][] ToPlotly() => [.. stops.Select(stop => new object[] { stop.At, stop.Color.ToString() })];
}
