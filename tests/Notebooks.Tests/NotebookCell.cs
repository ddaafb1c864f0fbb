using System.Text.Json;

namespace Notebooks.Tests;

/// <summary>A cell as it is saved; only code has outputs and an execution count; 0 elsewhere.</summary>
internal sealed record NotebookCell(bool IsCode, string Source, int ExecutionCount, IReadOnlyList<JsonElement> Outputs)
{
    public static NotebookCell From(JsonElement cell)
    {
        var source = NotebookFiles.Text(cell.GetProperty("source"));
        return cell.GetProperty("cell_type").GetString() == "code"
            ? new(true, source, cell.GetProperty("execution_count").GetInt32(), [.. cell.GetProperty("outputs").EnumerateArray()])
            : new(false, source, 0, []);
    }
}
