using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

public static partial class Gallery
{
    /// <summary>
    /// What a network computes, as pictures: kernels, feature maps. Without negative values 0 is black and the largest value of
    /// all of them white; with them 0 is middle grey, and black and white are equally far from it.
    /// </summary>
    /// <param name="maps">count x height x width, or count x 1 x height x width, of any numeric type.</param>
    /// <param name="captions">What to write above each; null numbers them from 1.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <exception cref="ArgumentException">Another shape, nothing to draw, values that are not finite, or another number of captions.</exception>
    public static Picture Maps(Tensor maps, IReadOnlyList<string>? captions = null, int columns = 8)
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        using var scope = NewDisposeScope();
        var values = maps.detach().to(ScalarType.Float32).cpu();
        if (values.dim() == 4 && values.shape[1] == 1)
            values = values.squeeze(1);
        if (values.dim() != 3 || values.numel() == 0)
            throw new ArgumentException($"Maps have the shape count x height x width, but this is {string.Join(" x ", maps.shape)}.", nameof(maps));
        CheckCaptions(captions, values.shape[0], "maps");
        if (!values.isfinite().all().item<bool>())
            throw new ArgumentException("Some values are not finite (NaN or infinite), so they have no grey.", nameof(maps));

        var largest = Math.Max(values.abs().max().item<float>(), float.Epsilon);
        var grey = values.min().item<float>() < 0 ? values / largest * 127.5 + 127.5 : values / largest * 255;
        var pixels = grey.round().clamp(0, 255).to(ScalarType.Byte).contiguous().data<byte>().ToArray();
        int height = (int)values.shape[1], width = (int)values.shape[2];
        var titles = Enumerable.Range(0, (int)values.shape[0]).Select(i => captions?[i] ?? $"{i + 1}").ToArray();
        return TileSheet.Draw([.. titles.Select(title => new Tile(title))], [.. pixels.Chunk(height * width)], width, columns, LargeTile,
            $"{titles.Length} maps of {height} x {width}: {string.Join(", ", titles.Take(20))}");
    }
}
