using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using NotebookKernel.Jupyter.Sockets;

namespace NotebookKernel.Jupyter.Messages;

/// <summary>Messages as frames: identities, a delimiter, the signature, and four parts of JSON.</summary>
internal sealed class WireFormat(string key)
{
    public const string ProtocolVersion = "5.3";

    private const int Parts = 4;
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] NoMetadata = "{}"u8.ToArray();
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly byte[] key = Encoding.UTF8.GetBytes(key);
    private readonly string session = Guid.NewGuid().ToString();
    private int sent;

    /// <exception cref="MalformedMessageException">The frames are no message, or the signature is wrong.</exception>
    /// <exception cref="JsonException">A part of the message is no JSON.</exception>
    public Message Read(Channel channel, List<byte[]> frames)
    {
        var delimiter = frames.FindIndex(frame => frame.AsSpan().SequenceEqual(Delimiter));
        if (delimiter < 0)
            throw new MalformedMessageException("a message without the delimiter <IDS|MSG>");
        if (frames.Count < delimiter + 2 + Parts)
            throw new MalformedMessageException("a message with too few parts");
        var parts = frames.GetRange(delimiter + 2, Parts);
        if (key.Length > 0 && !CryptographicOperations.FixedTimeEquals(frames[delimiter + 1], Sign(parts)))
            throw new MalformedMessageException("a message whose signature is wrong");
        var header = Parse(parts[0], "header");
        return header["msg_type"] is JsonValue type && type.TryGetValue<string>(out var name)
            ? new(channel, frames[..delimiter], parts[0], name, Parse(parts[3], "content"))
            : throw new MalformedMessageException("a message whose header has no msg_type");
    }

    /// <param name="identities">Where it goes: the requester's identities, or the topic.</param>
    public IReadOnlyList<byte[]> Write(IEnumerable<byte[]> identities, Message parent, string type, JsonObject content)
    {
        var header = new JsonObject
        {
            ["msg_id"] = $"{session}_{Interlocked.Increment(ref sent)}",
            ["session"] = session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        byte[][] parts = [Bytes(header), parent.Header, NoMetadata, Bytes(content)];
        return [.. identities, Delimiter, Sign(parts), .. parts];
    }

    /// <summary>HMAC-SHA256 over a message's four parts, in lower-case hexadecimal. An empty key stands for unsigned messages.</summary>
    private byte[] Sign(IEnumerable<byte[]> parts)
    {
        if (key.Length == 0)
            return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
            hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(Plain));

    private static JsonObject Parse(byte[] json, string part) =>
        JsonNode.Parse(json, documentOptions: Strict) as JsonObject ?? throw new MalformedMessageException($"a message whose {part} is no JSON object");
}
