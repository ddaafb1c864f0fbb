using System.Text;

namespace NotebookKernel.Notebooks;

/// <summary>Files that are never seen half-written.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the target, then renames; makes the folder where there is none.</summary>
    public static void Write(string path, string text)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!).FullName;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
