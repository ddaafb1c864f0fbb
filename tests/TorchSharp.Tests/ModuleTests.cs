using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private sealed class Residual : Module<Tensor, Tensor>
    {
        private readonly Linear first = Linear(3, 3);
        private readonly BatchNorm1d norm = BatchNorm1d(3);
        private readonly Parameter scale = Parameter(ones(1));
        private readonly Tensor shift = zeros(1).DetachFromDisposeScope();

        internal Residual() : base(nameof(Residual)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input + norm.call(first.call(input)).relu() * scale + shift;
    }

    [Fact]
    public void A_module_of_ones_own_registers_its_fields_by_name()
    {
        var module = new Residual();
        Assert.Equal(["scale", "first.weight", "first.bias", "norm.weight", "norm.bias"], module.named_parameters().Select(named => named.name));
        Assert.Equal(["shift", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"], module.named_buffers().Select(named => named.name));
        Assert.Equal(["first", "norm"], module.named_children().Select(named => named.name));
        Assert.Equal(
            ["first.bias", "first.weight", "norm.bias", "norm.num_batches_tracked", "norm.running_mean", "norm.running_var", "norm.weight", "scale", "shift"],
            module.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Residual", module.GetName());
    }

    [Fact]
    public void A_module_of_ones_own_learns()
    {
        var module = new Residual();
        var loss = module.call(rand(4, 3)).sum();
        loss.backward();
        Assert.All(module.parameters(), parameter => Assert.NotNull(parameter.grad));
        module.zero_grad();
        Assert.All(module.parameters(), parameter => Assert.Null(parameter.grad));
        module.call(rand(4, 3)).sum().backward();
        module.zero_grad(set_to_none: false);
        Assert.All(module.parameters(), parameter => Assert.Equal(0, parameter.grad!.abs().sum().item<float>()));
    }

    [Fact]
    public void Sequential_names_its_modules_by_number_or_as_it_is_told()
    {
        var numbered = Sequential(Linear(2, 3), ReLU(), Linear(3, 1));
        Assert.Equal(["0", "1", "2"], numbered.named_children().Select(named => named.name));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], numbered.named_parameters().Select(named => named.name));
        var named = Sequential(("hidden", Linear(2, 3)), ("act", ReLU())).append("out", Linear(3, 1));
        Assert.Equal(["hidden", "act", "out"], named.named_children().Select(child => child.name));
        Assert.Equal(3, named.Count);
        Assert.IsType<ReLU>(named[1]);
        Assert.Equal(["act", "out"], named[1..].named_children().Select(child => child.name));
        Assert.Equal(2, Sequential(new List<Module<Tensor, Tensor>> { ReLU(), Tanh() }).Count);
        var x = rand(1, 2);
        Assert.True(Sequential().call(x).Equals(x));
    }

    [Fact]
    public void Nested_modules_are_listed_with_their_paths()
    {
        var model = Sequential(("block", Sequential(Linear(2, 2), new Residual())), ("out", Linear(2, 1)));
        Assert.Equal(["block", "out", "block.0", "block.1", "block.1.first", "block.1.norm"], model.named_modules().Select(named => named.name));
        Assert.NotNull(model.get_parameter("block.1.first.weight"));
        Assert.True(model.has_buffer("block.1.norm.running_mean"));
        Assert.Null(model.get_parameter("block.2"));
    }

    [Fact]
    public void Sequential_frees_what_lies_between_its_modules()
    {
        var model = Sequential(Linear(2, 3), ReLU(), Linear(3, 1));
        var x = rand(1, 2);
        var before = scope.DisposablesCount;
        model.call(x);
        Assert.Equal(before + 1, scope.DisposablesCount);
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void A_parameter_used_twice_is_listed_once()
    {
        var shared = Linear(2, 2);
        Assert.Equal(2, Sequential(shared, ReLU(), shared).parameters().Count());
    }

    [Fact]
    public void Train_and_eval_reach_every_part()
    {
        var model = Sequential(Linear(2, 2), Sequential(Dropout(), new Residual()));
        Assert.All(model.modules(), module => Assert.True(module.training));
        model.eval();
        Assert.False(model.training);
        Assert.All(model.modules(), module => Assert.False(module.training));
        model.train();
        Assert.All(model.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Apply_reaches_every_part_and_the_module_last()
    {
        var names = new List<string>();
        Sequential(Linear(1, 1), ReLU()).apply(module => names.Add(module.GetName()));
        Assert.Equal(["Linear", "ReLU", "Sequential"], names);
    }

    [Fact]
    public void A_modules_numbers_change_type_in_place_and_whole_numbers_stay_whole()
    {
        var norm = BatchNorm1d(2);
        var weight = norm.weight;
        norm.call(rand(3, 2)).sum().backward();
        Assert.Same(norm, norm.to(ScalarType.Float64));
        Assert.Same(weight, norm.weight);
        Assert.Equal(ScalarType.Float64, norm.weight.dtype);
        Assert.Equal(ScalarType.Float64, norm.weight.grad!.dtype);
        Assert.Equal(ScalarType.Float64, norm.running_mean!.dtype);
        Assert.Equal(ScalarType.Int64, norm.num_batches_tracked!.dtype);
        Assert.True(norm.weight.requires_grad);
        Assert.True(norm.weight.is_leaf);
        Assert.Equal(ScalarType.Float64, norm.call(rand(3, 2, ScalarType.Float64)).dtype);
        Assert.Throws<ArgumentException>(() => norm.to(ScalarType.Int64));
        Assert.Same(norm, norm.cpu());
    }

    [Fact]
    public void Hooks_see_inputs_and_outputs_and_can_be_taken_away()
    {
        var layer = Linear(2, 3);
        long[]? seen = null;
        var watcher = layer.register_forward_hook((module, input, output) =>
        {
            seen = output.shape;
            return output;
        });
        var doubler = layer.register_forward_pre_hook((module, input) => input * 2);
        var x = rand(4, 2);
        var hooked = layer.call(x);
        Assert.Equal([4, 3], seen!);
        Assert.True(hooked.Equals(layer.forward(x * 2)));
        watcher.remove();
        doubler.remove();
        seen = null;
        Assert.True(layer.call(x).Equals(layer.forward(x)));
        Assert.Null(seen);
    }

    [Fact]
    public void Disposing_a_module_frees_every_part()
    {
        var model = Sequential(Linear(2, 2), new Residual());
        var tensors = model.parameters().Concat(model.buffers()).ToList();
        model.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
        model.Dispose();
    }

    [Fact]
    public void Names_that_cannot_be_are_refused()
    {
        var module = Sequential();
        Assert.Throws<ArgumentException>(() => module.register_module("a.b", ReLU()));
        Assert.Throws<ArgumentException>(() => module.register_module("", ReLU()));
        module.register_module("a", ReLU());
        Assert.Throws<InvalidOperationException>(() => module.register_module("a", ReLU()));
    }
}
