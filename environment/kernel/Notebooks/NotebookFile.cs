namespace NotebookKernel.Notebooks;

/// <summary>A notebook that can't be run; the message names the file, what is wrong and what to do.</summary>
public sealed class NotebookException(string message) : Exception(message);

/// <summary>
/// An .ipynb file of nbformat 4. Kept as the JSON it is: what a run doesn't replace, unknown fields included, is written
/// back.
/// </summary>
public sealed class NotebookFile
{
    private readonly JsonObject root;

    private NotebookFile(string path, JsonObject root)
    {
        (Path, this.root) = (path, root);
        Cells = [.. root["cells"]!.AsArray().Select(cell => new NotebookCell(cell!.AsObject()))];
        Complete();
    }

    /// <summary>What a notebook's metadata says of its language. Front ends save there what the kernel tells them, so both are this.</summary>
    internal static JsonObject LanguageInfo => new()
    {
        ["codemirror_mode"] = "text/x-csharp",
        ["file_extension"] = ".cs",
        ["mimetype"] = "text/x-csharp",
        // The name that .NET Interactive's notebooks have.
        ["name"] = "polyglot-notebook",
        ["pygments_lexer"] = "csharp",
        ["version"] = "14.0",
    };

    /// <summary>As it was named when read.</summary>
    public string Path { get; }

    /// <summary>The file's name without .ipynb.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The folder that its relative paths start from.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>All cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The cells that a run executes: code that isn't blank.</summary>
    public IReadOnlyList<NotebookCell> CodeCells => [.. Cells.Where(cell => cell.Type == "code" && !string.IsNullOrWhiteSpace(cell.Source))];

    /// <summary>Reads a notebook of C# cells.</summary>
    /// <exception cref="NotebookException">The file is missing, is no notebook, or isn't for this kernel.</exception>
    public static NotebookFile Read(string path)
    {
        var text = "";
        try
        {
            text = File.ReadAllText(path);
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = NotebookJson.MaxDepth };
            var root = JsonNode.Parse(text, documentOptions: options) as JsonObject
                ?? throw new NotebookException($"{path}: is JSON, but no notebook. Give the path of an .ipynb file.");
            Check(path, root);
            return new NotebookFile(path, root);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookException($"{path}: there is no such file. Check the path; it is taken from the current folder.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{path}: cannot be read ({failure.Message}).");
        }
        catch (JsonException invalid)
        {
            throw new NotebookException(text.Length == 0
                ? $"{path}: is empty. Restore it, for instance with git checkout."
                : $"{path}: is not a notebook: not valid JSON at line {invalid.LineNumber + 1}, column {invalid.BytePositionInLine + 1}. "
                    + "Restore it, for instance with git checkout, or mend that line.");
        }
    }

    /// <summary>Writes the notebook whole or not at all; makes the folder where there is none.</summary>
    public void Write(string path)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!).FullName;
        var temporary = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            File.WriteAllText(temporary, NotebookJson.Write(root));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Check(string path, JsonObject root)
    {
        if (root["nbformat"]?.ToString() is var format and not "4")
            throw new NotebookException(format is null
                ? $"{path}: is JSON, but no notebook: it has no nbformat. Give the path of an .ipynb file."
                : $"{path}: is in nbformat {format}, and this kernel reads 4. Convert it with `jupyter nbconvert --to notebook`.");
        if (root["cells"] is not JsonArray { Count: > 0 } cells)
            throw new NotebookException($"{path}: has no cells. Add one in Jupyter or VS Code.");
        var kernel = root["metadata"]?["kernelspec"]?["name"]?.ToString();
        if (kernel is not (null or ".net-csharp"))
            throw new NotebookException($"{path}: is written for the kernel '{kernel}', and this one runs C# (.net-csharp). Choose .NET (C#) as the notebook's kernel.");
        foreach (var (index, node) in cells.Index())
        {
            if (node is not JsonObject cell || !IsText(cell["source"]) || cell["cell_type"]?.ToString() is not ("code" or "markdown" or "raw"))
                throw new NotebookException($"{path}: the {index + 1}. cell has no cell_type or no source that nbformat 4 knows. Restore the file or open and save it in Jupyter.");
            if (cell["cell_type"]!.ToString() == "code" && LanguageOf(cell) is not (null or "csharp" or "C#" or "c#") and var language)
                throw new NotebookException($"{path}: the {index + 1}. cell is written in {language}, and this kernel runs C#. Rewrite the cell in C# or make it a markdown cell.");
        }
    }

    private static bool IsText(JsonNode? node) =>
        node is JsonArray lines ? lines.All(line => line?.GetValueKind() == JsonValueKind.String) : node?.GetValueKind() == JsonValueKind.String;

    private static string? LanguageOf(JsonObject cell) =>
        (cell["metadata"]?["polyglot_notebook"]?["kernelName"] ?? cell["metadata"]?["dotnet_interactive"]?["language"])?.ToString();

    /// <summary>Brings an nbformat 4 file up to 4.5: cells have ids, which don't depend on when or where that is done.</summary>
    private void Complete()
    {
        root["nbformat_minor"] = Math.Max(5, int.TryParse(root["nbformat_minor"]?.ToString(), out var minor) ? minor : 0);
        if (root["metadata"] is not JsonObject metadata)
            root["metadata"] = metadata = [];
        metadata["kernelspec"] ??= new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" };
        metadata["language_info"] = LanguageInfo;
        var ids = Cells.Select(cell => cell.Id).ToHashSet();
        foreach (var (index, cell) in Cells.Index().Where(one => one.Item.Id is null))
        {
            var id = $"cell-{index + 1}";
            while (!ids.Add(id))
                id += "-";
            cell.Id = id;
        }
    }
}

/// <summary>A cell of a notebook file.</summary>
public sealed class NotebookCell(JsonObject json)
{
    /// <summary>code, markdown or raw.</summary>
    public string Type => json["cell_type"]!.ToString();

    /// <summary>The text of the cell.</summary>
    public string Source => json["source"] is JsonArray lines ? string.Concat(lines.Select(line => line!.ToString())) : json["source"]!.ToString();

    /// <summary>Names the cell in its notebook.</summary>
    public string? Id
    {
        get => json["id"]?.ToString();
        internal set
        {
            json.Remove("id");
            json.Insert(json.IndexOf("cell_type") + 1, "id", value);
        }
    }

    /// <summary>nbformat's outputs of a code cell.</summary>
    public JsonArray Outputs => json["outputs"] as JsonArray ?? [];

    /// <summary>Replaces what the last run left behind.</summary>
    public void SetRun(int? executionCount, JsonArray outputs)
    {
        json["execution_count"] = executionCount;
        json["outputs"] = outputs;
        if (json["metadata"] is not JsonObject)
            json["metadata"] = new JsonObject();
    }
}
