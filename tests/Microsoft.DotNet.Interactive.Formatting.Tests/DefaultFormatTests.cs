using System.Text.Json;

namespace Microsoft.DotNet.Interactive.Formatting.Tests;

/// <summary>How values look that no formatter was registered for.</summary>
[Collection("formatters")]
public sealed class DefaultFormatTests : IDisposable
{
    public DefaultFormatTests() => Formatter.ResetToDefault();

    public void Dispose() => Formatter.ResetToDefault();

    public static TheoryData<object?, string> PlainTexts => new()
    {
        { null, "<null>" },
        { "text\nof two lines", "text\nof two lines" },
        { 1.5, "1.5" },
        { 12345678, "12345678" },
        { true, "True" },
        { DayOfWeek.Friday, "Friday" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "2026-01-02 03:04:05Z" },
        { typeof(Dictionary<string, int[]>), "Dictionary<string, int[]>" },
        { new[] { 1, 2, 3 }, "[ 1, 2, 3 ]" },
        { new List<string>(), "[ ]" },
        { new double?[] { 1, null }, "[ 1, <null> ]" },
        { (1, "a"), "( 1, a )" },
        { new Point(1, 2.5), "Point\n  X: 1\n  Y: 2.5" },
        { new { Name = "n", At = new Point(1, 2) }, "(anonymous)\n  Name: n\n  At:\n    Point\n      X: 1\n      Y: 2" },
        { new List<Point> { new(1, 2), new(3, 4) }, "List<Point>\n  - X: 1\n    Y: 2\n  - X: 3\n    Y: 4" },
        { new[] { new[] { 1, 2 }, [3] }, "int[][]\n  - [ 1, 2 ]\n  - [ 3 ]" },
        { new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, "Dictionary<string, int>\n  a: 1\n  b: 2" },
        { new Faulty(), "Faulty\n  Good: 1\n  Bad: cannot" },
    };

    [Theory]
    [MemberData(nameof(PlainTexts))]
    public void Plain_text_is_readable(object? value, string text) => Assert.Equal(text, value.ToDisplayString());

    [Fact]
    public void Long_sequences_are_cut_and_say_how_much_is_missing()
    {
        Assert.EndsWith(", 19, 20 ... (80 more) ]", Enumerable.Range(1, 100).ToArray().ToDisplayString(), StringComparison.Ordinal);
        Assert.EndsWith(", 20 ... (more) ]", Endless().ToDisplayString(), StringComparison.Ordinal);
        Formatter.ListExpansionLimit = 2;
        Assert.Equal("[ 1, 2 ... (1 more) ]", new[] { 1, 2, 3 }.ToDisplayString());
        Assert.Equal("[ 1, 2 ]", new[] { 1, 2 }.ToDisplayString());
        Assert.Contains("<td colspan=\"3\"><i>(1 more)</i></td>", new[] { new Point(1, 1), new(2, 2), new(3, 3) }.ToDisplayString("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_refers_to_itself_comes_to_an_end()
    {
        var ring = new Ring();
        ring.Next = ring;
        Assert.Contains("Ring", ring.ToDisplayString(), StringComparison.Ordinal);
        Assert.Contains("Ring", ring.ToDisplayString("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Html_is_escaped_text_a_table_of_a_sequence_or_a_table_of_members()
    {
        Assert.Equal("<div class=\"dni-plaintext\"><pre>&lt;b&gt; &amp; 1</pre></div>", "<b> & 1".ToDisplayString("text/html"));
        Assert.Equal("<div class=\"dni-plaintext\"><pre>[ 1, 2 ]</pre></div>", new[] { 1, 2 }.ToDisplayString("text/html"));
        Assert.Equal(
            "<table><thead><tr><th>index</th><th>X</th><th>Y</th></tr></thead><tbody><tr><td>0</td><td>1</td><td>2.5</td></tr></tbody></table>",
            new[] { new Point(1, 2.5) }.ToDisplayString("text/html"));
        Assert.Equal(
            "<table><thead><tr><th>key</th><th>value</th></tr></thead><tbody><tr><td>a&lt;</td><td>1</td></tr></tbody></table>",
            new Dictionary<string, int> { ["a<"] = 1 }.ToDisplayString("text/html"));
        Assert.Equal(
            "<table><thead><tr><th>index</th><th>value</th></tr></thead><tbody><tr><td>0</td><td>one</td></tr><tr><td>1</td><td><div class=\"dni-plaintext\"><pre>( 2, 3 )</pre></div></td></tr></tbody></table>",
            new object[] { "one", (2, 3) }.ToDisplayString("text/html"));
        Assert.Equal("<i>(empty)</i>", Array.Empty<int>().ToDisplayString("text/html"));
        var members = new Point(1, 2.5).ToDisplayString("text/html");
        Assert.Contains("<tr><td>X</td><td>1</td></tr><tr><td>Y</td><td>2.5</td></tr>", members, StringComparison.Ordinal);
        Assert.StartsWith("<details open=\"open\" class=\"dni-treeview\">", members, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_a_value_is_written_by_the_formatter_of_its_type()
    {
        Formatter.Register<Point>(point => $"({point.X})");
        Formatter.SetPreferredMimeTypesFor(typeof(Point), "text/plain");
        Assert.Equal("Point[]\n  - (1)", new[] { new Point(1, 2) }.ToDisplayString());
        Assert.Contains("<pre>(1)</pre>", new { At = new Point(1, 2) }.ToDisplayString("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_what_the_serializer_writes() =>
        Assert.Equal("{\"x\":[1,2],\"name\":\"ä\"}", new { x = new[] { 1, 2 }, none = (string?)null, name = "ä" }.ToDisplayString(JsonFormatter.MimeType));

    [Fact]
    public void Numbers_in_json_may_be_no_numbers() =>
        Assert.Equal("NaN", JsonDocument.Parse(new[] { double.NaN }.ToDisplayString(JsonFormatter.MimeType)).RootElement[0].GetString());

    private static IEnumerable<int> Endless()
    {
        for (var number = 1; ; number++)
            yield return number;
    }

    private sealed record Point(int X, double Y);

    private sealed class Ring
    {
        public Ring? Next { get; set; }
    }

    private sealed class Faulty
    {
        private readonly string reason = "cannot";

        public int Good => reason.Length - 5;

        public int Bad => throw new InvalidOperationException(reason);
    }
}
