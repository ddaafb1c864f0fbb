using System.Text.Json.Nodes;

namespace NotebookKernel.Notebooks;

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
