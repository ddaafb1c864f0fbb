using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class AffineParametersTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor nine = Numbers.Image(new float[,] { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } });

    public void Dispose() => scope.Dispose();

    private static AffineParameters Parameters(
        float rotation = 0, float rowShift = 0, float columnShift = 0, float shear = 0, float rowZoom = 1, float columnZoom = 1) =>
        new(tensor([rotation]), tensor([rowShift]), tensor([columnShift]), tensor([shear]), tensor([rowZoom]), tensor([columnZoom]));

    [Fact]
    public void Nothing_set_changes_nothing() => Numbers.AreClose([1, 2, 3, 4, 5, 6, 7, 8, 9], Parameters().Transform(nine));

    [Fact]
    public void Ninety_degrees_turn_the_image_clockwise()
        => Numbers.AreClose([7, 4, 1, 8, 5, 2, 9, 6, 3], Parameters(rotation: 90).Transform(nine));

    [Fact]
    public void An_image_of_even_size_turns_about_the_middle_between_its_pixels()
    {
        var four = Numbers.Image(new float[,] { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 9, 10, 11, 12 }, { 13, 14, 15, 16 } });
        Numbers.AreClose([4, 8, 12, 16, 3, 7, 11, 15, 2, 6, 10, 14, 1, 5, 9, 13], Parameters(rotation: -90).Transform(four));
    }

    [Fact]
    public void An_image_wider_than_high_turned_by_180_degrees_has_its_pixels_backwards()
        => Numbers.AreClose([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], Parameters(rotation: 180).Transform(Numbers.Counting(1, 2, 5)));

    [Fact]
    public void A_row_shift_of_one_moves_the_image_up_and_repeats_its_last_row()
        => Numbers.AreClose([4, 5, 6, 7, 8, 9, 7, 8, 9], Parameters(rowShift: 1).Transform(nine));

    [Fact]
    public void A_column_shift_of_one_moves_the_image_left_and_repeats_its_last_column()
        => Numbers.AreClose([2, 3, 3, 5, 6, 6, 8, 9, 9], Parameters(columnShift: 1).Transform(nine));

    [Fact]
    public void A_shift_of_half_a_pixel_gives_the_mean_of_neighbours()
        => Numbers.AreClose([1, 1.5f, 2.5f, 4, 4.5f, 5.5f, 7, 7.5f, 8.5f], Parameters(columnShift: -0.5f).Transform(nine));

    [Fact]
    public void A_row_zoom_of_2_halves_the_height()
    {
        // Rows at -1.5, -0.5, 0.5, 1.5 from the centre come from -3 (outside: the first), -1, 1 and 3, which is row 0.5 and so on.
        var rows = Numbers.Image(new float[,] { { 0, 0 }, { 10, 10 }, { 20, 20 }, { 30, 30 } });
        Numbers.AreClose([0, 0, 5, 5, 25, 25, 30, 30], Parameters(rowZoom: 2).Transform(rows));
    }

    [Fact]
    public void A_column_zoom_of_one_half_doubles_the_width()
        => Numbers.AreClose([7.5f, 12.5f, 17.5f, 22.5f], Parameters(columnZoom: 0.5f).Transform(Numbers.Image(new float[,] { { 0, 10, 20, 30 } })));

    [Fact]
    public void A_shear_of_30_degrees_moves_rows_by_half_a_pixel_for_each_column_and_narrows_columns()
    {
        // (r - sin 30 c, cos 30 c) from the centre, kept within -1 to 1; 1 a row is shown first, then 1 a column.
        var byRow = Numbers.Image(new float[,] { { -1, -1, -1 }, { 0, 0, 0 }, { 1, 1, 1 } });
        Numbers.AreClose([-0.5f, -1, -1, 0.5f, 0, -0.5f, 1, 1, 0.5f], Parameters(shear: 30).Transform(byRow));
        var byColumn = Numbers.Image(new float[,] { { -1, 0, 1 }, { -1, 0, 1 }, { -1, 0, 1 } });
        const float cos = 0.8660254f;
        Numbers.AreClose([-cos, 0, cos, -cos, 0, cos, -cos, 0, cos], Parameters(shear: 30).Transform(byColumn));
    }

    [Fact]
    public void A_zoom_of_minus_one_mirrors()
    {
        Numbers.AreClose([3, 2, 1, 6, 5, 4, 9, 8, 7], Parameters(columnZoom: -1).Transform(nine));
        Numbers.AreClose([7, 8, 9, 4, 5, 6, 1, 2, 3], Parameters(rowZoom: -1).Transform(nine));
    }

    [Fact]
    public void The_shift_comes_after_the_rotation_as_Keras_multiplies_them()
    {
        // rotation . shift: (r, c) is found at R (r + 1, c), which by 90 degrees is (-c, r + 1), kept within the image.
        Numbers.AreClose([8, 5, 2, 9, 6, 3, 9, 6, 3], Parameters(rotation: 90, rowShift: 1).Transform(nine));
    }

    [Fact]
    public void Each_sample_and_channel_has_its_own_pixels_and_each_sample_its_own_values()
    {
        var images = arange(1, 9, ScalarType.Float32).view(2, 2, 1, 2); // 2 samples of 2 channels of 1 x 2
        AffineParameters parameters = new(zeros(2), zeros(2), tensor([0f, 1f]), zeros(2), ones(2), ones(2));
        Numbers.AreClose([1, 2, 3, 4, 6, 6, 8, 8], parameters.Transform(images));
    }

    public static TheoryData<string> RecordedLines =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Preprocessing", "Recorded", "affine.txt")).Where(line => !line.StartsWith('#'))];

    [Theory]
    [MemberData(nameof(RecordedLines))]
    public void Pixels_are_those_that_scipy_finds_with_the_matrices_of_Keras_2(string line)
    {
        var numbers = line.Split(' ').Select(n => float.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var (rows, columns) = ((int)numbers[0], (int)numbers[1]);
        var pixels = new float[rows, columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                pixels[r, c] = (31 * r + 17 * c) % 23 / 22f;
        var changed = Parameters(numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]).Transform(Numbers.Image(pixels));
        Assert.Equal([1, 1, rows, columns], changed.shape);
        Numbers.AreClose(numbers[8..], changed);
    }
}
