namespace TorchSharp.IO;

/// <summary>Files of saved state: written whole or not at all, and named in every error.</summary>
internal static class StateFile
{
    /// <summary>Writes beside the target first, so that the target is never half a file.</summary>
    internal static void Write(string location, Action<BinaryWriter> write)
    {
        var target = Path.GetFullPath(location);
        var temporary = $"{target}.{Path.GetRandomFileName()}";
        try
        {
            using (var writer = new BinaryWriter(new FileStream(temporary, FileMode.CreateNew)))
                write(writer);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    internal static void Read(string location, Action<BinaryReader> read)
    {
        if (!File.Exists(location))
            throw new FileNotFoundException($"There is no file '{location}'.", location);
        using var reader = new BinaryReader(File.OpenRead(location));
        read(reader);
    }

    /// <summary>What is being read, as the beginning of an error message.</summary>
    internal static string NameOf(BinaryReader reader) => reader.BaseStream is FileStream file ? $"The file '{file.Name}'" : "The stream";

    /// <summary>The error for a file that ends too early.</summary>
    internal static EndOfStreamException Truncated(BinaryReader reader, string where, EndOfStreamException inner) =>
        new($"{NameOf(reader)} ends {where}: it is truncated. {inner.Message}", inner);
}
