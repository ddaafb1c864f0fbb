using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NotebookKernel.Pages;

/// <summary>C# as HTML with a class for each sort of word: k keyword, s string, n number, c comment, t type, m method.</summary>
internal static class CodeHighlighter
{
    private static readonly CSharpParseOptions ScriptSyntax = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    public static string ToHtml(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, ScriptSyntax).GetRoot().DescendantTokens())
        {
            foreach (var trivia in token.LeadingTrivia)
                Append(trivia.ToFullString(), SortOf(trivia), html);
            Append(token.Text, SortOf(token), html);
            foreach (var trivia in token.TrailingTrivia)
                Append(trivia.ToFullString(), SortOf(trivia), html);
        }
        return html.ToString();
    }

    private static void Append(string text, char? sort, StringBuilder html)
    {
        if (text.Length == 0)
            return;
        var encoded = WebUtility.HtmlEncode(text);
        _ = sort is null ? html.Append(encoded) : html.Append("<span class=\"").Append(sort).Append("\">").Append(encoded).Append("</span>");
    }

    private static char? SortOf(SyntaxTrivia trivia) => trivia switch
    {
        _ when trivia.IsDirective => 'k',
        _ when trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsKind(SyntaxKind.SkippedTokensTrivia) => null,
        _ => 'c',
    };

    private static char? SortOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
            or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedRawStringEndToken => 's',
        SyntaxKind.NumericLiteralToken => 'n',
        SyntaxKind.IdentifierToken => SortOfName(token),
        _ when token.IsKeyword() || SyntaxFacts.IsContextualKeyword(token.Kind()) => 'k',
        _ => null,
    };

    private static char? SortOfName(SyntaxToken name) => name.Parent switch
    {
        BaseTypeDeclarationSyntax or ConstructorDeclarationSyntax => 't',
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => 'm',
        SimpleNameSyntax { IsVar: true } => 'k',
        SimpleNameSyntax { Parent: InvocationExpressionSyntax } => 'm',
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access } simple when access.Name == simple => 'm',
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } simple when access.Expression == simple && char.IsUpper(name.Text[0]) => 't',
        GenericNameSyntax => 't',
        SimpleNameSyntax
        {
            Parent: ObjectCreationExpressionSyntax or VariableDeclarationSyntax or ParameterSyntax or TypeArgumentListSyntax or ArrayTypeSyntax
                or NullableTypeSyntax or CastExpressionSyntax or TypeOfExpressionSyntax or BaseTypeSyntax or LocalFunctionStatementSyntax
                or MethodDeclarationSyntax or DeclarationPatternSyntax or CatchDeclarationSyntax or ForEachStatementSyntax { Type: SimpleNameSyntax },
        } simple => simple.Parent is ForEachStatementSyntax loop && loop.Type != simple ? null : 't',
        _ => null,
    };
}
