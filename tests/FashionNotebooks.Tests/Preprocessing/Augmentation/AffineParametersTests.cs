using System.Globalization;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class AffineParametersTests : TensorTests
{
    private static Tensor Nine => Numbers.Image(new float[,] { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } });

    private static AffineParameters Parameters(
        float rotation = 0, float rowShift = 0, float columnShift = 0, float shear = 0, float rowZoom = 1, float columnZoom = 1) =>
        new(tensor([rotation]), tensor([rowShift]), tensor([columnShift]), tensor([shear]), tensor([rowZoom]), tensor([columnZoom]));

    [Fact]
    public void Nothing_set_changes_nothing() => Numbers.AreClose([1, 2, 3, 4, 5, 6, 7, 8, 9], Parameters().Transform(Nine));

    [Fact]
    public void Ninety_degrees_turn_the_image_clockwise()
        => Numbers.AreClose([7, 4, 1, 8, 5, 2, 9, 6, 3], Parameters(rotation: 90).Transform(Nine));

    [Fact]
    public void A_row_shift_of_one_moves_the_image_up_and_repeats_its_last_row()
        => Numbers.AreClose([4, 5, 6, 7, 8, 9, 7, 8, 9], Parameters(rowShift: 1).Transform(Nine));

    [Fact]
    public void A_zoom_of_minus_one_mirrors()
    {
        Numbers.AreClose([3, 2, 1, 6, 5, 4, 9, 8, 7], Parameters(columnZoom: -1).Transform(Nine));
        Numbers.AreClose([7, 8, 9, 4, 5, 6, 1, 2, 3], Parameters(rowZoom: -1).Transform(Nine));
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

    [Theory, MemberData(nameof(RecordedLines))]
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
