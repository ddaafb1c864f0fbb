using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Turns pictures about their middle.</summary>
internal static class Rotation
{
    /// <summary>Each image turned by an angle of its own: pixels interpolated between four, with zeros around the image.</summary>
    /// <param name="images">N x channels x rows x columns, of floating point.</param>
    /// <param name="degrees">N angles, clockwise.</param>
    /// <param name="height">Rows of what comes out.</param>
    /// <param name="width">Columns of it.</param>
    public static Tensor Turn(Tensor images, IReadOnlyList<double> degrees, long height, long width)
    {
        using var scope = NewDisposeScope();
        double fromHeight = images.shape[2], fromWidth = images.shape[3];
        // Where a place comes from; half an image's width or height is 1.
        var matrices = degrees.Select(angle => Math.SinCos(angle * Math.PI / 180)).SelectMany(turn => (double[])
        [
            turn.Cos * width / fromWidth, turn.Sin * height / fromWidth, 0,
            -turn.Sin * width / fromHeight, turn.Cos * height / fromHeight, 0,
        ]).ToArray();
        var grid = nn.functional.affine_grid(tensor(matrices, [degrees.Count, 2, 3], images.dtype), [degrees.Count, images.shape[1], height, width], align_corners: false);
        return nn.functional.grid_sample(images, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false).MoveToOuterDisposeScope();
    }

    /// <summary>A picture that grows so that nothing is lost; colours count by their opacity.</summary>
    public static Photo Turn(Photo photo, double degrees)
    {
        using var scope = NewDisposeScope();
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        int width = Size(photo.Width, photo.Height), height = Size(photo.Height, photo.Width);
        var rgba = tensor(photo.Rgba.ToArray(), [photo.Height, photo.Width, 4]).permute(2, 0, 1).unsqueeze(0).to(ScalarType.Float32);
        var opacity = rgba.narrow(1, 3, 1);
        var turned = Turn(cat([rgba.narrow(1, 0, 3).mul(opacity), opacity], 1), [degrees], height, width);
        var visible = turned.narrow(1, 3, 1);
        var colors = turned.narrow(1, 0, 3).div(visible.clamp_min(1e-6));
        return new(width, height, ImageTensors.ToBytes(cat([colors, visible], 1).mul(visible.ge(0.5)).permute(0, 2, 3, 1)));

        int Size(int along, int across) => Math.Max(1, (int)Math.Ceiling(Math.Abs(along * cosine) + Math.Abs(across * sine) - 1e-6));
    }
}
