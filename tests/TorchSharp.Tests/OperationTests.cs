using static TorchSharp.Tests.RecordedTensors;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class OperationTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly RecordedTensors recorded = new("operations");
    private readonly Tensor x = Numbers(2, 3, 4);
    private readonly Tensor y = Numbers(2, 3, 4).flip(0);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_numbers_to_work_on_are_those_that_were_recorded() => recorded.Check("x", x);

    [Fact]
    public void Functions_of_one_number_equal_PyTorchs()
    {
        recorded.Check("abs", x.abs());
        recorded.Check("square", x.square());
        recorded.Check("exp", x.exp());
        recorded.Check("sin", x.sin());
        recorded.Check("cos", x.cos());
        recorded.Check("floor", x.floor());
        recorded.Check("ceil", x.ceil());
        recorded.Check("trunc", x.trunc());
        recorded.Check("sign", x.sign());
        recorded.Check("neg", -x);
        recorded.Check("reciprocal", x.reciprocal());
        var positive = x.abs() + 0.1;
        recorded.Check("sqrt", positive.sqrt());
        recorded.Check("rsqrt", positive.rsqrt());
        recorded.Check("log", positive.log());
        recorded.Check("log1p", positive.log1p());
        recorded.Check("log2", positive.log2());
        recorded.Check("log10", positive.log10());
        recorded.Check("round 1 decimal", x.round(1));
        recorded.Check("clamp", x.clamp(-1, 1.5));
        recorded.Check("clamp below", x.clamp(min: 0.5));
        recorded.Check("pow", x.pow(3));
    }

    [Fact]
    public void Activations_equal_PyTorchs()
    {
        recorded.Check("relu", x.relu());
        recorded.Check("leaky_relu", x.leaky_relu(0.2));
        recorded.Check("sigmoid", x.sigmoid());
        recorded.Check("tanh", x.tanh());
        recorded.Check("gelu", x.gelu());
        recorded.Check("silu", x.silu());
        recorded.Check("softmax", x.softmax(1));
        recorded.Check("log_softmax", x.log_softmax(2));
    }

    [Fact]
    public void Functions_of_two_numbers_equal_PyTorchs()
    {
        recorded.Check("add", x + y);
        recorded.Check("sub", x - y);
        recorded.Check("mul", x * y);
        recorded.Check("div", x / y);
        recorded.Check("remainder", x % y);
        recorded.Check("div floor", x.div(y, RoundingMode.floor));
        recorded.Check("tensor pow", x.abs().pow(y));
        recorded.Check("atan2", x.atan2(y));
        recorded.Check("hypot", x.hypot(y));
        recorded.Check("maximum", x.maximum(y));
        recorded.Check("minimum", x.minimum(y));
        recorded.Check("expression", 2 - x / 3 + y * x - 1 / (x.abs() + 1));
        recorded.Check("where", where(x > y, x, y * 10));
    }

    [Fact]
    public void In_place_forms_change_the_tensor_and_give_it_back()
    {
        var z = x.clone();
        Assert.Same(z, z.add_(y));
        recorded.Check("add", z);
        Assert.Same(z, z.copy_(x).sub_(y));
        recorded.Check("sub", z);
        Assert.Same(z, z.copy_(x).mul_(y));
        recorded.Check("mul", z);
        Assert.Same(z, z.copy_(x).div_(y));
        recorded.Check("div", z);
        Assert.Same(z, z.copy_(x).pow_(3));
        recorded.Check("pow", z);
        Assert.Same(z, z.copy_(x).clamp_(-1, 1.5));
        recorded.Check("clamp", z);
        Assert.Equal([3f, 3f], ones(2).fill_(3).data<float>().ToArray());
        Assert.Equal([0f, 0f], ones(2).zero_().data<float>().ToArray());
    }

    [Fact]
    public void Products_of_matrices_equal_PyTorchs()
    {
        recorded.Check("matmul", x.matmul(y.transpose(1, 2)));
        recorded.Check("matmul", x.bmm(y.transpose(1, 2)));
        recorded.Check("einsum", einsum("bij,bkj->bik", x, y));
    }

    [Fact]
    public void Reductions_equal_PyTorchs()
    {
        recorded.Check("sum", x.sum());
        recorded.Check("sum of dimension", x.sum(1));
        recorded.Check("mean", x.mean([0, 2], keepdim: true));
        recorded.Check("var", x.var(2));
        recorded.Check("var biased", x.var(new long[] { 0, 2 }, unbiased: false));
        recorded.Check("std", x.std());
        var (values, places) = x.max(2);
        recorded.Check("max", values);
        recorded.Check("max places", places);
        recorded.Check("max", x.amax(2));
        recorded.Check("argmax", x.argmax(1));
        recorded.Check("argmin", x.argmin());
        recorded.Check("norm", x.norm());
        recorded.Check("logsumexp", x.logsumexp(1));
        recorded.Check("cumsum", x.cumsum(2));
        recorded.Check("quantile", x.flatten().quantile(tensor([0.1f, 0.5f])));
    }

    [Fact]
    public void Sorting_and_counting_equal_PyTorchs()
    {
        var (largest, places) = x.topk(2, 2);
        recorded.Check("topk", largest);
        recorded.Check("topk places", places);
        recorded.Check("sort", x.sort(1, descending: true).Values);
        recorded.Check("argsort", x.argsort(2));
        recorded.Check("histc", x.histc(5, -2, 3));
        recorded.Check("bincount", bincount(tensor([1L, 4, 1, 0, 4, 4]), minlength: 6));
        recorded.Check("nonzero", (x > 1).nonzero());
        recorded.Check("masked_select", x.masked_select(x > 1));
        var (_, inverse, counts) = tensor([3L, 1, 3, 2, 1, 3]).unique(return_counts: true);
        Assert.Null(inverse);
        recorded.Check("unique counts", counts!);
    }

    [Fact]
    public void Rearranging_equals_PyTorchs()
    {
        recorded.Check("flip", x.flip(0, 2));
        recorded.Check("roll", x.roll(1, 2));
        recorded.Check("rot90", x.rot90(1, (1, 2)));
        recorded.Check("permute", x.permute(2, 0, 1));
        recorded.Check("index_select", x.index_select(2, tensor([3L, 0])));
        recorded.Check("cat", cat([x, y], 1));
        recorded.Check("stack", stack([x, y], 1));
        recorded.Check("one_hot", nn.functional.one_hot(tensor([2L, 0, 3])));
        recorded.Check("gather", x.gather(2, tensor(new long[] { 0, 3, 1, 1, 2, 0, 0, 3, 1, 1, 2, 0 }, [2, 3, 2])));
        var places = tensor(new long[] { 0, 3, 1, 2, 2, 0, 0, 3, 1, 2, 2, 0 }, [2, 3, 2]);
        recorded.Check("scatter", zeros(2, 3, 4).scatter_(2, places, x[.., .., ..2]));
        Assert.Equal([2, 12], x.reshape(2, -1).shape);
        Assert.Equal([6, 4], x.flatten(0, 1).shape);
        Assert.Equal([2, 1, 3, 4], x.unsqueeze(1).shape);
        Assert.Equal([2, 3, 4], x.unsqueeze(1).squeeze(1).shape);
        Assert.Equal([[2, 1, 4], [2, 2, 4]], x.split([1, 2], 1).Select(part => part.shape));
        Assert.Equal([[2, 2, 4], [2, 1, 4]], x.chunk(2, 1).Select(part => part.shape));
    }

    [Fact]
    public void Ranges_equal_PyTorchs()
    {
        recorded.Check("linspace", linspace(-1, 1, 5));
        recorded.Check("arange", arange(1, 2, 0.3));
        Assert.Equal(ScalarType.Int64, arange(4).dtype);
        Assert.Equal(ScalarType.Float32, arange(0.5, 4).dtype);
        Assert.Equal([1f, 0, 0, 0, 1, 0], eye(2, 3).data<float>().ToArray());
    }

    [Fact]
    public void Comparisons_give_truth_values_number_by_number()
    {
        var a = tensor([1f, 2, 3]);
        var b = tensor([3f, 2, 1]);
        Assert.Equal([false, true, false], (a == b).data<bool>().ToArray());
        Assert.Equal([true, false, true], (a != b).data<bool>().ToArray());
        Assert.Equal([true, false, false], (a < b).data<bool>().ToArray());
        Assert.Equal([false, true, true], (a >= b).data<bool>().ToArray());
        Assert.Equal([false, false, true], (a > 2).data<bool>().ToArray());
        Assert.Equal([true, true, false], (a <= 2).data<bool>().ToArray());
        Assert.Equal([true, false, false], (2 > a).data<bool>().ToArray());
        Assert.Equal([false, true, false], a.eq(2).data<bool>().ToArray());
        Assert.Equal([false, true, true], (~(a < 2)).data<bool>().ToArray());
        Assert.Equal([true, false, true], ((a < 2) | (a > 2)).data<bool>().ToArray());
    }

    [Fact]
    public void Whole_tensors_are_compared_by_Equals_and_allclose()
    {
        Assert.True(x.Equals(x.clone()));
        Assert.False(x.Equals(y));
        Assert.True(x.allclose(x + 1e-7));
        Assert.False(x.allclose(x + 0.1));
        var odd = tensor([1f, float.NaN, float.PositiveInfinity]);
        Assert.Equal([false, true, false], odd.isnan().data<bool>().ToArray());
        Assert.Equal([true, false, false], odd.isfinite().data<bool>().ToArray());
        Assert.False(odd.allclose(odd));
        Assert.True(odd.allclose(odd, equal_nan: true));
    }
}
