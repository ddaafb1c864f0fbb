using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Language;

/// <summary>What a name in a cell stands for: its signature and its documentation.</summary>
internal sealed class CodeInspection(CSharpSession session)
{
    private const int MostOverloads = 12;

    private static readonly SymbolDisplayFormat Declaration = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        localOptions: SymbolDisplayLocalOptions.IncludeType,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <param name="id">The request's.</param>
    /// <param name="code">The cell as far as it is written.</param>
    /// <param name="position">Where the cursor is, in characters.</param>
    /// <param name="detailed">Also the parameters, what is returned, and further remarks.</param>
    public Inspection Find(int id, string code, int position, bool detailed)
    {
        var compilation = session.Continue(code, "inspection").GetCompilation();
        var tree = compilation.SyntaxTrees.Last();
        var symbols = Symbols(compilation.GetSemanticModel(tree), tree.GetRoot(), Math.Clamp(position, 0, code.Length));
        if (symbols.Length == 0)
            return new(id, null);
        var described = symbols.Take(MostOverloads).Select(symbol => Describe(symbol, compilation, detailed));
        var more = symbols.Length > MostOverloads ? [$"... and {symbols.Length - MostOverloads} more overloads"] : Array.Empty<string>();
        return new(id, string.Join("\n\n", described.Concat(more)));
    }

    /// <summary>The overloads of a method, or the one symbol that is meant; of the call around the cursor where it stands on no name.</summary>
    private static ISymbol[] Symbols(SemanticModel model, SyntaxNode root, int position)
    {
        var touching = new[] { position, position - 1 }.Where(at => at >= 0 && at < root.FullSpan.End).Select(at => root.FindToken(at))
            .FirstOrDefault(token => token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is PredefinedTypeSyntax);
        if (touching.Parent is { } name && touching.Span.IntersectsWith(position) && Meant(model, name) is { Length: > 0 } meant)
            return meant;
        var call = root.FindToken(Math.Max(0, position - 1)).Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault()?.Parent;
        return call switch
        {
            InvocationExpressionSyntax invocation => Meant(model, invocation.Expression),
            ObjectCreationExpressionSyntax creation => [.. model.GetMemberGroup(creation)],
            _ => [],
        };
    }

    private static ISymbol[] Meant(SemanticModel model, SyntaxNode node)
    {
        if (model.GetMemberGroup(node) is { Length: > 0 } group)
            return [.. group];
        var info = model.GetSymbolInfo(node);
        return info.Symbol is { } symbol ? [symbol]
            : info.CandidateSymbols is { Length: > 0 } candidates ? [.. candidates]
            : model.GetDeclaredSymbol(node) is { } declared ? [declared]
            : [];
    }

    private static string Describe(ISymbol symbol, Compilation compilation, bool detailed)
    {
        var documentation = Documentation.Text(symbol, compilation, detailed);
        // A method that makes what it is called after, such as a layer, is explained there.
        if (documentation.Length == 0 && symbol is IMethodSymbol { ReturnType: { } made } && made.Name == symbol.Name)
            documentation = Documentation.Text(made, compilation, detailed);
        var declaration = symbol.ToDisplayString(Declaration);
        return documentation.Length == 0 ? declaration : $"{declaration}\n{documentation}";
    }
}
