using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookKernel.Evaluation;

/// <summary>A line of .NET Interactive's command language, which isn't C# and which this kernel doesn't speak.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Text">The line.</param>
/// <param name="Advice">What to do instead.</param>
internal sealed record Magic(int Line, string Text, string Advice)
{
    /// <summary>How cells are parsed.</summary>
    public static readonly CSharpParseOptions ScriptSyntax = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>The first such line of a cell; null where all is C#.</summary>
    public static Magic? Find(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal) && !code.Contains("nuget:", StringComparison.Ordinal) && !code.Contains("#i", StringComparison.Ordinal))
            return null;
        var text = Microsoft.CodeAnalysis.Text.SourceText.From(code);
        foreach (var trivia in CSharpSyntaxTree.ParseText(text, ScriptSyntax).GetRoot().DescendantTrivia(descendIntoTrivia: true))
        {
            var line = text.Lines.GetLineFromPosition(trivia.SpanStart);
            var written = line.ToString().Trim();
            if (AdviceFor(written, trivia) is { } advice)
                return new(line.LineNumber + 1, written, advice);
        }
        return null;
    }

    private static string? AdviceFor(string line, SyntaxTrivia trivia) => trivia.GetStructure() switch
    {
        ShebangDirectiveTriviaSyntax or BadDirectiveTriviaSyntax when line is "#!csharp" or "#!c#" or "#!C#" => null,
        ShebangDirectiveTriviaSyntax or BadDirectiveTriviaSyntax when line.StartsWith("#!", StringComparison.Ordinal) =>
            "is a magic command, and this kernel runs C# only. Write it in C#, or make the cell a markdown cell.",
        ReferenceDirectiveTriviaSyntax when line.Contains("\"nuget:", StringComparison.Ordinal) =>
            "asks for a package, which this kernel doesn't restore. Refer to the library's file: #r \"path/to/Library.dll\".",
        BadDirectiveTriviaSyntax when line.StartsWith("#i ", StringComparison.Ordinal) =>
            "names a package source, and this kernel doesn't restore packages. Delete the line.",
        _ => null,
    };
}
