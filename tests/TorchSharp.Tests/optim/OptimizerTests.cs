using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.optim;

public sealed class OptimizerTests
{
    private static readonly JsonElement recorded = Recorded.Read("optimizers.json");

    private static readonly Dictionary<string, Func<IEnumerable<Parameter>, OptimizerHelper>> cases = new()
    {
        ["SGD"] = p => torch.optim.SGD(p, 0.1),
        ["SGD with momentum"] = p => torch.optim.SGD(p, 0.1, momentum: 0.9),
        ["SGD with dampening"] = p => torch.optim.SGD(p, 0.1, momentum: 0.9, dampening: 0.5),
        ["SGD with Nesterov momentum"] = p => torch.optim.SGD(p, 0.1, momentum: 0.9, nesterov: true),
        ["SGD with weight decay"] = p => torch.optim.SGD(p, 0.1, momentum: 0.8, weight_decay: 0.05),
        ["SGD maximizing"] = p => torch.optim.SGD(p, 0.1, momentum: 0.8, maximize: true),
        ["RMSProp"] = p => torch.optim.RMSProp(p),
        ["RMSProp centered"] = p => torch.optim.RMSProp(p, alpha: 0.9, centered: true),
        ["RMSProp with momentum"] = p => torch.optim.RMSProp(p, momentum: 0.9),
        ["RMSProp with weight decay"] = p => torch.optim.RMSProp(p, eps: 1e-3, weight_decay: 0.05),
        ["RMSProp with everything"] = p => torch.optim.RMSProp(p, alpha: 0.95, momentum: 0.9, centered: true, weight_decay: 0.01, maximize: true),
        ["Adam"] = p => torch.optim.Adam(p, lr: 0.01),
        ["Adam with weight decay"] = p => torch.optim.Adam(p, lr: 0.01, beta1: 0.8, beta2: 0.99, eps: 1e-4, weight_decay: 0.05),
        ["Adam with amsgrad"] = p => torch.optim.Adam(p, lr: 0.01, amsgrad: true),
        ["Adam maximizing"] = p => torch.optim.Adam(p, lr: 0.01, maximize: true),
        ["AdamW"] = p => torch.optim.AdamW(p, lr: 0.01, weight_decay: 0.1),
        ["AdamW with amsgrad"] = p => torch.optim.AdamW(p, lr: 0.01, beta1: 0.8, beta2: 0.99, weight_decay: 0.1, amsgrad: true),
        ["AdamW maximizing"] = p => torch.optim.AdamW(p, lr: 0.01, weight_decay: 0.1, maximize: true),
    };

    public static TheoryData<string> CaseNames => [.. cases.Keys];

    [Fact]
    public void Every_recorded_case_is_tested() =>
        Assert.Equal(recorded.GetProperty("values").EnumerateObject().Select(c => c.Name), cases.Keys);

    [Theory, MemberData(nameof(CaseNames))]
    public void Parameters_move_as_in_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        using var optimizer = cases[name](parameters);
        foreach (var (step, after) in recorded.GetProperty("values").GetProperty(name).EnumerateArray().Index())
        {
            Step(optimizer, parameters, step);
            foreach (var (parameter, expected) in parameters.Zip(after.EnumerateArray()))
                Assert.Equal(expected.Floats(), parameter.data<float>(), (e, a) => Math.Abs(e - a) <= 1e-6f);
        }
    }

    [Theory, MemberData(nameof(CaseNames))]
    public void A_saved_optimizer_goes_on_bit_by_bit(string name)
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        using var optimizer = cases[name](parameters);
        Step(optimizer, parameters, 0);
        Step(optimizer, parameters, 1);
        var copies = parameters.Select(p => new Parameter(p.detach().clone())).ToArray();
        using var state = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(state));

        state.Position = 0;
        using var another = cases[name](copies);
        another.load_state_dict(new BinaryReader(state));

        Assert.Equal(state.Length, state.Position);
        for (var step = 2; step < 5; step++)
        {
            Step(optimizer, parameters, step);
            Step(another, copies, step);
        }
        foreach (var (parameter, copy) in parameters.Zip(copies))
            Assert.Equal(parameter.data<float>(), copy.data<float>());
    }

    [Theory, MemberData(nameof(CaseNames))]
    public void Steps_leave_nothing_in_the_callers_dispose_scope(string name)
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        using var optimizer = cases[name](parameters);
        for (var step = 0; step < 5; step++)
        {
            SetGradients(parameters, step);
            var before = scope.DisposablesCount;
            optimizer.step();
            optimizer.zero_grad();
            Assert.Equal(before, scope.DisposablesCount);
        }
    }

    [Theory, MemberData(nameof(CaseNames))]
    public void Steps_do_not_pile_tensors_up_and_Dispose_frees_what_is_remembered(string name)
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        SetGradients(parameters, 0);
        var alive = DisposeScopeManager.Statistics.TensorStatistics;
        var atFirst = alive.ThreadTotalLiveCount;
        var optimizer = cases[name](parameters);
        optimizer.step();
        var afterOne = alive.ThreadTotalLiveCount;
        for (var step = 0; step < 20; step++)
            optimizer.step();
        Assert.Equal(afterOne, alive.ThreadTotalLiveCount);
        optimizer.Dispose();
        Assert.Equal(atFirst, alive.ThreadTotalLiveCount);
    }

    [Fact]
    public void zero_grad_sets_gradients_to_zero_and_makes_none()
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        parameters[0].grad = ones(2, 3);
        using var optimizer = torch.optim.SGD(parameters, 0.1);
        var gradient = parameters[0].grad!;

        optimizer.zero_grad();

        Assert.Equal(0, gradient.abs().sum().item<float>());
        Assert.Null(parameters[1].grad);
    }

    [Fact]
    public void zero_grad_of_an_optimizer_without_gradients_does_nothing()
    {
        using var scope = NewDisposeScope();
        using var optimizer = torch.optim.Adam(Start());
        optimizer.zero_grad();
        Assert.Null(optimizer.step());
    }

    [Fact]
    public void step_with_a_closure_computes_gradients_first_and_returns_the_loss()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(new[] { 3f }));
        using var optimizer = torch.optim.SGD([parameter], 0.1);
        Tensor? loss;
        using (no_grad())
        {
            loss = optimizer.step(() =>
            {
                var squared = (parameter * parameter).sum();
                squared.backward();
                return squared;
            });
        }
        Assert.Equal(9, loss!.item<float>());
        Assert.Equal(2.4f, parameter.item<float>(), 1e-6f); // 3 - 0.1 * 2 * 3
    }

    [Fact]
    public void Groups_keep_their_own_options_and_take_the_rest_from_the_optimizer()
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        using var optimizer = torch.optim.SGD(
            [new SGD.ParamGroup { Parameters = [parameters[0]], Options = new() { LearningRate = 1 } }, new SGD.ParamGroup { Parameters = [parameters[1]] }],
            learningRate: 0.5);
        foreach (var parameter in parameters)
            parameter.grad = ones_like(parameter);

        optimizer.step();

        Assert.Equal([1, 0.5], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([1, 0.5], optimizer.ParamGroups.Select(group => group.InitialLearningRate));
        Assert.Equal(0.5f - 1, parameters[0].data<float>()[0]);
        Assert.Equal(1 - 0.5f, parameters[1].data<float>()[0]);
    }

    [Fact]
    public void A_changed_learning_rate_holds_from_the_next_step_on()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(1));
        using var optimizer = torch.optim.SGD([parameter], 0.1);
        parameter.grad = ones(1);
        optimizer.step();
        optimizer.ParamGroups.Single().LearningRate = 10;
        optimizer.step();
        Assert.Equal(-10.1f, parameter.item<float>(), 1e-5f);
    }

    [Fact]
    public void A_group_added_later_is_optimized_too()
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        using var optimizer = torch.optim.Adam([parameters[0]]);
        optimizer.add_param_group(new Adam.ParamGroup([parameters[1]], lr: 0.25));
        parameters[1].grad = ones(4);

        optimizer.step();

        Assert.Equal(parameters, optimizer.parameters());
        Assert.Equal(1 - 0.25f, parameters[1].data<float>()[0], 1e-6f);
    }

    [Fact]
    public void Named_parameters_are_taken_as_well()
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        var named = parameters.Select((parameter, i) => (i.ToString(), parameter));
        using var sgd = torch.optim.SGD(named, 0.1);
        using var rms = torch.optim.RMSProp(named);
        using var adam = torch.optim.Adam(named);
        using var adamW = torch.optim.AdamW(named);
        Assert.All<torch.optim.Optimizer>([sgd, rms, adam, adamW], optimizer => Assert.Equal(parameters, optimizer.parameters()));
    }

    [Fact]
    public void Settings_out_of_range_are_refused_by_name()
    {
        using var scope = NewDisposeScope();
        var parameters = Start();
        Assert.Contains("lr: -1", Assert.Throws<ArgumentException>(() => torch.optim.SGD(parameters, -1)).Message);
        Assert.Contains("lr: NaN", Assert.Throws<ArgumentException>(() => torch.optim.Adam(parameters, double.NaN)).Message);
        Assert.Contains("momentum", Assert.Throws<ArgumentException>(() => torch.optim.SGD(parameters, 1, momentum: -0.1)).Message);
        Assert.Contains("Nesterov", Assert.Throws<ArgumentException>(() => torch.optim.SGD(parameters, 1, nesterov: true)).Message);
        Assert.Contains("Nesterov", Assert.Throws<ArgumentException>(() => torch.optim.SGD(parameters, 1, momentum: 0.9, dampening: 0.1, nesterov: true)).Message);
        Assert.Contains("alpha", Assert.Throws<ArgumentException>(() => torch.optim.RMSProp(parameters, alpha: -0.1)).Message);
        Assert.Contains("eps", Assert.Throws<ArgumentException>(() => torch.optim.RMSProp(parameters, eps: -1)).Message);
        Assert.Contains("beta1: 1", Assert.Throws<ArgumentException>(() => torch.optim.Adam(parameters, beta1: 1)).Message);
        Assert.Contains("beta2", Assert.Throws<ArgumentException>(() => torch.optim.AdamW(parameters, beta2: 1.5)).Message);
        Assert.Contains("weight_decay", Assert.Throws<ArgumentException>(() => torch.optim.AdamW(parameters, weight_decay: -1)).Message);
    }

    private static Parameter[] Start() =>
        [.. recorded.GetProperty("start").EnumerateArray().Select(p => new Parameter(tensor(p.GetProperty("values").Floats()).reshape(p.GetProperty("shape").Longs())))];

    private static void Step(torch.optim.Optimizer optimizer, Parameter[] parameters, int step)
    {
        SetGradients(parameters, step);
        optimizer.step();
    }

    private static void SetGradients(Parameter[] parameters, int step)
    {
        foreach (var (parameter, values) in parameters.Zip(recorded.GetProperty("gradients")[step].EnumerateArray()))
        {
            using var gradient = values.ValueKind == JsonValueKind.Null ? null : tensor(values.Floats()).reshape(parameter.shape);
            parameter.grad = gradient;
        }
    }
}
