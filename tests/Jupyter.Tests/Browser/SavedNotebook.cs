namespace Jupyter.Tests.Browser;

/// <summary>A notebook of the repository as a front end saved it.</summary>
internal static class SavedNotebook
{
    /// <summary>Fails where more than outputs differ, down to the last space.</summary>
    public static void AssertKeepsItsFormat(string notebook, string savedPath) =>
        Assert.Equal(LinesBesideOutputs(Path.Combine(SetUp.Root, "notebooks", notebook)), LinesBesideOutputs(savedPath));

    private static IEnumerable<string> LinesBesideOutputs(string path)
    {
        var inOutputs = false;
        foreach (var line in File.ReadLines(path))
        {
            if (!inOutputs)
                yield return line;
            inOutputs = inOutputs ? line != "   ]," : line == "   \"outputs\": [";
        }
    }
}
