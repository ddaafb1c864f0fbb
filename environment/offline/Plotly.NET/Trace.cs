namespace Plotly.NET;

/// <summary>One series of a chart: data and how it is drawn, by plotly.js's names.</summary>
/// <param name="traceTypeName">Kind of series, for instance "bar", "scatter" or "heatmap".</param>
public class Trace(string traceTypeName) : DynamicObj.DynamicObj
{
    /// <summary>Kind of series.</summary>
    public string type { get; set; } = traceTypeName;
}
