using System.Globalization;
using System.Text.RegularExpressions;

namespace Notebooks.Tests;

/// <summary>What a student who works through the notebooks finds in each: the way on, exercises, and their solutions.</summary>
public sealed partial class StudentTests
{
    private const int Fewest = 3, Most = 5;

    public static TheoryData<string> Story => new(NotebookFiles.Story);

    public static TheoryData<string> All => new(NotebookFiles.All);

    public static TheoryData<string> Solutions => new(NotebookFiles.Solutions);

    [Theory, MemberData(nameof(Story))]
    public void It_says_first_what_one_can_do_after_it_and_last_what_was_learned(string name)
    {
        var cells = NotebookFiles.Cells(name);

        Assert.Contains("After this notebook you can ", cells[0].Source);
        Assert.Contains("## What we learned", cells[^1].Source);
    }

    [Theory, MemberData(nameof(Story))]
    public void It_says_how_long_it_takes(string name) =>
        Assert.Matches(Duration(), NotebookFiles.Cells(name)[0].Source);

    [Theory, MemberData(nameof(All))]
    public void It_is_saved_from_a_full_run(string name) =>
        Assert.Contains("profile full", Printed(name));

    /// <summary>What exercises start from is trained well enough for what their solutions say of it.</summary>
    [Theory]
    [InlineData("solutions/04-regularize-and-augment.ipynb")]
    [InlineData("solutions/05-evaluate.ipynb")]
    [InlineData("solutions/06-architecture-lab.ipynb")]
    public void The_model_that_a_solution_starts_from_is_right_for_more_than_85_percent(string name)
    {
        Assert.InRange(double.Parse(Reference().Match(Printed(name)).Groups[1].ValueSpan, CultureInfo.InvariantCulture), 85, 98);
    }

    [Theory, MemberData(nameof(Story))]
    public void It_links_to_the_notebooks_before_and_after_it_at_the_top_and_at_the_bottom(string name)
    {
        var place = NotebookFiles.Story.ToList().IndexOf(name);
        var links = string.Join(" | ", ((string?[])[Link("Previous", place - 1), Link("Next", place + 1)]).OfType<string>());
        var cells = NotebookFiles.Cells(name);

        Assert.Equal(links, cells[0].Source.Split('\n')[2]);
        Assert.Equal(links, cells[^1].Source.Split('\n')[^1]);

        static string? Link(string word, int place) => NotebookFiles.Story.ElementAtOrDefault(place) is { } other
            ? $"{word}: [{NotebookFiles.Title(other)}]({other})"
            : null;
    }

    [Theory, MemberData(nameof(Story))]
    public void It_closes_with_three_to_five_numbered_exercises_and_a_link_to_their_solutions(string name)
    {
        var (numbers, text) = Exercises(name);

        Assert.InRange(numbers.Count, Fewest, Most);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        Assert.Contains($"]({NotebookFiles.SolutionOf(name)})", text);
    }

    [Theory, MemberData(nameof(Story))]
    public void Each_exercise_is_solved_by_code_that_shows_something_and_a_word_on_it(string name)
    {
        var solution = NotebookFiles.Cells(NotebookFiles.SolutionOf(name)).ToList();
        var starts = Enumerable.Range(0, solution.Count).Where(i => Heading().IsMatch(solution[i].Source)).ToList();

        Assert.Equal(Exercises(name).Numbers, starts.Select(i => Number(Heading().Match(solution[i].Source))));
        foreach (var (start, end) in starts.Zip(starts.Skip(1).Append(solution.Count - 1)))
        {
            var cells = solution[start..end];
            Assert.Contains(cells, cell => cell.Outputs.Count > 0);
            Assert.True(cells.FindLastIndex(cell => !cell.IsCode) > cells.FindIndex(cell => cell.Outputs.Count > 0), $"{cells[0].Source} ends without a word on the result");
        }
    }

    [Theory, MemberData(nameof(Solutions))]
    public void Solutions_lead_back_to_the_exercises_at_the_top_and_at_the_bottom(string name)
    {
        var notebook = Path.GetFileName(name);
        var cells = NotebookFiles.Cells(name);
        var link = $"[{NotebookFiles.Title(notebook)}](../{notebook})";

        Assert.Contains(link, cells[0].Source);
        Assert.Equal($"Back to {link}", cells[^1].Source.Split('\n')[^1]);
    }

    private static string Printed(string name) => string.Concat(NotebookFiles.Cells(name).SelectMany(cell => cell.Outputs)
        .Where(output => output.TryGetProperty("text", out _)).Select(output => NotebookFiles.Text(output.GetProperty("text"))));

    private static (IReadOnlyList<int> Numbers, string Text) Exercises(string name)
    {
        var text = NotebookFiles.Cells(name)[^1].Source.Split("## Exercises\n") is [_, var after] ? after : "";
        return ([.. Item().Matches(text).Select(Number)], text);
    }

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"It takes .* (second|minute)s? in (either profile|the quick profile, .* in the full one), on two cores\.$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?:Reference: |dropout4 +accuracy )([0-9.]+) ?%")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^(\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex Item();

    [GeneratedRegex(@"^## Exercise (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
