using static TorchSharp.torch;

namespace TorchSharp.Tests.IO;

public sealed class TensorFileTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_tensor_is_saved_in_TorchSharps_byte_format()
    {
        var stream = new MemoryStream();
        tensor(new short[] { 1, 2, 3, 4, 5, 6 }).reshape(3, 2).t().Save(stream); // not contiguous
        Assert.Equal([2, 2, 2, 3, 1, 0, 3, 0, 5, 0, 2, 0, 4, 0, 6, 0], stream.ToArray());
    }

    [Theory]
    [InlineData(ScalarType.Byte), InlineData(ScalarType.Int8), InlineData(ScalarType.Int16), InlineData(ScalarType.Int32), InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Float16), InlineData(ScalarType.Float32), InlineData(ScalarType.Float64), InlineData(ScalarType.Bool), InlineData(ScalarType.BFloat16)]
    public void Every_type_of_numbers_comes_back(ScalarType type)
    {
        var saved = tensor(new[] { 0f, 1, 2, 3, 4, 5 }).reshape(2, 3).to(type);
        var read = TensorExtensionMethods.Load(Written(saved));
        Assert.Equal(type, read.dtype);
        Assert.Equal(saved, read);
    }

    [Fact]
    public void Tensors_of_no_dimension_and_of_no_numbers_come_back()
    {
        Assert.Equal(7, TensorExtensionMethods.Load(Written(tensor(7f))).item<float>());
        Assert.Equal([0, 3], TensorExtensionMethods.Load(Written(zeros(0, 3))).shape);
    }

    [Fact]
    public void A_tensor_is_filled_from_a_saved_one_of_its_shape()
    {
        var target = zeros(2, requires_grad: true);
        target.Load(Written(tensor(new[] { 1f, 2 })));
        Assert.Equal([1f, 2], target.data<float>());
        Assert.Contains("Float32 [3]", Assert.Throws<ArgumentException>(() => target.Load(Written(zeros(3)))).Message);
    }

    [Fact]
    public void A_skipped_tensor_is_passed_over()
    {
        var reader = Written(ones(3), tensor(5f));
        Assert.Equal([0f, 0, 0], TensorExtensionMethods.Load(reader, skip: true).data<float>());
        Assert.Equal(5, TensorExtensionMethods.Load(reader).item<float>());
    }

    [Fact]
    public void A_header_that_announces_more_than_there_is_costs_no_memory() =>
        Assert.Throws<EndOfStreamException>(() => TensorExtensionMethods.Load(Bytes(6, 1, 255, 255, 255, 255, 255, 7)));

    [Fact]
    public void A_header_of_no_tensor_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => TensorExtensionMethods.Load(Bytes(99, 1, 1)));
        Assert.Throws<InvalidDataException>(() => TensorExtensionMethods.Load(Bytes(6, 120)));
        Assert.Throws<InvalidDataException>(() => TensorExtensionMethods.Load(Bytes(6, 2, 255, 255, 255, 255, 255, 255, 255, 255, 127, 255, 1)));
        Assert.Throws<InvalidDataException>(() => TensorExtensionMethods.Load(Bytes(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255)));
    }

    private static BinaryReader Written(params Tensor[] tensors)
    {
        var stream = new MemoryStream();
        foreach (var tensor in tensors)
            tensor.Save(new BinaryWriter(stream));
        stream.Position = 0;
        return new BinaryReader(stream);
    }

    private static BinaryReader Bytes(params byte[] bytes) => new(new MemoryStream(bytes));
}
