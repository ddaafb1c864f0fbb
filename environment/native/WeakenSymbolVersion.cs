using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies an ELF library so that it loads where a C++ runtime lacks a symbol version that the library names and never
/// uses: the version's need becomes weak, one flag in .gnu.version_r. The copy differs from the library in that flag alone.
/// </summary>
public sealed class WeakenSymbolVersion : Task
{
    private const ushort WeakFlag = 2; // VER_FLG_WEAK of elf.h
    private const uint VersionNeeds = 0x6ffffffe; // SHT_GNU_verneed

    /// <summary>The library, a 64-bit little-endian ELF file. It is only read.</summary>
    [Required]
    public string Library { get; set; }

    /// <summary>The version to do without, such as GLIBCXX_3.4.32.</summary>
    [Required]
    public string SymbolVersion { get; set; }

    /// <summary>Where the copy goes; it is replaced whole.</summary>
    [Required]
    public string Copy { get; set; }

    public override bool Execute()
    {
        try
        {
            var bytes = File.ReadAllBytes(Library);
            if (!Weaken(bytes))
                Log.LogMessage(MessageImportance.High, $"{Library} asks for no {SymbolVersion}; the copy is equal to it.");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Copy)));
            // Projects build side by side, and a file in use stays what it was: written elsewhere, then renamed.
            var temporary = Copy + "." + Guid.NewGuid().ToString("N");
            File.WriteAllBytes(temporary, bytes);
            if (File.Exists(Copy))
                File.Replace(temporary, Copy, null);
            else
                File.Move(temporary, Copy);
        }
        catch (Exception error) when (error is InvalidDataException || error is IOException || error is UnauthorizedAccessException || error is ArgumentException)
        {
            Log.LogError($"{Library}: {(error is ArgumentException ? "The file is cut short; restore the package again that it comes from." : error.Message)}");
        }
        return !Log.HasLoggedErrors;
    }

    private bool Weaken(byte[] elf)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
            throw new InvalidDataException("This is no 64-bit little-endian ELF file; restore the package again that it comes from.");
        var found = false;
        var sections = (int)BitConverter.ToInt64(elf, 40);
        int size = BitConverter.ToUInt16(elf, 58), count = BitConverter.ToUInt16(elf, 60);
        for (var header = sections; header < sections + count * size; header += size)
        {
            if (BitConverter.ToUInt32(elf, header + 4) != VersionNeeds)
                continue;
            var strings = (int)BitConverter.ToInt64(elf, sections + size * BitConverter.ToInt32(elf, header + 40) + 24);
            var (start, length) = ((int)BitConverter.ToInt64(elf, header + 24), (int)BitConverter.ToInt64(elf, header + 32));
            // Libraries that are needed and versions of them follow each other, 16 bytes each; a library has no name where a version has.
            for (var entry = start; entry < start + length; entry += 16)
                if (Name(elf, strings + BitConverter.ToInt32(elf, entry + 8)) == SymbolVersion)
                {
                    BitConverter.GetBytes((ushort)(BitConverter.ToUInt16(elf, entry + 4) | WeakFlag)).CopyTo(elf, entry + 4);
                    found = true;
                }
        }
        return found;
    }

    private static string Name(byte[] elf, int start) => Encoding.ASCII.GetString(elf, start, Math.Max(0, Array.IndexOf(elf, (byte)0, start) - start));
}
