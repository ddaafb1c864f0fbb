using System.Diagnostics;

namespace NotebookKernel.Tests;

public class NotebookFileTests
{
    /// <summary>Unknown fields, odd orders, numbers in odd spellings, and every character that needs care.</summary>
    private const string Careful = """
        {
         "metadata": {
          "zoo": {
           "b": 1.50,
           "a": [],
           "c": {},
           "n": null,
           "s": "\u2028",
           "t": true
          },
          "kernelspec": {
           "name": ".net-csharp",
           "display_name": ".NET (C#)",
           "language": "C#"
          },
          "polyglot_notebook": {
           "kernelInfo": {
            "defaultKernelName": "csharp",
            "items": [
             {
              "aliases": [],
              "name": "csharp"
             }
            ]
           }
          }
         },
         "nbformat_minor": 5,
         "nbformat": 4,
         "cells": [
          {
           "cell_type": "markdown",
           "id": "first",
           "metadata": {
            "tags": [
             "x"
            ]
           },
           "attachments": {},
           "source": [
            "# Ünïcode 😀 \"quoted\" \\ tab\t/ slash \u007f\n",
            "<b>&amp;</b>"
           ]
          },
          {
           "cell_type": "code",
           "unknown": 1e-5,
           "id": "second",
           "metadata": {
            "polyglot_notebook": {
             "kernelName": "csharp"
            }
           },
           "source": [
            "1 + 1"
           ],
           "execution_count": 1,
           "outputs": [
            {
             "data": {
              "text/plain": [
               "2"
              ]
             },
             "execution_count": 1,
             "metadata": {},
             "output_type": "execute_result"
            }
           ]
          },
          {
           "cell_type": "raw",
           "id": "third",
           "metadata": {},
           "source": []
          }
         ]
        }

        """;

    /// <summary>The same, read and written by Node 20's JSON and Python's nbformat 5.5.0, through both of which a save in Jupyter goes.</summary>
    private const string AsJupyterSavesIt = """
        {
         "cells": [
          {
           "attachments": {},
           "cell_type": "markdown",
           "id": "first",
           "metadata": {
            "tags": [
             "x"
            ]
           },
           "source": [
            "# Ünïcode 😀 \"quoted\" \\ tab\t/ slash \u007f\n",
            "<b>&amp;</b>"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 1,
           "id": "second",
           "metadata": {
            "polyglot_notebook": {
             "kernelName": "csharp"
            }
           },
           "outputs": [
            {
             "data": {
              "text/plain": [
               "2"
              ]
             },
             "execution_count": 1,
             "metadata": {},
             "output_type": "execute_result"
            }
           ],
           "source": [
            "1 + 1"
           ],
           "unknown": 1e-05
          },
          {
           "cell_type": "raw",
           "id": "third",
           "metadata": {},
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "language_info": {
           "codemirror_mode": "text/x-csharp",
           "file_extension": ".cs",
           "mimetype": "text/x-csharp",
           "name": "polyglot-notebook",
           "pygments_lexer": "csharp",
           "version": "14.0"
          },
          "polyglot_notebook": {
           "kernelInfo": {
            "defaultKernelName": "csharp",
            "items": [
             {
              "aliases": [],
              "name": "csharp"
             }
            ]
           }
          },
          "zoo": {
           "a": [],
           "b": 1.5,
           "c": {},
           "n": null,
           "s": "\u2028",
           "t": true
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    [Fact]
    public void A_notebook_is_written_byte_for_byte_as_Jupyter_saves_it()
    {
        using var program = new KernelProgram().With("a.ipynb", Plain(Careful));
        Assert.Equal(Plain(AsJupyterSavesIt), program.Run().Copy);

        // The two characters that JSON may carry as they are, though C# source had better not.
        static string Plain(string text) => text.Replace("\\u2028", "\u2028", StringComparison.Ordinal).Replace("\\u007f", "\u007f", StringComparison.Ordinal);
    }

    [Fact]
    public void Execution_counts_number_the_cells_that_have_code()
    {
        var run = KernelProgram.Run("md:# Title", "1", " \n", "md:text", "2");
        Assert.Equal([1, null, 2], run.Cells.Where(cell => cell!["cell_type"]!.ToString() == "code").Select(cell => cell!["execution_count"]?.GetValue<int>()));
        Assert.Equal(2, run.Outputs(4)[0]!["execution_count"]!.GetValue<int>());
    }

    [Fact]
    public void A_second_run_of_the_executed_copy_gives_the_same_bytes_and_in_place_saves_them()
    {
        using var program = new KernelProgram().WithNotebook("a.ipynb",
            "md:# Title", "Console.Write(\"a\\rb\");\ndisplay(new { A = 1 });\nnew[] { new { X = 1.5 } }", "new Dictionary<string, int> { [\"b\"] = 1, [\"a\"] = 2 }");
        var first = program.Run(["run", "--output", "out", "--in-place", "a.ipynb"], "a.ipynb");
        Assert.Equal(first.Copy, File.ReadAllText(program.PathOf("a.ipynb")));
        Assert.Equal(first.Copy, program.Run().Copy);
        Assert.Equal([program.PathOf("out/a.ipynb")], Directory.GetFiles(program.PathOf("out")));
    }

    [Fact]
    public void A_failing_notebook_gives_the_same_bytes_again_and_is_not_saved_in_place()
    {
        using var program = new KernelProgram().WithNotebook("a.ipynb", "1", "int Down(int n) => n == 0 ? throw new Exception(\"deep\") : Down(n - 1);\nDown(3)");
        var before = File.ReadAllText(program.PathOf("a.ipynb"));
        var first = program.Run(["run", "--output", "out", "--in-place", "a.ipynb"], "a.ipynb");
        Assert.Equal(before, File.ReadAllText(program.PathOf("a.ipynb")));
        Assert.Contains("a.ipynb was left as it was", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Copy, program.Run().Copy);
    }

    [Fact]
    public void An_older_notebook_gets_ids_kernelspec_and_format_4_5()
    {
        using var program = new KernelProgram().With("a.ipynb", """
            {"cells": [
              {"cell_type": "code", "id": "cell-2", "metadata": {}, "source": ["1"], "outputs": [], "execution_count": null},
              {"cell_type": "code", "metadata": {}, "source": ["2"], "outputs": [], "execution_count": null},
              {"cell_type": "markdown", "metadata": {}, "source": ["text"]}],
             "metadata": {}, "nbformat": 4, "nbformat_minor": 2}
            """);
        var run = program.Run();
        Assert.Equal(["cell-2", "cell-2-", "cell-3"], run.Cells.Select(cell => cell!["id"]!.ToString()));
        Assert.Contains("\"name\": \".net-csharp\"", run.Copy, StringComparison.Ordinal);
        Assert.Contains("\"nbformat_minor\": 5", run.Copy, StringComparison.Ordinal);
        Validate(program.PathOf("out/a.ipynb"));
    }

    [Fact]
    public void Executed_notebooks_are_valid_nbformat_in_jupyters_layout()
    {
        using var program = new KernelProgram()
            .WithNotebook("a.ipynb", "md:# Ä 😀", "Console.WriteLine(\"x\"); Console.Error.Write(\"y\"); display(HTML(\"<p>\"));\n\"{}\".DisplayAs(\"application/json\"); new[] { 1 }", "throw new Exception(\"ä\");", "2")
            .WithNotebook("b.ipynb", "Environment.Exit(1);")
            .WithNotebook("c.ipynb", "not C#");
        program.Run(["run", "--output", "out", "a.ipynb", "b.ipynb", "c.ipynb"], "a.ipynb");
        Validate(program.PathOf("out/a.ipynb"), program.PathOf("out/b.ipynb"), program.PathOf("out/c.ipynb"));
    }

    [Theory]
    [InlineData("{\"cells\": [", "not valid JSON at line 1")]
    [InlineData("", "is empty")]
    [InlineData("[1, 2]", "no notebook")]
    [InlineData("{\"a\": 1, \"a\": 2}", "not valid JSON")]
    [InlineData("{\"cells\": []}", "it has no nbformat")]
    [InlineData("{\"cells\": [], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}", "has no cells")]
    [InlineData("{\"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}", "has no cells")]
    [InlineData("{\"worksheets\": [], \"metadata\": {}, \"nbformat\": 3, \"nbformat_minor\": 0}", "is in nbformat 3")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\"}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}", "the 1. cell has no cell_type or no source")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"1\", \"metadata\": {\"dotnet_interactive\": {\"language\": \"fsharp\"}}}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}", "the 1. cell is written in fsharp")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"1\", \"metadata\": {\"polyglot_notebook\": {\"kernelName\": \"pwsh\"}}}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}", "the 1. cell is written in pwsh")]
    [InlineData("{\"cells\": [{\"cell_type\": \"code\", \"source\": \"1\"}], \"metadata\": {\"kernelspec\": {\"name\": \"python3\"}}, \"nbformat\": 4, \"nbformat_minor\": 5}", "written for the kernel 'python3'")]
    public void A_file_that_cannot_be_run_is_named_with_what_is_wrong(string text, string complaint)
    {
        using var program = new KernelProgram().With("bad.ipynb", text);
        var run = program.Run(["run", "--output", "out", "bad.ipynb"], "bad.ipynb");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("bad.ipynb: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(complaint, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
        Assert.Null(run.Copy);
        Assert.Equal(text, File.ReadAllText(program.PathOf("bad.ipynb")));
    }

    [Fact]
    public void A_missing_file_is_named_and_the_others_run()
    {
        using var program = new KernelProgram().WithNotebook("a.ipynb", "1");
        var run = program.Run(["run", "--output", "out", "absent.ipynb", "a.ipynb"], "a.ipynb");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("absent.ipynb: there is no such file. Check the path; it is taken from the current folder.\n", run.Errors);
        Assert.Equal("1", run.Value(0));
    }

    /// <summary>By the reference implementation, Debian's python3-nbformat.</summary>
    private static void Validate(params string[] paths)
    {
        const string check = """
            import json, nbformat, sys
            for path in sys.argv[1:]:
                text = open(path, encoding="utf-8").read()
                nbformat.validate(nbformat.reads(text, 4))
                assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n", path + " is not in Jupyter's layout"
            """;
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-W", "error", "-c", check, .. paths]) { RedirectStandardError = true })!;
        var errors = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, errors);
    }
}
