namespace NotebookKernel.Tests;

public class FailureTests(LiveKernel kernel) : IClassFixture<LiveKernel>
{
    [Fact]
    public void A_failing_cell_ends_its_notebook_and_what_ran_before_is_kept()
    {
        var run = KernelProgram.Run(
            "int Divide(int a, int b)\n{\n    return a / b;\n}",
            "Console.WriteLine(\"before\");\n\nDivide(1, 0)",
            "\"never run\"");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("before\n", run.Console(1));
        Assert.Equal("DivideByZeroException", run.Error(1)["ename"]!.ToString());
        Assert.Empty(run.Outputs(2));
        Assert.Null(run.Cells[2]!["execution_count"]);
        Assert.Contains("a.ipynb: cell 2, line 3: DivideByZeroException: Attempted to divide by zero.\n    at Divide(Int32 a, Int32 b) in cell 1, line 3\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("failed: cell 2, line 3", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_is_reported_with_the_calls_to_it_and_the_source_around_it()
    {
        var run = kernel.Run("int Divide(int a, int b)\n{\n    return a / b;\n}", "Console.WriteLine(\"before\");\n\nDivide(1, 0)");
        Assert.Equal(
            """
            System.DivideByZeroException: Attempted to divide by zero.
              at Divide(Int32 a, Int32 b) in cell 1, line 3
              at cell 2, line 3

            cell 2:
                  1  Console.WriteLine("before");
                  2  
            -->   3  Divide(1, 0)
            """, run.Traceback(1));
    }

    [Fact]
    public void What_a_cell_did_before_it_threw_is_kept_for_the_next()
    {
        var run = kernel.Run("var kept = 1;", "kept = 2;\nvar half = 3;\nthrow new Exception();", "kept + half", "undefined", "kept");
        Assert.Equal("5", run.Value(2));
        Assert.Equal("2", run.Value(4));
    }

    [Fact]
    public void Causes_lambdas_and_asynchronous_methods_are_named_as_in_the_source()
    {
        var run = kernel.Run("""
            async Task Inner() { await Task.Yield(); throw new ArgumentException("inner"); }
            async Task Outer()
            {
                try { await Inner(); }
                catch (Exception e) { throw new InvalidOperationException("outer", e); }
            }
            var all = new[] { 1 }.Select(n => { Outer().Wait(); return n; }).ToList();
            """);
        var traceback = run.Traceback(0);
        Assert.Equal("InvalidOperationException", run.Error(0)["ename"]!.ToString());
        Assert.Contains("  at Outer() in cell 1, line 5\n", traceback, StringComparison.Ordinal);
        Assert.Contains("caused by System.ArgumentException: inner\n  at Inner() in cell 1, line 1\n", traceback, StringComparison.Ordinal);
        Assert.DoesNotContain("Submission#", traceback, StringComparison.Ordinal);
        Assert.DoesNotContain("MoveNext", traceback, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_in_a_loaded_script_names_the_script_and_nothing_of_this_machine()
    {
        using var program = new KernelProgram()
            .With("parts/helper.csx", "void Read(string path)\n{\n    System.IO.File.ReadAllText(System.IO.Path.GetFullPath(path));\n}")
            .WithNotebook("a.ipynb", "#load \"parts/helper.csx\"", "Read(\"absent.txt\");");
        var run = program.Run();
        Assert.Contains("at Read(String path) in parts/helper.csx, line 3\n  at cell 2, line 1", run.Traceback(1), StringComparison.Ordinal);
        Assert.Equal("Could not find file 'absent.txt'.", run.Error(1)["evalue"]!.ToString());
        Assert.DoesNotContain(program.Folder, run.Copy, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_does_not_compile_is_marked_and_leaves_earlier_outputs()
    {
        var run = kernel.Run("1", "var fine = 1;\nvar wrong = undefined + 1;\nint number = \"text\";");
        Assert.Equal("1", run.Value(0));
        Assert.Equal("CompilationError", run.Error(1)["ename"]!.ToString());
        Assert.StartsWith("CS0103: ", run.Error(1)["evalue"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("cell 2, line 2, column 13: error CS0103: The name 'undefined' does not exist in the current context\n    var wrong = undefined + 1;\n                ^^^^^^^^^\n", run.Traceback(1), StringComparison.Ordinal);
        Assert.Contains("cell 2, line 3, column 14: error CS0029", run.Traceback(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_are_not_shown()
    {
        var run = kernel.Run("int unused; string? maybe = null; async Task<int> NoAwait() { return 1; }\nawait NoAwait()");
        Assert.Equal("1", run.Value(0));
        Assert.Single(run.Outputs(0));
    }

    [Fact]
    public void A_formatter_that_throws_fails_its_cell()
    {
        var run = kernel.Run("using Microsoft.DotNet.Interactive.Formatting;\nclass Odd { }\nFormatter.Register<Odd>(odd => throw new FormatException(\"no form\"), \"text/html\");", "new Odd()");
        Assert.Equal("FormatException", run.Error(1)["ename"]!.ToString());
        Assert.Contains("no form", run.Traceback(1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Environment.Exit(3);", "ProcessExited", "exit code 3")]
    [InlineData("Environment.Exit(0);", "ProcessExited", "exit code 0")]
    [InlineData("Environment.FailFast(\"enough\");", "ProcessCrashed", "crashed")]
    [InlineData("int Down(int n) => Down(n + 1) + 1;\nvar thread = new System.Threading.Thread(() => Down(1), maxStackSize: 200_000);\nthread.Start(); thread.Join();", "ProcessCrashed", "stack overflow")]
    [InlineData("var thread = new System.Threading.Thread(() => throw new Exception(\"loose\"));\nthread.Start(); thread.Join();", "ProcessCrashed", "crashed")]
    public void A_cell_that_ends_its_process_fails_and_what_ran_before_is_kept(string code, string name, string message)
    {
        var run = KernelProgram.Run("var before = 1; before", "Console.WriteLine(\"last words\");\n" + code, "\"never run\"");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("1", run.Value(0));
        Assert.Equal("last words\n", run.Console(1));
        Assert.Equal(name, run.Error(1)["ename"]!.ToString());
        Assert.Contains(message, run.Error(1)["evalue"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(run.Outputs(2));
    }

    [Fact]
    public void After_a_failing_notebook_the_next_one_runs()
    {
        using var program = new KernelProgram().WithNotebook("a.ipynb", "throw new Exception(\"first\");").WithNotebook("b.ipynb", "\"second\"");
        var run = program.Run(["run", "--output", "out", "a.ipynb", "b.ipynb"], "b.ipynb");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("second", run.Value(0));
    }
}
