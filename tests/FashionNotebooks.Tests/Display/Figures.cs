using System.Text.Json;
using System.Text.RegularExpressions;
using Plotly.NET;

namespace FashionNotebooks.Tests.Display;

/// <summary>Reads charts the way plotly.js gets them.</summary>
internal static class Figures
{
    private static JsonElement Figure(GenericChart chart) => JsonDocument.Parse(GenericChart.toJson(chart)).RootElement;

    public static JsonElement[] Traces(GenericChart chart) => [.. Figure(chart).GetProperty("data").EnumerateArray()];

    public static JsonElement Layout(GenericChart chart) => Figure(chart).GetProperty("layout");

    public static string Title(GenericChart chart) => Layout(chart).GetProperty("title").GetProperty("text").GetString()!;

    public static JsonElement[] Annotations(GenericChart chart) => [.. Layout(chart).GetProperty("annotations").EnumerateArray()];

    /// <summary>What is written in the cells of a heat map, row by row, without the colour of its letters.</summary>
    public static string[] CellTexts(GenericChart chart) =>
        [.. Traces(chart)[0].GetProperty("text").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(text => Regex.Replace(text.GetString()!, "<.*?>", ""))];

    public static double[] Numbers(JsonElement trace, string name) => [.. trace.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    public static string[] Texts(JsonElement trace, string name) => [.. trace.GetProperty(name).EnumerateArray().Select(v => v.GetString()!)];
}
