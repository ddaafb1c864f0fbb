using System.Reflection;

namespace FashionNotebooks.Tests;

/// <summary>A program called in this process, which takes no time to start: the same code from the arguments to the exit code.</summary>
internal static class EntryPoint
{
    /// <summary>In the repository's folder, as its scripts start it.</summary>
    public static (int ExitCode, string Output, string Error) Call(Assembly program, params string[] arguments)
    {
        var (usualOutput, usualError, usualFolder) = (Console.Out, Console.Error, Environment.CurrentDirectory);
        using StringWriter output = new(), error = new();
        try
        {
            Console.SetOut(output);
            Console.SetError(error);
            Environment.CurrentDirectory = Workspace.Root;
            var exitCode = (int)program.EntryPoint!.Invoke(null, [arguments])!;
            return (exitCode, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(usualOutput);
            Console.SetError(usualError);
            Environment.CurrentDirectory = usualFolder;
            Environment.ExitCode = 0;
        }
    }
}
