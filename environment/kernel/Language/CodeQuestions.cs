using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using LinePosition = Microsoft.DotNet.Interactive.LinePosition;

namespace NotebookKernel.Language;

/// <summary>Jupyter's questions about code that isn't run, answered by the engine.</summary>
/// <remarks>The engine is asked past its queue, in which questions would wait for the running cell.</remarks>
internal sealed class CodeQuestions(CSharpKernel engine)
{
    private const int IndentSize = 4;
    private static readonly CSharpParseOptions ScriptSyntax = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>The content of the answer to a request.</summary>
    /// <param name="cursor">A place in it, in Unicode characters; .NET counts UTF-16 units.</param>
    public JsonObject Answer(string type, string code, int cursor)
    {
        var position = code.EnumerateRunes().Take(Math.Max(0, cursor)).Sum(rune => rune.Utf16SequenceLength);
        var answer = type switch
        {
            "complete_request" => Complete(code, position),
            "inspect_request" => Inspect(code, position),
            _ => IsComplete(code),
        };
        answer.TryAdd("status", "ok");
        return answer;
    }

    private JsonObject Complete(string code, int position)
    {
        var start = StartOfName(code, position);
        var typed = code[start..position];
        var found = Ask<RequestCompletions, CompletionsProduced>(new(code, Place(code, position)))?.Completions ?? [];
        var items = found.Where(item => item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase) && SyntaxFacts.IsIdentifierStartCharacter(item.FilterText[0]))
            .DistinctBy(item => item.FilterText)
            .OrderByDescending(item => item.FilterText.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(item => item.FilterText, StringComparer.OrdinalIgnoreCase).ToArray();
        var (from, to) = (Characters(code, start), Characters(code, position));
        return new()
        {
            ["matches"] = new JsonArray([.. items.Select(item => (JsonNode)item.FilterText)]),
            ["cursor_start"] = from,
            ["cursor_end"] = to,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. items.Select(item => new JsonObject
                {
                    ["start"] = from, ["end"] = to, ["text"] = item.FilterText, ["type"] = Kind(item.Kind), ["signature"] = "",
                })]),
            },
        };
    }

    /// <summary>The overloads of a call, where the cursor is in one or on its name; otherwise what the name stands for.</summary>
    private JsonObject Inspect(string code, int position)
    {
        var end = position;
        while (end < code.Length && SyntaxFacts.IsIdentifierPartCharacter(code[end]))
            end++;
        var named = StartOfName(code, position) < end;
        var (called, inside) = named ? (code[..end] + "(", end + 1) : (code, position);
        var text = Ask<RequestSignatureHelp, SignatureHelpProduced>(new(called, Place(called, inside)))?.Signatures is { Count: > 0 } signatures
            ? string.Join("\n\n", signatures.Select(signature => $"{signature.Label}\n{signature.Documentation.Value}".TrimEnd()))
            : named ? Ask<RequestHoverText, HoverTextProduced>(new(code, Place(code, Math.Min(position, end - 1))))?.Content.First().Value.Replace("\r\n> ", "\n", StringComparison.Ordinal)
            : null;
        return new()
        {
            ["found"] = text is not null,
            ["data"] = text is null ? [] : new JsonObject { ["text/plain"] = text.ReplaceLineEndings("\n") },
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>Whether a cell can be run as it stands or a console should ask for another line. Magic commands are for the engine to judge.</summary>
    private static JsonObject IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, ScriptSyntax);
        if (code.Contains("#!", StringComparison.Ordinal))
            return new() { ["status"] = "complete" };
        return SyntaxFactory.IsCompleteSubmission(tree)
            ? new() { ["status"] = tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete" }
            : new() { ["status"] = "incomplete", ["indent"] = new string(' ', IndentSize * Math.Max(0, code.Count("{([".Contains) - code.Count("})]".Contains))) };
    }

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

    private static int Characters(string code, int units) => Encoding.UTF32.GetByteCount(code.AsSpan(0, units)) / sizeof(int);

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
