namespace NotebookKernel.Tests;

public class CellTests(LiveKernel kernel) : IClassFixture<LiveKernel>
{
    [Fact]
    public void Cells_see_what_earlier_cells_declared_and_imported()
    {
        var run = kernel.Run(
            "using System.IO;\nvar x = 20;\nint Twice(int n) => 2 * n;\nrecord Point(int X, int Y);",
            "x++;",
            "Twice(x)",
            "Path.Combine(\"a\", \"b\")",
            "new Point(1, 2).Y",
            "var x = \"now a string\";",
            "x");
        Assert.Equal("42", run.Value(2));
        Assert.Equal(Path.Combine("a", "b"), run.Value(3));
        Assert.Equal("2", run.Value(4));
        Assert.Equal("now a string", run.Value(6));
    }

    [Fact]
    public void Only_a_last_expression_without_semicolon_is_a_result()
    {
        var run = kernel.Run("var x = 1; x + 1", "x.ToString();", "Console.Write(\"\")", "(string)null", "if (x == 1) { x = 5; }", "x // a comment");
        Assert.Equal("2", run.Value(0));
        Assert.Empty(run.Outputs(1));
        Assert.Empty(run.Outputs(2));
        Assert.Equal("<null>", run.Value(3));
        Assert.Empty(run.Outputs(4));
        Assert.Equal("5", run.Value(5));
    }

    [Fact]
    public void A_cell_may_await_and_its_result_may_be_awaited()
    {
        var run = kernel.Run("await Task.Yield();\nvar late = await Task.Run(() => 6 * 7);\nlate", "await Task.FromResult(\"awaited\")", "await Task.CompletedTask");
        Assert.Equal("42", run.Value(0));
        Assert.Equal("awaited", run.Value(1));
        Assert.Empty(run.Outputs(2));
    }

    [Fact]
    public void The_namespaces_of_dotnet_interactive_are_imported()
    {
        var run = kernel.Run("new List<int> { 3, 1 }.Order().Count() + new StringBuilder(\"ab\").Length + new ArrayList().Count + Math.Min(1, 2)");
        Assert.Equal("5", run.Value(0));
    }

    [Fact]
    public void Scripts_load_relative_to_the_script_that_loads_them()
    {
        using var program = new KernelProgram()
            .With("setup.csx", "#load \"parts/inner.csx\"\nusing System.IO;\nint Twice(int n) => n * Seven;")
            .With("parts/inner.csx", "#load \"deep/deepest.csx\"\nvar Seven = Base + 1;")
            .With("parts/deep/deepest.csx", "var Base = 6;\nConsole.WriteLine(Environment.GetEnvironmentVariable(\"KERNEL_TEST\"));")
            .With("table.txt", "from the notebook's folder")
            .WithNotebook("a.ipynb", "#load \"setup.csx\"\nusing System.Globalization;", "Twice(2)", "CultureInfo.InvariantCulture.Name.Length", "System.IO.File.ReadAllText(\"table.txt\")");
        var run = program.Run();
        Assert.Equal("from the environment\n", run.Console(0));
        Assert.Equal("14", run.Value(1));
        Assert.Equal("0", run.Value(2));
        Assert.Equal("from the notebook's folder", run.Value(3));
    }

    [Fact]
    public void Display_shows_values_in_order_and_html_as_it_is()
    {
        var run = kernel.Run("display(1);\nConsole.WriteLine(\"between\");\ndisplay(\"two\");\nHTML(\"<b>three</b>\")", "display(new[] { 4 }, \"text/html\"); HTML(\"<p>\").Display();");
        var kinds = run.Outputs(0).Select(output => output!["output_type"]!.ToString());
        Assert.Equal(["display_data", "stream", "display_data", "execute_result"], kinds);
        Assert.Equal("<b>three</b>", run.Value(0, "text/html"));
        Assert.Null(run.Outputs(0)[3]!["data"]!["text/plain"]);
        Assert.Equal(["text/html"], run.Outputs(1)[0]!["data"]!.AsObject().Select(value => value.Key));
        Assert.Equal("<p>", KernelRun.Text(run.Outputs(1)[1]!["data"]!["text/html"]));
    }

    [Fact]
    public void A_displayed_value_can_be_updated_from_a_later_cell()
    {
        var run = kernel.Run("var shown = display(\"first\");", "shown.Update(\"second\");");
        Assert.Equal("second", KernelRun.Text(Assert.Single(run.Outputs(0))!["data"]!["text/plain"]));
        Assert.Empty(run.Outputs(1));
    }

    [Fact]
    public void Values_are_bundles_of_the_mime_types_their_formatters_write()
    {
        var run = kernel.Run(
            """
            using Microsoft.DotNet.Interactive.Formatting;
            class Chart { public int Secret => 7; }
            Formatter.Register<Chart>(chart => "{\"data\": [1, 2], \"name\": \"Ä\"}", "application/vnd.plotly.v1+json");
            Formatter.Register<Chart>(chart => "<svg>\n</svg>\n", "image/svg+xml");
            Formatter.Register<Chart>((chart, writer) => writer.Write("iVBORw0KGgo="), "image/png");
            Formatter.SetPreferredMimeTypesFor(typeof(Chart), "application/vnd.plotly.v1+json", "image/svg+xml", "image/png");
            """,
            "new Chart()",
            "new[] { 1, 2 }",
            "new[] { new { Name = \"a\" } }",
            "new FormattedValue(\"text/markdown\", \"# x\")");
        var data = run.Outputs(1)[0]!["data"]!;
        Assert.Equal("{\"data\":[1,2],\"name\":\"Ä\"}", data["application/vnd.plotly.v1+json"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(["<svg>\n", "</svg>\n"], data["image/svg+xml"]!.AsArray().Select(line => line!.ToString()));
        Assert.Equal("iVBORw0KGgo=", data["image/png"]!.GetValue<string>());
        Assert.Null(data["text/plain"]);
        Assert.Equal("[ 1, 2 ]", run.Value(2));
        Assert.Contains("<table", run.Value(3, "text/html"), StringComparison.Ordinal);
        Assert.Contains("Name: a", run.Value(3), StringComparison.Ordinal);
        Assert.Equal("# x", run.Value(4, "text/markdown"));
    }

    [Fact]
    public void Cells_start_on_one_thread()
    {
        var run = kernel.Run("var first = Environment.CurrentManagedThreadId;", "await Task.Delay(1);", "first == Environment.CurrentManagedThreadId");
        Assert.Equal("True", run.Value(2));
    }
}
