using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Recommendations;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Language;

/// <summary>What could stand at a place in a cell, given the cells that ran.</summary>
internal sealed class CodeCompletion(CSharpSession session) : IDisposable
{
    private static readonly string[] Keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText),
        .. new[] { SyntaxKind.AsyncKeyword, SyntaxKind.AwaitKeyword, SyntaxKind.NameOfKeyword, SyntaxKind.RecordKeyword, SyntaxKind.VarKeyword, SyntaxKind.WhenKeyword, SyntaxKind.WithKeyword, SyntaxKind.YieldKeyword }
            .Select(SyntaxFacts.GetText),
    ];

    private readonly Lazy<CodeWorkspace> workspace = new();

    /// <param name="id">The request's.</param>
    /// <param name="code">The cell as far as it is written.</param>
    /// <param name="position">Where the cursor is, in characters.</param>
    public async Task<Completions> FindAsync(int id, string code, int position)
    {
        position = Math.Clamp(position, 0, code.Length);
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        var typed = code[start..position];
        var document = workspace.Value.Open(session, code);
        var root = await document.GetSyntaxRootAsync();
        if (root is null || IsText(root, position) || (typed.Length > 0 && char.IsDigit(typed[0])))
            return new(id, start, position, []);
        var symbols = await Recommender.GetRecommendedSymbolsAtPositionAsync(document, position);
        var items = symbols.Where(symbol => symbol.CanBeReferencedByName && Fits(symbol.Name))
            .GroupBy(symbol => symbol.Name)
            .Select(group => new CompletionItem(group.Key, Kind(group.First()), Signature(group)))
            .Concat(typed.Length > 0 && !IsMember(code, start) ? Keywords.Where(Fits).Select(keyword => new CompletionItem(keyword, "keyword", "")) : [])
            .DistinctBy(item => item.Text)
            .OrderByDescending(item => item.Text.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(item => item.Text, StringComparer.OrdinalIgnoreCase);
        return new(id, start, position, [.. items]);

        bool Fits(string name) => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose()
    {
        if (workspace.IsValueCreated)
            workspace.Value.Dispose();
    }

    /// <summary>Whether the cursor stands in a comment or a string.</summary>
    private static bool IsText(SyntaxNode root, int position)
    {
        var trivia = root.FindTrivia(position - 1);
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia)
            return true;
        var token = root.FindToken(Math.Max(0, position - 1));
        return token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            && token.SpanStart < position && position <= token.Span.End;
    }

    private static bool IsMember(string code, int start) => code.AsSpan(0, start).TrimEnd().EndsWith(".");

    private static string Signature(IGrouping<string, ISymbol> overloads)
    {
        var text = overloads.First().ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var others = overloads.Count() - 1;
        return others > 0 ? $"{text} (+ {others})" : text;
    }

    /// <summary>In the words that front ends have icons for.</summary>
    private static string Kind(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "module",
        ITypeSymbol => "class",
        IMethodSymbol => "function",
        IPropertySymbol or IFieldSymbol or IEventSymbol => "property",
        IParameterSymbol => "param",
        _ => "instance",
    };
}
