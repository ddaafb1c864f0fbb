using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NotebookKernel.Language;

/// <summary>Whether a cell can be run as it stands or a console should ask for another line. Magic commands are for the engine to judge.</summary>
internal static class CodeCompleteness
{
    private const int IndentSize = 4;
    private static readonly CSharpParseOptions ScriptSyntax = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <param name="id">The request's.</param>
    /// <param name="code">The cell as far as it is written.</param>
    public static CodeState Of(int id, string code)
    {
        if (code.Contains("#!", StringComparison.Ordinal))
            return new(id, "complete", null);
        var tree = CSharpSyntaxTree.ParseText(code, ScriptSyntax);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new(id, "incomplete", new string(' ', IndentSize * OpenBraces(tree.GetRoot())));
        return new(id, tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", null);
    }

    private static int OpenBraces(SyntaxNode root) => Math.Max(0, root.DescendantTokens().Where(token => !token.IsMissing).Sum(token => token.Kind() switch
    {
        SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
        SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
        _ => 0,
    }));
}
