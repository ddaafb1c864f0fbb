using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

/// <summary>Small batches written out in a test, and results read back.</summary>
internal static class Numbers
{
    /// <summary>1 x 1 x rows x columns.</summary>
    public static Tensor Image(float[,] pixels) => tensor(pixels).view(1, 1, pixels.GetLength(0), pixels.GetLength(1));

    /// <summary>count x 1 x height x width, every pixel of every sample another number, from 1 up.</summary>
    public static Tensor Counting(long count, long height, long width) =>
        arange(1, count * height * width + 1, ScalarType.Float32).view(count, 1, height, width);

    public static float[] Floats(this Tensor tensor)
    {
        using var contiguous = tensor.contiguous();
        return contiguous.data<float>().ToArray();
    }

    public static long[] Longs(this Tensor tensor)
    {
        using var contiguous = tensor.contiguous();
        return contiguous.data<long>().ToArray();
    }

    public static void AreClose(float[] expected, Tensor actual, float tolerance = 1e-5f)
    {
        var values = actual.Floats();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            Assert.True(MathF.Abs(expected[i] - values[i]) <= tolerance, $"Number {i} is {values[i]}, not {expected[i]}, in {string.Join(", ", values)}.");
    }
}
