using Plotly.NET;

namespace FashionNotebooks;

/// <summary>What all charts share: fonts, colours, axes, the place of titles and legends.</summary>
internal static class ChartStyle
{
    public const string Fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

    /// <summary>A layout without axes.</summary>
    /// <param name="title">Above the chart.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="showLegend">Whether the series' names stand under the title.</param>
    /// <param name="note">A smaller line under the title; null for none.</param>
    public static Layout Layout(string title, int width, int height, bool showLegend, string? note = null)
    {
        var layout = new Layout();
        layout.SetProperty("width", width);
        layout.SetProperty("height", height);
        layout.SetProperty("title", new
        {
            text = note is null ? $"<b>{title}</b>" : $"<b>{title}</b><br><span style=\"font-size:12px;color:{Palette.MutedText}\">{note}</span>",
            font = new { size = 15 },
            x = 0.02,
            xanchor = "left",
            y = 1,
            yanchor = "top",
            pad = new { t = note is null ? 16 : 24 },
        });
        layout.SetProperty("font", new { family = Fonts, size = 12, color = $"{Palette.Text}" });
        layout.SetProperty("paper_bgcolor", $"{Palette.Background}");
        layout.SetProperty("plot_bgcolor", $"{Palette.Background}");
        layout.SetProperty("margin", new { l = 80, r = 24, t = (showLegend ? 84 : 60) + (showLegend && note is not null ? 14 : 0), b = 52 });
        layout.SetProperty("showlegend", showLegend);
        if (showLegend)
            layout.SetProperty("legend", new { orientation = "h", x = 0, xanchor = "left", y = 1.02, yanchor = "bottom" });
        return layout;
    }

    /// <summary>An axis with thin lines across the chart.</summary>
    /// <param name="title">What it measures, with its unit; empty for none.</param>
    /// <param name="options">What differs from other axes, by plotly.js's names.</param>
    public static Dictionary<string, object> Axis(string title, params ReadOnlySpan<(string Name, object Value)> options)
    {
        var axis = new Dictionary<string, object>
        {
            ["title"] = new { text = title, standoff = 8 },
            ["gridcolor"] = $"{Palette.Grid}",
            ["linecolor"] = $"{Palette.Axis}",
            ["showline"] = true,
            ["zeroline"] = false,
            ["automargin"] = true,
            ["separatethousands"] = true,
            ["exponentformat"] = "none",
        };
        foreach (var (name, value) in options)
            axis[name] = value;
        return axis;
    }
}
