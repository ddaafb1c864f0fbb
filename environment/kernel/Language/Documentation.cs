using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace NotebookKernel.Language;

/// <summary>XML documentation as text.</summary>
internal static partial class Documentation
{
    private const int MostInheritances = 4;

    /// <summary>The summary; if detailed, also parameters, result, exceptions and remarks. Empty where there is none.</summary>
    public static string Text(ISymbol symbol, Compilation compilation, bool detailed)
    {
        if (Find(symbol, compilation, MostInheritances) is not { } comment)
            return "";
        var lines = new List<string> { Plain(comment.Element("summary")) };
        if (detailed)
        {
            lines.AddRange(comment.Elements("param").Select(parameter => $"  {parameter.Attribute("name")?.Value}: {Plain(parameter)}"));
            lines.Add(Labelled("Returns", comment.Element("returns")));
            lines.AddRange(comment.Elements("exception").Select(exception => Labelled($"Throws {Name(exception.Attribute("cref")?.Value)}", exception)));
            lines.Add(Plain(comment.Element("remarks")));
        }
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    private static XElement? Find(ISymbol symbol, Compilation compilation, int inheritances)
    {
        var xml = symbol.OriginalDefinition.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml))
            return null;
        XElement comment;
        try
        {
            // Without a root where it comes from a file that lists members.
            comment = XElement.Parse($"<all>{xml}</all>");
        }
        catch (XmlException)
        {
            return null;
        }
        comment = comment.Element("member") ?? comment.Element("doc") ?? comment;
        if (comment.Element("inheritdoc") is not { } inherited || inheritances == 0)
            return comment;
        var source = inherited.Attribute("cref")?.Value is { } id ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) : Overridden(symbol);
        return source is null ? comment : Find(source, compilation, inheritances - 1);
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } method } => method,
        IPropertySymbol { OverriddenProperty: { } property } => property,
        INamedTypeSymbol { BaseType: { SpecialType: not SpecialType.System_Object } parent } => parent,
        _ => symbol.ContainingType?.AllInterfaces.SelectMany(face => face.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)),
    };

    private static string Labelled(string label, XElement? element) => Plain(element) is { Length: > 0 } text ? $"{label}: {text}" : "";

    private static string Plain(XElement? element) => element is null ? "" : Space().Replace(string.Concat(element.Nodes().Select(Plain)), " ").Trim();

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => reference.Attribute("name")?.Value ?? "",
        XElement { Name.LocalName: "see" or "seealso" } reference when reference.IsEmpty =>
            reference.Attribute("langword")?.Value ?? reference.Attribute("href")?.Value ?? Name(reference.Attribute("cref")?.Value),
        XElement element => $"{string.Concat(element.Nodes().Select(Plain))} ",
        _ => "",
    };

    /// <summary>M:System.Console.WriteLine(System.String) as WriteLine.</summary>
    private static string Name(string? id) => id is null ? "" : id.Split('(')[0].Split('.', ':')[^1].Split('`')[0];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
