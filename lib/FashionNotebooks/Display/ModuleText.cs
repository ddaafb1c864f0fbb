using System.Text;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Writes a network as its tree of modules, each with its name, its type and how many parameters it has.</summary>
internal static class ModuleText
{
    public static string Of(nn.Module module)
    {
        var text = new StringBuilder();
        Write(text, "", module, 0);
        return text.ToString().TrimEnd('\n');
    }

    private static void Write(StringBuilder text, string name, nn.Module module, int depth)
    {
        var parameters = module.parameters().Sum(parameter => parameter.numel());
        text.Append(' ', 2 * depth);
        if (name.Length > 0)
            text.Append($"({name}) ");
        text.Append(module.GetType().Name);
        if (parameters > 0)
            text.Append(Invariant($", {parameters:N0} parameters"));
        text.Append('\n');
        foreach (var (childName, child) in module.named_children())
            Write(text, childName, child, depth + 1);
    }
}
