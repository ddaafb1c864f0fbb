using NotebookKernel.Pages;

namespace NotebookKernel.Tests;

public class PageTests
{
    private const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public void A_run_with_html_writes_a_page_a_notebook_and_an_index_that_need_nothing_else()
    {
        using var program = new KernelProgram()
            .WithNotebook("one.ipynb",
                "md:# The <first>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![dot](dot.png) [next](two.ipynb) [data](data/table.csv) $W - F$",
                "// all <kinds>\nvar text = \"quoted\";\nConsole.WriteLine(\"Result: 91 %\");",
                "\"<svg xmlns='http://www.w3.org/2000/svg'/>\".DisplayAs(\"image/svg+xml\");\nnew[] { new { Name = \"Bag\", Count = 3 } }",
                "HTML(\"<em>as it is</em>\")",
                "throw new Exception(\"too <bad>\");")
            .WithNotebook("two.ipynb", "1");
        File.WriteAllBytes(program.PathOf("dot.png"), Convert.FromBase64String(Dot));
        program.Run(["run", "--html", "--output", "out", "one.ipynb", "two.ipynb", "absent.ipynb"], "one.ipynb");

        var page = File.ReadAllText(program.PathOf("out/one.html"));
        Assert.Contains("<title>The &lt;first&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("<td>1</td>", page, StringComparison.Ordinal);
        Assert.Contains($"src=\"data:image/png;base64,{Dot}\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"two.html\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"../data/table.csv\"", page, StringComparison.Ordinal);
        Assert.Contains("<math><mrow><mi>W</mi><mo>−</mo><mi>F</mi></mrow></math>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"c\">// all &lt;kinds&gt;</span>", page, StringComparison.Ordinal);
        Assert.Contains("<img src=\"data:image/svg+xml;base64,", page, StringComparison.Ordinal);
        Assert.Contains("<td>Bag</td><td>3</td>", page, StringComparison.Ordinal);
        Assert.Contains("<em>as it is</em>", page, StringComparison.Ordinal);
        Assert.Contains("too &lt;bad&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain(program.Folder, page, StringComparison.Ordinal);

        var index = File.ReadAllText(program.PathOf("out/index.html"));
        Assert.Contains("<a href=\"two.html\">two</a>", index, StringComparison.Ordinal);
        Assert.Contains("failed: cell 4, line 1: Exception: too &lt;bad&gt;", index, StringComparison.Ordinal);
        Assert.Contains("<td>absent</td>", index, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_notebook_in_another_folder_leads_to_its_page_once_there_is_one()
    {
        using var program = new KernelProgram()
            .WithNotebook("one.ipynb", "md:# One\n\n[solutions](solutions/one.ipynb)", "1")
            .WithNotebook("solutions/one.ipynb", "md:# Solutions\n\n[back](../one.ipynb#tasks)", "1");

        var before = Page("one.ipynb", "out", "out/one.html");
        var solutions = Page("solutions/one.ipynb", "out/solutions", "out/solutions/one.html");
        var after = Page("one.ipynb", "out", "out/one.html");

        Assert.Contains("href=\"../solutions/one.ipynb\"", before, StringComparison.Ordinal);
        Assert.Contains("href=\"../one.html#tasks\"", solutions, StringComparison.Ordinal);
        Assert.Contains("href=\"solutions/one.html\"", after, StringComparison.Ordinal);

        string Page(string notebook, string output, string page)
        {
            program.Run(["run", "--html", "--output", output, notebook], "");
            return File.ReadAllText(program.PathOf(page));
        }
    }

    [Fact]
    public void Highlighting_keeps_every_character_of_the_code()
    {
        const string code = "#load \"setup.csx\"\nusing System;\n\n/* block */ var s = $\"{1:0.0} <{nameof(s)}>\"; // end\nforeach (var (k, v) in new Dictionary<string, int>()) Console.WriteLine(@\"a\\\" + 'c' + 1.5f);\nbroken ( ] \"unclosed\n";
        var html = CodeHighlighter.ToHtml(code);
        Assert.Equal(code, System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html, "</?span[^>]*>", "")));
        Assert.Contains("<span class=\"k\">using</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"t\">Console</span>.<span class=\"m\">WriteLine</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"n\">1.5f</span>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"\frac{W - F + 2P}{S} + 1", "<mfrac><mrow><mi>W</mi><mo>−</mo><mi>F</mi><mo>+</mo><mn>2</mn><mi>P</mi></mrow><mrow><mi>S</mi></mrow></mfrac><mo>+</mo><mn>1</mn>")]
    [InlineData(@"x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>")]
    [InlineData(@"\hat{y} \leq 0.25", "<mover accent=\"true\"><mrow><mi>y</mi></mrow><mo>^</mo></mover><mo>≤</mo><mn>0.25</mn>")]
    [InlineData(@"\text{a < b}", "<mtext>a &lt; b</mtext>")]
    [InlineData(@"\log\left(p\right)", "<mi>log</mi><mo>(</mo><mi>p</mi><mo>)</mo>")]
    [InlineData(@"\unheard", "<mtext>\\unheard</mtext>")]
    [InlineData(@"\frac{1}{", "<mfrac><mrow><mn>1</mn></mrow><mrow></mrow></mfrac>")]
    [InlineData(@"x_", "<msub><mi>x</mi><mrow></mrow></msub>")]
    [InlineData(@"\", "<mtext>\\</mtext>")]
    public void Formulas_are_typeset_without_a_script(string tex, string mathml) =>
        Assert.Equal($"<math><mrow>{mathml}</mrow></math>", FormulaHtml.ToHtml(tex, display: false));

    [Fact]
    public void A_sum_on_its_own_line_has_its_limits_above_and_below() =>
        Assert.Contains("<munderover><mo>∑</mo>", FormulaHtml.ToHtml(@"\sum_{i=1}^n x_i", display: true), StringComparison.Ordinal);
}
