namespace NotebookKernel.Tests;

public class RunTests
{
    [Fact]
    public void A_run_ends_in_a_table_with_the_last_result_line_of_each_notebook()
    {
        using var program = new KernelProgram()
            .WithNotebook("one.ipynb", "md:# The first", "Console.WriteLine(\"Result: 50 %\");", "Console.WriteLine(\"Result: 91.2 % of 10,000\"); Console.Write(\"not a Result: 1\");")
            .WithNotebook("two.ipynb", "1", "2");
        var run = program.Run(["run", "--output", "out", "one.ipynb", "two.ipynb"], "one.ipynb");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"one  cell 1/2  [\d.]+ s\none  cell 2/2  [\d.]+ s\ntwo  cell 1/2  [\d.]+ s\ntwo  cell 2/2  [\d.]+ s\n", run.Output);
        Assert.Matches(@"notebook  cells  seconds  result\none +2/2 +[\d.]+  91\.2 % of 10,000\ntwo +2/2 +[\d.]+\n$", run.Output);
    }

    [Fact]
    public void Several_notebooks_run_at_a_time_each_with_its_share_of_the_cores()
    {
        // Each waits for what the other writes.
        static string Meet(string mine, string other) => $$"""
            System.IO.File.WriteAllText("{{mine}}", "");
            while (!System.IO.File.Exists("{{other}}"))
                System.Threading.Thread.Sleep(10);
            Console.WriteLine($"Result: {Environment.GetEnvironmentVariable("OMP_NUM_THREADS")}");
            """;
        using var program = new KernelProgram().WithNotebook("one.ipynb", Meet("1", "2")).WithNotebook("two.ipynb", Meet("2", "1"));
        var run = program.Run(["run", "--output", "out", "--jobs", "2", "one.ipynb", "two.ipynb"], "two.ipynb");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches($@"one +1/1 +[\d.]+  {Math.Max(1, Environment.ProcessorCount / 2)}\ntwo +1/1 ", run.Output);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "a.ipynb", "--jobs")]
    [InlineData("run", "a.ipynb", "--jobs", "0")]
    [InlineData("run", "a.ipynb", "--jobs", "-1")]
    [InlineData("run", "--jobs", "a.ipynb")]
    [InlineData("run", "--frobnicate", "a.ipynb")]
    [InlineData("run", "a.ipynb", "--output")]
    [InlineData("run", "x/a.ipynb", "y/a.ipynb")]
    [InlineData("walk", "a.ipynb")]
    [InlineData()]
    public void Wrong_use_is_explained(params string[] arguments)
    {
        using var program = new KernelProgram();
        var run = program.Run(arguments, "a.ipynb");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("usage: notebook-kernel run", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_no_error()
    {
        using var program = new KernelProgram();
        var run = program.Run(["--help"], "");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("usage: notebook-kernel run", run.Output, StringComparison.Ordinal);
    }
}
