namespace FashionNotebooks.Tests.Systems;

public class LeaderboardTests
{
    private static Leaderboard Board(params LeaderboardEntry[] entries)
    {
        Leaderboard board = new();
        Array.ForEach(entries, board.Add);
        return board;
    }

    [Fact]
    public void The_most_accurate_model_comes_first()
    {
        var board = Board(new("low", 0.8, 100, 1000, 5), new("high", 0.923461, 4_000, 1_234_567, 1234.4), new("as low", 0.8, 50, 500, 9.96));
        Assert.Equal(["high", "low", "as low"], board.Entries.Select(entry => entry.Name));
        Assert.Equal(
            """
               model   accuracy  parameters  multiply-adds  seconds
            -  ------  --------  ----------  -------------  -------
            1  high     92.35 %       4,000      1,234,567    1,234
            2  low      80.00 %         100          1,000      5.0
            3  as low   80.00 %          50            500     10.0

            """, Tables.Ranking(board).ToString());
    }

    [Fact]
    public void The_best_for_a_cost_are_those_that_no_other_beats_the_cheapest_first()
    {
        var board = Board(
            new("large", 0.9, 10_000, 1, 30), new("wasteful", 0.7, 5_000, 1, 40), new("small", 0.7, 100, 1, 50), new("its twin", 0.7, 100, 1, 51));
        Assert.Equal(["small", "its twin", "large"], board.Best(Cost.Parameters).Select(entry => entry.Name));
        Assert.Equal(["large"], board.Best(Cost.Seconds).Select(entry => entry.Name));
    }

    [Fact]
    public void Notes_have_a_column_where_there_are_any()
    {
        var table = Tables.Ranking(Board(new("plain", 0.8, 1, 1, 1), new("noted", 0.9, 1, 1, 1, "no scaling")));
        Assert.Equal("note", table.Headers[^1]);
        Assert.Equal(["no scaling", ""], table.Rows.Select(row => row[^1]));
    }

    [Fact]
    public void A_model_added_again_takes_its_own_place() =>
        Assert.Equal(new("same", 0.9, 2, 2, 2), Assert.Single(Board(new("same", 0.8, 1, 1, 1), new("same", 0.9, 2, 2, 2)).Entries));

    [Fact]
    public void A_model_is_found_by_its_name_and_a_wrong_name_is_answered_with_the_right_ones()
    {
        var board = Board(new("one", 0.8, 1, 1, 1), new("two", 0.9, 2, 2, 2));
        Assert.Equal(0.9, board["two"].Accuracy);
        Assert.Contains("no 'three' on the leaderboard; there are: one, two.", Assert.Throws<KeyNotFoundException>(() => board["three"]).Message);
    }

    [Fact]
    public void A_summary_tells_parameters_and_multiply_adds()
    {
        var board = Board();
        board.Add("net", 0.9, new ModelSummary([new("a", "10", 330, 20, 3200), new("b", "10", 110, 0, 100)]), seconds: 12, note: "small");
        Assert.Equal(new("net", 0.9, 460, 3300, 12, "small"), Assert.Single(board.Entries));
    }

    [Fact]
    public void Names_accuracies_and_costs_that_make_no_sense_are_refused()
    {
        string Refused(LeaderboardEntry entry) => Assert.Throws<ArgumentException>(() => Board(entry)).Message;

        Refused(new(" ", 0.9, 1, 1, 1));
        Assert.Contains("'net' is 92", Refused(new("net", 92, 1, 1, 1)));
        Refused(new("net", double.NaN, 1, 1, 1));
        Assert.Contains("Seconds of 'net'", Refused(new("net", 0.9, 1, 1, double.NaN)));
        Refused(new("net", 0.9, -1, 1, 1));
    }
}
