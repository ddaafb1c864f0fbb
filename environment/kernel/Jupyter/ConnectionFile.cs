using System.Text.Json.Serialization;

namespace NotebookKernel.Jupyter;

/// <summary>Where a kernel is to listen and how its messages are signed: what the front end writes before it starts one.</summary>
internal sealed record ConnectionFile(
    string Ip, int ShellPort, int IopubPort, int StdinPort, int ControlPort, int HbPort,
    string Transport = "tcp", string Key = "", string SignatureScheme = ConnectionFile.HmacSha256)
{
    public const string HmacSha256 = "hmac-sha256";

    /// <exception cref="ArgumentException">The file is missing or isn't a connection file; the message says so.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            var connection = JsonSerializer.Deserialize(File.ReadAllText(path), ConnectionJson.Default.ConnectionFile)
                ?? throw new ArgumentException($"{path}: is no connection file.");
            if (connection.Transport is not ("tcp" or "ipc"))
                throw new ArgumentException($"{path}: transport '{connection.Transport}' is not known here; it must be tcp or ipc.");
            if (connection.SignatureScheme != HmacSha256)
                throw new ArgumentException($"{path}: signature scheme '{connection.SignatureScheme}' is not known here; it must be {HmacSha256}.");
            return connection;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            var complaint = failure is JsonException ? "is no connection file" : "cannot be read";
            throw new ArgumentException($"{path}: {complaint} ({failure.Message}). The front end that starts the kernel writes this file.");
        }
    }

    /// <summary>A port in ZeroMQ's words.</summary>
    public string Address(int port) => Transport == "tcp" ? $"tcp://{Ip}:{port}" : $"ipc://{Ip}-{port}";
}

[JsonSerializable(typeof(ConnectionFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
internal sealed partial class ConnectionJson : JsonSerializerContext;
