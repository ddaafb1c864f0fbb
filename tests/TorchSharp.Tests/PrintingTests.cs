using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

// The expected texts are those that TorchSharp's own tests give.
public sealed class PrintingTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor matrix = tensor([0f, 3.141f, 6.2834f, 3.14152f, 6.28e-06f, -13.141529f, 0.01f, 4713.14f], [2, 4]);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_julia_style_writes_columns_under_a_header()
    {
        Assert.Equal("[], type = Float32, device = cpu, value = 3.14", Julia(tensor(3.14f)));
        Assert.Equal("[4], type = Float32, device = cpu\n 0 0 0 0\n", Julia(zeros(4)));
        Assert.Equal("[2x4], type = Float32, device = cpu\n        0   3.141 6.2834 3.1415\n 6.28e-06 -13.142   0.01 4713.1\n", Julia(matrix));
        Assert.Equal(
            "[2x2x4], type = Float32, device = cpu\n[0,..,..] =\n        0   3.141 6.2834 3.1415\n 6.28e-06 -13.142   0.01 4713.1\n" +
            "\n[1,..,..] =\n 0.01 0 0 0\n    0 0 0 0\n",
            Julia(stack([matrix, tensor([0.01f, 0, 0, 0, 0, 0, 0, 0], [2, 4])])));
    }

    [Fact]
    public void The_julia_style_leaves_out_columns_that_do_not_fit() =>
        Assert.Equal("[20], type = Int64, device = cpu\n 0 1 2 3 4 5 6 7 ...\n", arange(20).ToString(TensorStringStyle.Julia, width: 20, newLine: "\n"));

    [Fact]
    public void The_numpy_style_writes_brackets_and_leaves_out_the_middle()
    {
        Assert.Equal("3.14", Numpy(tensor(3.14f)));
        Assert.Equal("[0, 0, 0, 0]", Numpy(zeros(4)));
        Assert.Equal("[1, 3, 5, ... 195, 197, 199]", Numpy(arange(1, 200, 2).@float()));
        Assert.Equal("[[0, 3.141, 6.2834, 3.1415]\n [6.28e-06, -13.142, 0.01, 4713.1]]", Numpy(matrix));
        Assert.Equal("[[[0, 1]\n  [2, 3]]\n\n [[4, 5]\n  [6, 7]]]", Numpy(arange(8).reshape(2, 2, 2)));
        Assert.Equal(
            "[[7, 9, 11, ... 201, 203, 205]\n [207, 209, 211, ... 401, 403, 405]\n [407, 409, 411, ... 601, 603, 605]\n ...\n" +
            " [19407, 19409, 19411, ... 19601, 19603, 19605]\n [19607, 19609, 19611, ... 19801, 19803, 19805]\n [19807, 19809, 19811, ... 20001, 20003, 20005]]",
            Numpy((arange(1, 10001) * 2 + 5).@float().reshape(100, 100)));
        Assert.Equal("[]", Numpy(zeros(0)));
    }

    [Fact]
    public void Every_type_of_number_can_be_written()
    {
        Assert.Equal("[True, False]", Numpy(tensor([true, false])));
        Assert.Equal("[250, 1]", Numpy(tensor(new byte[] { 250, 1 })));
        Assert.Equal("[0.5, 1]", Numpy(tensor([0.5, 1])));
        Assert.Equal("[3.1406]", Numpy(tensor([3.14f]).bfloat16()));
    }

    [Fact]
    public void The_default_style_is_julia_and_can_be_changed()
    {
        Assert.Equal(Julia(matrix), matrix.str(newLine: "\n", cultureInfo: CultureInfo.InvariantCulture));
        torch.TensorStringStyle = TensorStringStyle.Metadata;
        Assert.Equal("[2x4], type = Float32, device = cpu", matrix.str());
        torch.TensorStringStyle = TensorStringStyle.Julia;
        Assert.Equal("[2x4], type = Float32, device = cpu", matrix.ToString());
    }

    private static string Julia(Tensor tensor) => tensor.ToString(julia, cultureInfo: CultureInfo.InvariantCulture, newLine: "\n");

    private static string Numpy(Tensor tensor) => tensor.ToString(numpy, cultureInfo: CultureInfo.InvariantCulture, newLine: "\n");
}
