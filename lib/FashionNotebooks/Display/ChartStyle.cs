using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Plotly.NET;
using Plotly.NET.CSharp;

namespace FashionNotebooks;

/// <summary>The look of all charts, plotly-template.json, and what Plotly.NET's chart functions have no argument for.</summary>
internal static class ChartStyle
{
    private static readonly JObject Template = ReadTemplate();

    /// <summary>From nothing to everything, steeper at the low end, so that rare confusions are seen beside the diagonal.</summary>
    public static readonly object[][] Heat = Scale((0, "#FFFFFF"), (0.02, "#EDF4FA"), (0.1, "#BFDBEF"), (0.3, "#7FB6DC"), (0.6, "#2F7EBC"), (1, "#08417A"));

    /// <summary>Intensities as they are seen.</summary>
    public static readonly object[][] Greys = Scale((0, "#000000"), (1, "#FFFFFF"));

    /// <summary>From less over the same, which is white, to more.</summary>
    public static readonly object[][] LessToMore = Scale(
        (0, "#8A3A00"), (0.2, "#DD7733"), (0.4, "#F8D5BA"), (0.5, "#FFFFFF"), (0.6, "#BFDBEF"), (0.8, "#3C8AC4"), (1, "#08417A"));

    /// <summary>A title by plotly.js's names.</summary>
    public static object Text(string text) => new { text };

    /// <summary>Gives a chart its title, its size and the common look.</summary>
    /// <param name="chart">Its layout is replaced.</param>
    /// <param name="title">Above the chart.</param>
    /// <param name="layout">All else, by plotly.js's names.</param>
    /// <param name="note">A smaller line under the title; null for none.</param>
    /// <param name="legend">Whether the series' names stand above the chart.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static GenericChart Styled(
        this GenericChart chart, string title, object layout, string? note = null, bool legend = false, int width = 720, int height = 420)
    {
        var whole = new Layout();
        Set(whole, new
        {
            title = note is null ? Text($"<b>{title}</b>") : new
            {
                text = $"<b>{title}</b><br><span style=\"font-size:12px;color:{Palette.MutedText.Hex()}\">{note}</span>",
                pad = new { t = 24 },
            },
            margin = new { l = 64, r = 24, t = 42 + (note is null ? 0 : 22) + (legend ? 22 : 0), b = 52 },
            showlegend = legend,
            width,
            height,
            template = Template,
        });
        Set(whole, layout);
        return GenericChart.setLayout(whole, chart);
    }

    /// <summary>Sets properties of all traces of a chart, by plotly.js's names.</summary>
    public static GenericChart With(this GenericChart chart, object properties)
    {
        foreach (var trace in chart.GetTraces())
            Set(trace, properties);
        return chart;
    }

    private static JObject ReadTemplate()
    {
        using var reader = new JsonTextReader(new StreamReader(typeof(ChartStyle).Assembly.GetManifestResourceStream("plotly-template.json")!));
        return JObject.Load(reader);
    }

    private static object[][] Scale(params IEnumerable<(double At, string Color)> stops) => [.. stops.Select(stop => new object[] { stop.At, stop.Color })];

    private static void Set(DynamicObj.DynamicObj target, object properties)
    {
        var named = properties as IEnumerable<KeyValuePair<string, object>>
            ?? properties.GetType().GetProperties().Select(property => KeyValuePair.Create(property.Name, property.GetValue(properties)!));
        foreach (var (name, value) in named)
            target.SetProperty(name, value);
    }
}
