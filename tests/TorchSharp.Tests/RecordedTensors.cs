using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Tensors that PyTorch computed, by name; recorded/record.py says how.</summary>
internal sealed class RecordedTensors
{
    private readonly Dictionary<string, (long[] Shape, double[] Values)> tensors = [];

    public RecordedTensors(string topic)
    {
        foreach (var entry in Recorded.Read(topic + ".json").GetProperty("tensors").EnumerateObject())
            tensors.Add(entry.Name, (entry.Value.GetProperty("shape").Longs(), entry.Value.GetProperty("values").Doubles()));
    }

    /// <summary>The numbers that record.py's function of the same name makes.</summary>
    public static Tensor Numbers(params long[] shape)
    {
        var count = shape.Aggregate(1L, (product, extent) => product * extent);
        return (arange(count) * 7 % count).@float().div(count).mul(5).sub(2).reshape(shape);
    }

    /// <summary>Holds a tensor to the recorded one of that name: same shape, each number within 1e-5.</summary>
    public void Check(string name, Tensor actual)
    {
        var (shape, values) = tensors[name];
        Assert.True(shape.SequenceEqual(actual.shape), $"{name}: shape is {string.Join("x", actual.shape)}, should be {string.Join("x", shape)}");
        var numbers = actual.detach().to(ScalarType.Float64).data<double>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            Assert.True(
                Math.Abs(numbers[i] - values[i]) <= 1e-5 * Math.Max(1, Math.Abs(values[i])),
                $"{name}: number {i} is {numbers[i]}, should be {values[i]}");
        }
    }
}
