using NotebookKernel.Notebooks;

namespace NotebookKernel.Tests;

public class ConsoleTests(LiveKernel kernel) : IClassFixture<LiveKernel>
{
    [Fact]
    public void Writes_to_one_stream_merge_until_something_else_is_shown()
    {
        var run = kernel.Run("Console.Write(\"a\"); Console.Write('b'); Console.WriteLine(1.5); Console.Error.WriteLine(\"wrong\"); Console.WriteLine(\"{0}!\", \"c\"); display(1); Console.WriteLine();");
        Assert.Equal(
            ["stdout ab1.5\n", "stderr wrong\n", "stdout c!\n", " ", "stdout \n"],
            run.Outputs(0).Select(output => $"{output!["name"]} {(output["text"] is { } text ? KernelRun.Text(text) : "")}"));
    }

    [Fact]
    public void Of_a_progress_line_only_the_end_is_saved()
    {
        var run = kernel.Run("for (var i = 0; i <= 100; i++) Console.Write($\"\\repoch {i}\"); Console.WriteLine();");
        Assert.Equal("epoch 100\n", run.Console(0));
        Assert.Single(run.Outputs(0));
    }

    [Fact]
    public void Output_can_be_cleared_at_once_or_when_there_is_something_new()
    {
        var run = kernel.Run("Console.Write(\"old\"); display(1); ClearOutput(); Console.Write(\"new\");", "Console.Write(\"kept\"); ClearOutput(wait: true);", "display(\"old\"); ClearOutput(wait: true); display(\"new\");");
        Assert.Equal("new", run.Console(0));
        Assert.Single(run.Outputs(0));
        Assert.Equal("kept", run.Console(1));
        Assert.Equal("new", KernelRun.Text(Assert.Single(run.Outputs(2))!["data"]!["text/plain"]));
    }

    [Fact]
    public void Native_output_and_other_threads_are_heard_and_nobody_answers_a_prompt()
    {
        var run = kernel.Run(
            "Console.OpenStandardOutput().Write(Encoding.UTF8.GetBytes(\"past the console\\n\"));",
            "await Task.Run(() => Console.WriteLine(\"from a task\"));",
            "Console.ReadLine()");
        Assert.Equal("past the console\n", run.Console(0));
        Assert.Equal("from a task\n", run.Console(1));
        Assert.Equal("<null>", run.Value(2));
    }

    [Theory]
    [InlineData("a\nb\n", "a\nb\n")]
    [InlineData("a\r\nb", "a\nb")]
    [InlineData("12345\rab", "ab345")]
    [InlineData("12345\r\u001b[Kab", "ab")]
    [InlineData("12345\u001b[2K\rab", "ab")]
    [InlineData("\rfirst\r", "first")]
    [InlineData("\u001b[31mred\u001b[0m", "\u001b[31mred\u001b[0m")]
    [InlineData("done\nprogress\rPROGRESS\n", "done\nPROGRESS\n")]
    public void Text_is_what_a_terminal_would_show(string written, string shown)
    {
        Assert.Equal(shown, TerminalText.Shown(written));
    }
}
