using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NotebookKernel.Language;

/// <summary>Whether a cell can be run as it stands or a console should ask for another line. Magic commands are for the engine to judge.</summary>
internal static class CodeCompleteness
{
    private const int IndentSize = 4;
    private static readonly CSharpParseOptions ScriptSyntax = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>complete, incomplete or invalid; what an incomplete cell's next line begins with.</summary>
    public static JsonObject Of(string code)
    {
        if (code.Contains("#!", StringComparison.Ordinal))
            return new() { ["status"] = "complete" };
        var tree = CSharpSyntaxTree.ParseText(code, ScriptSyntax);
        return !SyntaxFactory.IsCompleteSubmission(tree)
            ? new() { ["status"] = "incomplete", ["indent"] = new string(' ', IndentSize * OpenBraces(tree.GetRoot())) }
            : new() { ["status"] = tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete" };
    }

    private static int OpenBraces(SyntaxNode root) => Math.Max(0, root.DescendantTokens().Where(token => !token.IsMissing).Sum(token => token.Kind() switch
    {
        SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
        SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
        _ => 0,
    }));
}
