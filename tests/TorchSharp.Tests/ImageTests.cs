using static TorchSharp.Tests.RecordedTensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class ImageTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly RecordedTensors recorded = new("images");
    private readonly Tensor x = Numbers(2, 1, 4, 5);
    private readonly Tensor theta = tensor([0.9f, 0.2f, 0.1f, -0.2f, 1.1f, 0, 1, 0, 0.4f, 0, -1, 0], [2, 2, 3]);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Images_are_moved_by_affine_maps_as_in_PyTorch()
    {
        var grid = functional.affine_grid(theta, [2, 1, 4, 5]);
        recorded.Check("affine_grid", grid);
        recorded.Check("affine_grid align", functional.affine_grid(theta, [2, 1, 4, 5], align_corners: true));
        Check("bilinear zeros", GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros);
        Check("bilinear border", GridSampleMode.Bilinear, GridSamplePaddingMode.Border);
        Check("bilinear reflection", GridSampleMode.Bilinear, GridSamplePaddingMode.Reflection);
        Check("nearest zeros", GridSampleMode.Nearest, GridSamplePaddingMode.Zeros);
        Check("nearest border", GridSampleMode.Nearest, GridSamplePaddingMode.Border);
        Check("nearest reflection", GridSampleMode.Nearest, GridSamplePaddingMode.Reflection);

        void Check(string name, GridSampleMode mode, GridSamplePaddingMode padding) =>
            recorded.Check("grid_sample " + name, functional.grid_sample(x, grid, mode, padding));
    }

    [Fact]
    public void Images_are_resized_as_in_PyTorch()
    {
        recorded.Check("interpolate nearest", functional.interpolate(x, [7, 3]));
        recorded.Check("interpolate bilinear", functional.interpolate(x, [7, 3], mode: InterpolationMode.Bilinear));
        recorded.Check("interpolate bicubic", functional.interpolate(x, [7, 3], mode: InterpolationMode.Bicubic));
        recorded.Check("interpolate area", functional.interpolate(x, [7, 3], mode: InterpolationMode.Area));
        recorded.Check("interpolate nearest-exact", functional.interpolate(x, [7, 3], mode: InterpolationMode.NearestExact));
        recorded.Check("interpolate by a factor", functional.interpolate(x, scale_factor: [1.5], mode: InterpolationMode.Bilinear, align_corners: true));
        recorded.Check("interpolate antialias", functional.interpolate(x, [2, 2], mode: InterpolationMode.Bilinear, antialias: true));
        Assert.Throws<ArgumentException>(() => functional.interpolate(x));
        Assert.Throws<ArgumentException>(() => functional.interpolate(x[0], [2, 2]));
    }

    [Fact]
    public void Images_are_padded_as_in_PyTorch()
    {
        recorded.Check("pad constant", functional.pad(x, [1, 2, 0, 1], value: 7));
        recorded.Check("pad reflect", functional.pad(x, (1, 2, 0, 1), PaddingModes.Reflect));
        recorded.Check("pad replicate", functional.pad(x, [1, 2, 0, 1], PaddingModes.Replicate));
        recorded.Check("pad circular", functional.pad(x, [1, 2, 0, 1], PaddingModes.Circular));
    }
}
