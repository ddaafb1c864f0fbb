using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using LinePosition = Microsoft.DotNet.Interactive.LinePosition;

namespace NotebookKernel.Language;

/// <summary>What could stand at a place in a cell, and what stands there: the engine's answers in Jupyter's shapes.</summary>
/// <remarks>The engine is asked past its queue, in which questions would wait for the running cell.</remarks>
internal sealed class CodeQuestions(CSharpKernel engine)
{
    /// <param name="id">The request's.</param>
    /// <param name="code">The cell as far as it is written.</param>
    /// <param name="position">Where the cursor is, in characters.</param>
    public Completions Complete(int id, string code, int position)
    {
        position = Math.Clamp(position, 0, code.Length);
        var start = StartOfName(code, position);
        var typed = code[start..position];
        var found = Ask<RequestCompletions, CompletionsProduced>(new(code, Place(code, position)))?.Completions ?? [];
        var items = found.Where(item => item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && SyntaxFacts.IsIdentifierStartCharacter(item.FilterText[0]))
            .DistinctBy(item => item.FilterText)
            .OrderByDescending(item => item.FilterText.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(item => item.FilterText, StringComparer.OrdinalIgnoreCase)
            .Select(item => new CompletionItem(item.FilterText, Kind(item.Kind)));
        return new(id, start, position, [.. items]);
    }

    /// <summary>The overloads of a call, where the cursor is in one or on its name; otherwise what the name stands for.</summary>
    /// <param name="id">The request's.</param>
    /// <param name="code">The cell as far as it is written.</param>
    /// <param name="position">Where the cursor is, in characters.</param>
    public Inspection Inspect(int id, string code, int position)
    {
        position = Math.Clamp(position, 0, code.Length);
        var end = position;
        while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
            end++;
        var name = StartOfName(code, position);
        var (called, inside) = name < end ? (code[..end] + "(", end + 1) : (code, position);
        if (Ask<RequestSignatureHelp, SignatureHelpProduced>(new(called, Place(called, inside)))?.Signatures is { Count: > 0 } signatures)
            return new(id, Lines(string.Join("\n\n", signatures.Select(signature => $"{signature.Label}\n{signature.Documentation.Value}".TrimEnd()))));
        var hover = name < end ? Ask<RequestHoverText, HoverTextProduced>(new(code, Place(code, Math.Min(position, end - 1)))) : null;
        return new(id, hover is null ? null : Lines(hover.Content.First().Value.Replace("\r\n> ", "\n", StringComparison.Ordinal)));
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private TAnswer? Ask<TQuestion, TAnswer>(TQuestion question) where TQuestion : LanguageServiceCommand where TAnswer : KernelEvent
    {
        using var context = KernelInvocationContext.GetOrCreateAmbientContext(question);
        ((IKernelCommandHandler<TQuestion>)engine).HandleAsync(question, context).GetAwaiter().GetResult();
        return context.Result.Events.OfType<TAnswer>().LastOrDefault();
    }

    private static int StartOfName(string code, int position)
    {
        while (position > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[position - 1]))
            position--;
        return position;
    }

    private static LinePosition Place(string code, int position)
    {
        var place = SourceText.From(code).Lines.GetLinePosition(position);
        return new(place.Line, place.Character);
    }

    /// <summary>In the words that front ends have icons for.</summary>
    private static string Kind(string? kind) => kind switch
    {
        "Method" or "ExtensionMethod" => "function",
        "Namespace" => "module",
        "Class" or "Structure" or "Interface" or "Enum" or "Delegate" or "TypeParameter" => "class",
        "Property" or "Field" or "Event" or "EnumMember" or "Constant" => "property",
        "Parameter" => "param",
        "Keyword" => "keyword",
        _ => "instance",
    };
}
