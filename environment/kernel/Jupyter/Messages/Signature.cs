using System.Security.Cryptography;
using System.Text;

namespace NotebookKernel.Jupyter.Messages;

/// <summary>HMAC-SHA256 over a message's four parts, in lower-case hexadecimal. An empty key stands for unsigned messages.</summary>
internal sealed class Signature(string key)
{
    private readonly byte[] key = Encoding.UTF8.GetBytes(key);

    public byte[] Of(IEnumerable<byte[]> parts)
    {
        if (key.Length == 0)
            return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
            hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public bool Matches(byte[] signature, IEnumerable<byte[]> parts) =>
        key.Length == 0 || CryptographicOperations.FixedTimeEquals(signature, Of(parts));
}
