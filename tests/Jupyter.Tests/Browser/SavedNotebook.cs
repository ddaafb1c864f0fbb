using System.Text.Json.Nodes;

namespace Jupyter.Tests.Browser;

/// <summary>A notebook of the repository as a front end saved it.</summary>
internal static class SavedNotebook
{
    /// <summary>Fails where more than outputs differ.</summary>
    public static void AssertKeepsItsFormat(string notebook, string savedPath)
    {
        var original = File.ReadAllText(Path.Combine(SetUp.Root, "notebooks", notebook));
        var saved = File.ReadAllText(savedPath);
        Assert.Equal(WithoutOutputs(original), WithoutOutputs(saved));
        Assert.Equal(original.Split('\n').Length, saved.Split('\n').Length);
    }

    private static string WithoutOutputs(string text)
    {
        var notebook = JsonNode.Parse(text)!;
        foreach (var cell in notebook["cells"]!.AsArray())
        {
            cell!.AsObject().Remove("outputs");
            cell.AsObject().Remove("execution_count");
        }
        return notebook.ToJsonString(new() { WriteIndented = true });
    }
}
