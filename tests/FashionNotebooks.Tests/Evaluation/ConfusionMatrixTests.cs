namespace FashionNotebooks.Tests.Evaluation;

public class ConfusionMatrixTests
{
    private static readonly string[] Names = ["a", "b", "c"];

    // Of a 5 images (3 right), of b 4 (4 right), of c none.
    private static readonly ConfusionMatrix Matrix = new(new[,] { { 3, 2, 0 }, { 0, 4, 0 }, { 0, 0, 0 } }, Names);

    [Fact]
    public void Rows_are_the_truth_and_columns_the_predictions()
    {
        var matrix = ConfusionMatrix.From([0, 0, 1, 2, 2, 2], [0, 1, 1, 0, 2, 0], Names);
        Assert.Equal(new[,] { { 1, 1, 0 }, { 0, 1, 0 }, { 2, 0, 1 } }, matrix.Counts);
        Assert.Equal(Names, matrix.ClassNames);
    }

    [Fact]
    public void Predictions_are_counted_by_their_likeliest_class()
    {
        var predictions = new Predictions([1, 1], new[,] { { 0.2f, 0.5f, 0.3f }, { 0.2f, 0.3f, 0.5f } }, Names);
        Assert.Equal(new[,] { { 0, 0, 0 }, { 0, 1, 1 }, { 0, 0, 0 } }, ConfusionMatrix.From(predictions).Counts);
        Assert.Equal(Names, ConfusionMatrix.From(predictions).ClassNames);
    }

    [Fact]
    public void Scores_are_those_computed_by_hand()
    {
        Assert.Equal((9, 7 / 9.0), (Matrix.Total, Matrix.Accuracy));
        Assert.Equal((5, 3 / 5.0, 1.0), (Matrix.Support(0), Matrix.Recall(0), Matrix.Precision(0)));
        Assert.Equal((4, 1.0, 4 / 6.0), (Matrix.Support(1), Matrix.Recall(1), Matrix.Precision(1)));
        Assert.Equal((0, 0.0, 0.0), (Matrix.Support(2), Matrix.Recall(2), Matrix.Precision(2)));
    }

    [Fact]
    public void Normalized_rows_sum_to_1_and_an_empty_row_stays_0()
        => Assert.Equal(new[,] { { 3 / 5.0, 2 / 5.0, 0 }, { 0, 1, 0 }, { 0, 0, 0 } }, Matrix.Normalized());

    [Fact]
    public void The_most_confused_pairs_come_first_and_pairs_never_confused_not_at_all()
    {
        var matrix = new ConfusionMatrix(new[,] { { 9, 2, 1 }, { 2, 9, 0 }, { 0, 5, 5 } }, Names);
        Assert.Equal([new(2, 1, 5, 0.5), new(0, 1, 2, 2 / 12.0), new(1, 0, 2, 2 / 11.0), new(0, 2, 1, 1 / 12.0)], matrix.MostConfused());
        Assert.Equal([new(2, 1, 5, 0.5)], matrix.MostConfused(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.MostConfused(-1));
    }

    [Fact]
    public void No_images_have_an_accuracy_of_0() => Assert.Equal(0, new ConfusionMatrix(new int[3, 3], Names).Accuracy);

    [Fact]
    public void Counts_that_are_no_confusion_matrix_are_refused()
    {
        Assert.Contains("2 x 3", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new int[2, 3], Names)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new int[0, 0], []));
        Assert.Contains("2 classes but 3 names", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new int[2, 2], Names)).Message, StringComparison.Ordinal);
        Assert.Contains("row 0, column 1 is -1", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new[,] { { 1, -1 }, { 0, 0 } }, ["a", "b"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_that_are_not_there_are_refused_with_their_index()
    {
        Assert.Contains("at index 1 is 3, but classes go from 0 to 2", Assert.Throws<ArgumentException>(() => ConfusionMatrix.From([0, 3], [0, 0], Names)).Message, StringComparison.Ordinal);
        Assert.Contains("at index 0 is -1", Assert.Throws<ArgumentException>(() => ConfusionMatrix.From([0, 0], [-1, 0], Names)).Message, StringComparison.Ordinal);
        Assert.Contains("2 true classes but 1 predicted", Assert.Throws<ArgumentException>(() => ConfusionMatrix.From([0, 0], [0], Names)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_focus_keeps_the_named_classes_in_their_order_and_makes_one_of_all_others()
    {
        ConfusionMatrix four = new(new[,] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 9, 10, 11, 12 }, { 13, 14, 15, 16 } }, ["a", "b", "c", "d"]);
        var focus = four.Focus("c", "a");
        Assert.Equal(["c", "a", "all others"], focus.ClassNames);
        Assert.Equal(new[,] { { 11, 9, 10 + 12 }, { 3, 1, 2 + 4 }, { 7 + 15, 5 + 13, 6 + 8 + 14 + 16 } }, focus.Counts);
        Assert.Equal((four.Recall(2), four.Precision(2), four.Total), (focus.Recall(0), focus.Precision(0), focus.Total));
    }

    [Fact]
    public void A_focus_on_every_class_only_orders_them()
    {
        ConfusionMatrix two = new(new[,] { { 1, 2 }, { 3, 4 } }, ["a", "b"]);
        Assert.Equal(new[,] { { 4, 3 }, { 2, 1 } }, two.Focus("b", "a").Counts);
    }

    [Fact]
    public void A_focus_on_no_class_an_unknown_one_or_one_twice_is_refused()
    {
        ConfusionMatrix two = new(new[,] { { 1, 2 }, { 3, 4 } }, ["a", "b"]);
        Assert.Contains("no class 'c'; the classes are a, b", Assert.Throws<ArgumentException>(() => two.Focus("a", "c")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => two.Focus());
        Assert.Throws<ArgumentException>(() => two.Focus("a", "a"));
    }
}
