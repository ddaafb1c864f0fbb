using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class ErrorTests
{
    [Fact]
    public void An_error_of_libtorch_arrives_as_an_exception_with_its_message_and_no_backtrace()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => zeros(2, 3).matmul(zeros(2, 3)));
        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message);
    }

    [Fact]
    public void A_disposed_tensor_is_named_as_the_cause()
    {
        var tensor = ones(3);
        tensor.Dispose();
        Assert.True(tensor.IsInvalid);
        Assert.Contains("disposed", Assert.Throws<InvalidOperationException>(() => tensor.add(1)).Message);
        Assert.Throws<InvalidOperationException>(() => tensor.shape);
    }
}
