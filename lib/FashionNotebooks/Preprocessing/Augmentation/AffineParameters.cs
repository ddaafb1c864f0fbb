using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// How each of N images is rotated, shifted, sheared and zoomed: float32 tensors of N numbers on the CPU. A pixel of the
/// result at (row, column) from the centre is found in the image at rotation . shift . shear . zoom . (row, column), the
/// order and the matrices of Keras 2's apply_affine_transform; the centre is size / 2 - 0.5.
/// </summary>
/// <param name="Rotation">Degrees.</param>
/// <param name="RowShift">Pixels.</param>
/// <param name="ColumnShift">Pixels.</param>
/// <param name="Shear">Degrees.</param>
/// <param name="RowZoom">1 leaves the height as it is; a negative one mirrors top and bottom too.</param>
/// <param name="ColumnZoom">1 leaves the width as it is; a negative one mirrors left and right too.</param>
internal sealed record AffineParameters(Tensor Rotation, Tensor RowShift, Tensor ColumnShift, Tensor Shear, Tensor RowZoom, Tensor ColumnZoom)
{
    private const double Degree = Math.PI / 180;

    /// <summary>The images after it, in the caller's dispose scope; what lies outside an image is its nearest edge pixel, or black.</summary>
    public Tensor Transform(Tensor images, bool blackOutside = false)
    {
        var matrices = Matrices(images.shape[2], images.shape[3]).to(images.dtype, images.device);
        // Without aligned corners pixel i of n lies at (2 i + 1) / n - 1, which keeps an image of one row or column finite.
        var grid = nn.functional.affine_grid(matrices, images.shape, align_corners: false);
        return nn.functional.grid_sample(images, grid, GridSampleMode.Bilinear, blackOutside ? GridSamplePaddingMode.Zeros : GridSamplePaddingMode.Border, align_corners: false);
    }

    /// <summary>N x 2 x 3, in affine_grid's terms: x (column) before y (row), and half an image's width or height is 1.</summary>
    private Tensor Matrices(long height, long width)
    {
        var angle = Rotation.mul(Degree);
        var sheared = Shear.add(Rotation).mul_(Degree);
        var (sin, cos) = (angle.sin(), angle.cos());
        // rotation . shear is (cos a, -sin(a + s); sin a, cos(a + s)); zoom multiplies its columns.
        var rowFromRow = cos.mul(RowZoom);
        var rowFromColumn = sheared.sin().mul_(ColumnZoom).neg_();
        var columnFromRow = sin.mul(RowZoom);
        var columnFromColumn = sheared.cos().mul_(ColumnZoom);
        // rotation . shift
        var rowShift = cos.mul(RowShift).sub_(sin.mul(ColumnShift));
        var columnShift = sin.mul(RowShift).add_(cos.mul(ColumnShift));
        return stack(
            [
                columnFromColumn, columnFromRow.mul_((double)height / width), columnShift.mul_(2.0 / width),
                rowFromColumn.mul_((double)width / height), rowFromRow, rowShift.mul_(2.0 / height),
            ],
            dim: 1).view(-1, 2, 3);
    }
}
