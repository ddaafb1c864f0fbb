using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookKernel.Tests;

/// <summary>Notebooks over a compiled library whose folder holds its dependencies, a second copy of the formatter included.</summary>
public class LibraryTests
{
    [Fact]
    public void What_a_library_registers_with_its_copy_of_the_formatter_reaches_the_notebook()
    {
        using var program = WithLibrary()
            .With("setup.csx", "#r \"lib/bin/Microsoft.DotNet.Interactive.Formatting.dll\"\n#r \"lib/bin/Shapes.dll\"\nShapes.Formatters.Register();")
            .WithNotebook("a.ipynb",
                "#load \"setup.csx\"\nusing Shapes;",
                "new Circle(2)",
                "using Microsoft.DotNet.Interactive.Formatting;\nFormatter.Register<Circle>(circle => \"re-registered in the notebook\");\nnew Circle(2)",
                "new Circle(2).Area()");
        var run = program.Run();
        Assert.Equal("a circle of radius 2", run.Value(1));
        Assert.Equal("re-registered in the notebook", run.Value(2));
        Assert.Equal("12", run.Value(3));
    }

    [Fact]
    public void A_reference_in_a_loaded_script_is_relative_to_that_script()
    {
        using var program = WithLibrary()
            .With("lib/setup.csx", "#r \"bin/Shapes.dll\"")
            .WithNotebook("a.ipynb", "#load \"lib/setup.csx\"", "new Shapes.Circle(1).Area()");
        Assert.Equal("3", program.Run().Value(1));
    }

    [Fact]
    public void A_missing_library_is_named()
    {
        var run = KernelProgram.Run("#r \"lib/Absent.dll\"");
        Assert.Contains("lib/Absent.dll", run.Error(0)["evalue"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }

    /// <summary>Shapes.dll needs Numbers.dll, which no script names, and the formatter.</summary>
    private static KernelProgram WithLibrary()
    {
        var program = new KernelProgram();
        var bin = Directory.CreateDirectory(program.PathOf("lib/bin")).FullName;
        var formatter = Path.Combine(bin, Path.GetFileName(typeof(Formatter).Assembly.Location));
        File.Copy(typeof(Formatter).Assembly.Location, formatter);
        var numbers = Compile(bin, "Numbers", "namespace Numbers; public static class Circles { public static int Area(int radius) => 3 * radius * radius; }");
        Compile(bin, "Shapes", """
            namespace Shapes;
            public record Circle(int Radius) { public int Area() => Numbers.Circles.Area(Radius); }
            public static class Formatters
            {
                public static void Register() => Microsoft.DotNet.Interactive.Formatting.Formatter.Register<Circle>(circle => $"a circle of radius {circle.Radius}");
            }
            """, numbers, formatter);
        return program;
    }

    private static string Compile(string folder, string name, string source, params string[] references)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path)is var name && (name == "netstandard.dll" || name.StartsWith("System.", StringComparison.Ordinal)));
        var path = Path.Combine(folder, name + ".dll");
        var result = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)],
            framework.Concat(references).Select(file => MetadataReference.CreateFromFile(file)), new(OutputKind.DynamicallyLinkedLibrary)).Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
