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
    public string Text(string name) => Value<string?>(name, null) ?? throw new MalformedMessageException($"{Type} has no '{name}'");

    /// <summary>A text, a whole number or a truth value in the content, or what stands for it where it is missing.</summary>
    /// <exception cref="MalformedMessageException">It is something else.</exception>
    public T Value<T>(string name, T missing) => Content[name] switch
    {
        null => missing,
        JsonValue value when value.TryGetValue<T>(out var found) => found,
        _ => throw new MalformedMessageException($"'{name}' of {Type} is no {typeof(T).Name}"),
    };
}

/// <summary>What came isn't a message of the protocol, or isn't signed as it should be.</summary>
internal sealed class MalformedMessageException(string complaint) : Exception(complaint);
