using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_tensor_tells_shape_type_and_place()
    {
        var x = zeros(2, 3, 4);
        Assert.Equal([2, 3, 4], x.shape);
        Assert.Equal([12, 4, 1], x.stride());
        Assert.Equal((3, 3, 3), (x.ndim, x.dim(), x.Dimensions));
        Assert.Equal((24, 4), (x.numel(), x.element_size()));
        Assert.Equal((3, 4), (x.size(1), x.size(-1)));
        Assert.Equal(ScalarType.Float32, x.dtype);
        Assert.Equal(DeviceType.CPU, x.device.type);
        Assert.Equal("cpu", x.device.ToString());
        Assert.True(x.is_contiguous());
        Assert.False(x.permute(2, 0, 1).is_contiguous());
        Assert.Equal(12, x[1].storage_offset());
        Assert.Equal("[2x3x4], type = Float32, device = cpu", x.ToString());
    }

    [Fact]
    public void Arrays_become_tensors_of_their_type_and_shape()
    {
        Assert.Equal(ScalarType.Float32, tensor([1f, 2]).dtype);
        Assert.Equal(ScalarType.Float64, tensor([1d, 2]).dtype);
        Assert.Equal(ScalarType.Int64, tensor([1L, 2]).dtype);
        Assert.Equal(ScalarType.Int32, tensor([1, 2]).dtype);
        Assert.Equal(ScalarType.Byte, tensor(new byte[] { 1, 2 }).dtype);
        Assert.Equal(ScalarType.Bool, tensor([true, false]).dtype);
        Assert.Equal([2, 3], tensor(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).shape);
        Assert.Equal([3, 2], tensor(new float[6], [3, 2]).shape);
        Assert.Equal([6f, 5], tensor(new List<float> { 6, 5 }).data<float>().ToArray());
        Assert.Equal([1f, 2], tensor(new byte[] { 1, 2 }, ScalarType.Float32).data<float>().ToArray());
        Assert.Equal([1, 2, 3, 4], tensor(new byte[,,] { { { 1, 2 }, { 3, 4 } } }).@int().data<int>().ToArray());
        Assert.Equal([2, 2], from_array(new double[2, 2]).shape);
        Assert.Equal([7L, 8], tensor(new Memory<long>([7, 8]), [2]).data<long>().ToArray());
        Assert.Equal([0], tensor(Array.Empty<float>()).shape);
    }

    [Fact]
    public void An_array_that_does_not_fill_the_shape_is_refused() =>
        Assert.Contains("needs 4 numbers, but there are 3", Assert.Throws<ArgumentException>(() => tensor(new float[3], [2, 2])).Message);

    [Fact]
    public void A_tensor_is_a_copy_of_its_array()
    {
        var array = new[] { 1f, 2 };
        var x = tensor(array);
        array[0] = 9;
        Assert.Equal([1f, 2], x.data<float>().ToArray());
    }

    [Fact]
    public void Single_numbers_become_tensors_without_dimensions()
    {
        Assert.Equal(ScalarType.Float32, tensor(2f).dtype);
        Assert.Equal(ScalarType.Int32, tensor(2).dtype);
        Assert.Equal(ScalarType.Int64, tensor(2L).dtype);
        Assert.Equal(ScalarType.Bool, tensor(true).dtype);
        Assert.Equal(ScalarType.Float32, tensor(2.0, ScalarType.Float32).dtype);
        Assert.Empty(tensor(2f).shape);
        Assert.Equal(ScalarType.Float64, full(2, 1.5, ScalarType.Float64).dtype);
        Assert.Equal(ScalarType.Float32, full(2, 1.5).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 1).dtype);
    }

    [Fact]
    public void Numbers_keep_their_type_when_a_plain_number_joins_them()
    {
        Assert.Equal(ScalarType.Float32, (ones(2) * 2.5).dtype);
        Assert.Equal(ScalarType.Int64, (tensor([1L]) * 2).dtype);
        Assert.Equal(ScalarType.Float32, (tensor([1L]) * 2.5).dtype);
        Assert.Equal(ScalarType.Float32, (tensor([1L]) / 2).dtype);
    }

    [Fact]
    public void Numbers_convert_between_types()
    {
        var x = tensor([-1.5f, 0, 2.7f]);
        Assert.Equal([-1L, 0, 2], x.@long().data<long>().ToArray());
        Assert.Equal([true, false, true], x.@bool().data<bool>().ToArray());
        Assert.Equal([-1.5, 0, 2.7f], x.@double().data<double>().ToArray());
        Assert.Equal([(Half)(-1.5), (Half)0, (Half)2.7], x.half().data<Half>().ToArray());
        Assert.Equal(ScalarType.BFloat16, x.bfloat16().dtype);
        Assert.Equal(ScalarType.Int32, x.type_as(tensor(1)).dtype);
        Assert.Equal(ScalarType.Byte, x.to(ScalarType.Byte).dtype);
        var moved = x.to(ScalarType.Float64, disposeAfter: true);
        Assert.True(x.IsInvalid);
        Assert.Equal(3, moved.numel());
    }

    [Fact]
    public void To_the_same_type_shares_memory_and_a_copy_does_not()
    {
        var x = zeros(2);
        x.to(ScalarType.Float32).fill_(1);
        Assert.Equal(1, x[0].item<float>());
        x.to(ScalarType.Float32, copy: true).fill_(2);
        x.clone().fill_(2);
        Assert.Equal(1, x[0].item<float>());
    }

    [Fact]
    public void Item_gives_the_only_number_in_its_own_type()
    {
        Assert.Equal(2.5f, tensor(2.5f).item<float>());
        Assert.Equal(7, tensor([7L]).item<long>());
        Assert.Equal((byte)200, tensor((byte)200).item<byte>());
        Assert.True(tensor(true).item<bool>());
        Assert.Equal(2.5, tensor(2.5f).ToScalar().ToDouble());
        Assert.Equal(2, (int)tensor(2.5f));
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
        Assert.Contains("Double is not compatible with Float32", Assert.Throws<ArgumentException>(() => ones(1).item<double>()).Message);
    }

    [Fact]
    public void Data_reads_and_writes_in_row_major_order_whatever_the_strides()
    {
        var x = tensor([1f, 2, 3, 4, 5, 6], [2, 3]);
        var turned = x.t().data<float>();
        Assert.Equal([1f, 4, 2, 5, 3, 6], turned.ToArray());
        Assert.Equal([1f, 4, 2, 5, 3, 6], turned.AsEnumerable());
        Assert.Equal((4, 2), (turned[1], turned[1, 0]));
        Assert.Equal(6, turned.Count);
        turned[2, 1] = 60;
        Assert.Equal(60, x[1, 2].item<float>());
        turned.CopyFrom([7, 8], tensorIndex: 1);
        Assert.Equal([1f, 8, 3, 7, 5, 60], x.data<float>().ToArray());
        var part = new float[4];
        x.data<float>().CopyTo(part, arrayIndex: 1, tensorIndex: 3);
        Assert.Equal([0f, 7, 5, 60], part);
        Assert.Equal(new float[,] { { 1, 8, 3 }, { 7, 5, 60 } }, x.data<float>().ToNDArray());
        Assert.Throws<IndexOutOfRangeException>(() => x.data<float>()[6]);
        Assert.Throws<IndexOutOfRangeException>(() => x.data<float>()[0, 3]);
        Assert.Throws<ArgumentException>(() => x.data<int>());
        Assert.Empty(zeros(0).data<float>().ToArray());
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        var x = tensor([1, 2]);
        x.bytes[0] = 9;
        Assert.Equal([9, 2], x.data<int>().ToArray());
        x.bytes = new byte[] { 1, 0, 0, 0, 0, 1, 0, 0 };
        Assert.Equal([1, 256], x.data<int>().ToArray());
        Assert.Throws<ArgumentException>(() => x.bytes = new byte[3]);
        Assert.Throws<InvalidOperationException>(() => zeros(2, 3).t().bytes.Length);
    }

    [Fact]
    public void Numbers_go_to_a_stream_and_come_back()
    {
        var x = rand(100, 7);
        using var stream = new MemoryStream();
        x.WriteBytesToStream(stream);
        Assert.Equal(2800, stream.Length);
        stream.Position = 0;
        var y = zeros(100, 7);
        y.ReadBytesFromStream(stream);
        Assert.True(x.Equals(y));
        Assert.Throws<EndOfStreamException>(() => y.ReadBytesFromStream(stream));
    }

    [Fact]
    public void Copy_converts_and_broadcasts()
    {
        var x = zeros(2, 2);
        x.copy_(tensor([1L, 2]));
        Assert.Equal([1f, 2, 1, 2], x.data<float>().ToArray());
    }

    [Fact]
    public void A_tensor_made_to_share_anothers_memory_sees_its_changes()
    {
        var x = zeros(1);
        var y = ones(3);
        x.set_(y);
        y.fill_(5);
        Assert.Equal([5f, 5, 5], x.data<float>().ToArray());
    }

    [Fact]
    public void Channels_last_order_comes_from_permuting_there_and_back()
    {
        var x = rand(2, 3, 4, 5).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        Assert.Equal([2, 3, 4, 5], x.shape);
        Assert.Equal([60, 1, 15, 3], x.stride());
    }

    [Fact]
    public void Devices_are_written_as_in_PyTorch()
    {
        Assert.Equal("cpu", device("cpu").ToString());
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        Assert.Equal((DeviceType.CUDA, 1), (new Device("cuda", 1).type, new Device("cuda", 1).index));
        Assert.Equal("cuda", new Device(DeviceType.CUDA).ToString());
        Assert.Throws<ArgumentException>(() => new Device("abacus"));
    }

    [Fact]
    public void Cuda_where_there_is_none_is_refused_in_plain_words()
    {
        Assert.SkipWhen(cuda.is_available(), "There is a CUDA device here.");
        Assert.Equal(0, cuda.device_count());
        Assert.Contains("CUDA", Assert.Throws<InvalidOperationException>(() => ones(1).cuda()).Message);
        Assert.Throws<InvalidOperationException>(() => ones(1, device: new Device("cuda")));
        Assert.Throws<InvalidOperationException>(() => nn.Linear(1, 1).to(new Device("cuda")));
        cuda.manual_seed(1);
    }

    [Fact]
    public void The_number_of_threads_is_what_was_set()
    {
        var before = get_num_threads();
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(before);
        Assert.Equal(before, get_num_threads());
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => set_num_threads(0));
    }

    [Fact]
    public void The_default_type_is_what_was_set()
    {
        set_default_dtype(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, zeros(1).dtype);
        set_default_dtype(ScalarType.Float32);
        Assert.Throws<ArgumentException>(() => set_default_dtype(ScalarType.Int64));
    }

    [Fact]
    public void The_version_is_libtorchs() => Assert.Matches(@"^\d+\.\d+\.\d+", __version__);

    [Fact]
    public void Strides_say_how_the_memory_is_read()
    {
        using var x = arange(8);
        using var columns = x.as_strided([2, 3], [1, 2], 1);
        Assert.Equal([1L, 3, 5, 2, 4, 6], columns.data<long>().ToArray());
        x[1] = 10;
        Assert.Equal(10, columns[0, 0].item<long>());
    }
}
