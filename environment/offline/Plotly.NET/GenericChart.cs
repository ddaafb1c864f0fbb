using Newtonsoft.Json;

namespace Plotly.NET;

/// <summary>A chart: one or more series and a layout.</summary>
public abstract class GenericChart
{
    // The version that Plotly.NET 5.1 refers to.
    private const string PlotlyScript = "https://cdn.plot.ly/plotly-2.27.1.min.js";

    private static readonly JsonSerializerSettings JsonSettings = new() { ReferenceLoopHandling = ReferenceLoopHandling.Serialize };

    private sealed class Figure(Trace[] traces, Layout layout) : GenericChart
    {
        public Trace[] Traces { get; } = traces;

        public Layout Layout { get; } = layout;
    }

    private GenericChart()
    {
    }

    /// <summary>A chart of one series.</summary>
    /// <param name="useDefaults">Must be false: the default template is not part of this package.</param>
    /// <param name="trace">The series.</param>
    /// <exception cref="NotSupportedException"><paramref name="useDefaults"/> is true.</exception>
    public static GenericChart ofTraceObject(bool useDefaults, Trace trace) => ofTraceObjects<Trace[]>(useDefaults, [trace]);

    /// <summary>A chart of several series.</summary>
    /// <param name="useDefaults">Must be false: the default template is not part of this package.</param>
    /// <param name="traces">The series.</param>
    /// <exception cref="NotSupportedException"><paramref name="useDefaults"/> is true.</exception>
    public static GenericChart ofTraceObjects<TTraces>(bool useDefaults, TTraces traces)
        where TTraces : IEnumerable<Trace>
    {
        if (useDefaults)
            throw new NotSupportedException("The offline Plotly.NET has no default template: pass useDefaults: false and set a layout.");
        return new Figure([.. traces], new Layout());
    }

    /// <summary>The layout itself, not a copy.</summary>
    public static Layout getLayout(GenericChart gChart) => ((Figure)gChart).Layout;

    /// <summary>The same series with another layout.</summary>
    public static GenericChart setLayout(Layout layout, GenericChart gChart) => new Figure(((Figure)gChart).Traces, layout);

    /// <summary>The same series; the layout's properties are set on the one that is there.</summary>
    public static GenericChart addLayout(Layout layout, GenericChart gChart) => setLayout(Layout.combine(getLayout(gChart), layout), gChart);

    /// <summary>Series and layout as plotly.js's figure, with an empty list of frames.</summary>
    public static string toFigureJson(GenericChart gChart)
    {
        var figure = (Figure)gChart;
        return JsonConvert.SerializeObject(new { data = figure.Traces, layout = figure.Layout, frames = Array.Empty<object>() }, JsonSettings);
    }

    /// <summary>A div and the script that draws the chart into it; the page must have loaded plotly.js.</summary>
    public static string toChartHTML(GenericChart gChart)
    {
        var figure = (Figure)gChart;
        var id = Guid.NewGuid().ToString();
        var function = $"renderPlotly_{id.Replace("-", "", StringComparison.Ordinal)}";
        return $$"""
            <div><div id="{{id}}"><!-- Plotly chart will be drawn inside this DIV --></div><script type="text/javascript">var {{function}} = function() {
                var data = {{JsonConvert.SerializeObject(figure.Traces, JsonSettings)}};
                var layout = {{JsonConvert.SerializeObject(figure.Layout, JsonSettings)}};
                var config = {};
                Plotly.newPlot('{{id}}', data, layout, config);
            };
            {{function}}();
            </script></div>
            """;
    }

    /// <summary>A page that loads plotly.js from its public address and draws the chart.</summary>
    public static string toEmbeddedHTML(GenericChart gChart) => $"""
        <!DOCTYPE html>
        <html><head><meta charset="utf-8"><script src="{PlotlyScript}" charset="utf-8"></script></head><body>{toChartHTML(gChart)}</body></html>
        """;
}
