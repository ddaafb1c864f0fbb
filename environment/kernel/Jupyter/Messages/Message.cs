using System.Text.Json.Nodes;
using NotebookKernel.Jupyter.Sockets;

namespace NotebookKernel.Jupyter.Messages;

/// <summary>A request as it came from a client.</summary>
/// <param name="Header">Its header as it was sent: the parent header of all that answers it.</param>
internal sealed record Message(Channel Channel, IReadOnlyList<byte[]> Identities, byte[] Header, string Type, JsonObject Content)
{
    /// <summary>The parent of what no request caused.</summary>
    public static Message None { get; } = new(Channel.Shell, [], "{}"u8.ToArray(), "", []);

    /// <summary>A text in the content.</summary>
    /// <exception cref="MalformedMessageException">It is missing or no text.</exception>
    public string Text(string name) =>
        Content[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new MalformedMessageException($"{Type} has no text '{name}'");

    /// <summary>A whole number in the content.</summary>
    /// <exception cref="MalformedMessageException">It is no whole number.</exception>
    public int Number(string name, int missing) => Content[name] switch
    {
        null => missing,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        _ => throw new MalformedMessageException($"'{name}' of {Type} is no whole number"),
    };

    /// <summary>A truth value in the content.</summary>
    /// <exception cref="MalformedMessageException">It is no truth value.</exception>
    public bool Flag(string name, bool missing) => Content[name] switch
    {
        null => missing,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw new MalformedMessageException($"'{name}' of {Type} is neither true nor false"),
    };
}

/// <summary>What came isn't a message of the protocol, or isn't signed as it should be.</summary>
internal sealed class MalformedMessageException(string complaint) : Exception(complaint);
