using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.optim;

public sealed class OptimizerFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optimizer").FullName;
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Adam_is_saved_in_TorchSharps_byte_format()
    {
        using var optimizer = torch.optim.Adam([new Parameter(zeros(2))], lr: 0.5, weight_decay: 0.25);
        using var stream = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(stream));

        byte[] expected =
        [
            4, .. "Adam"u8,                                      // the kind, with its length
            1, 1,                                                // one group, one parameter
            .. Doubles(0.5, 0.5, 0.9, 0.999, 1e-8, 0.25),        // first rate, rate, beta1, beta2, eps, weight decay
            0, 0,                                                // amsgrad, maximize
            .. new byte[8],                                      // no step yet
            6, 1, 2, .. new byte[8],                             // average: Float32 of 1 dimension of 2
            6, 1, 2, .. new byte[8],                             // average of squares
            0,                                                   // no largest average
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void SGD_and_RMSProp_are_saved_in_TorchSharps_byte_format()
    {
        var parameter = new Parameter(zeros(1));
        parameter.grad = tensor(new[] { 2f });
        using var sgd = torch.optim.SGD([parameter], 0.5, momentum: 0.75);
        using var rms = torch.optim.RMSProp([parameter], 0.5, alpha: 0.75);
        sgd.step();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        sgd.save_state_dict(writer);
        rms.save_state_dict(writer);

        byte[] expected =
        [
            3, .. "SGD"u8, 1, 1,
            .. Doubles(0.5, 0.5, 0.75, 0, 0),                    // first rate, rate, momentum, dampening, weight decay
            0, 0,                                                // nesterov, maximize
            1, 6, 1, 1, 0, 0, 0, 0x40,                           // there is a momentum buffer: Float32 [1], 2
            7, .. "RMSProp"u8, 1, 1,
            .. Doubles(0.5, 0.5), 0,                             // first rate, rate, maximize
            .. Doubles(0, 0.75, 1e-8, 0), 0,                     // momentum, alpha, eps, weight decay, centered
            .. new byte[8],                                      // no step yet
            6, 1, 1, 0, 0, 0, 0,                                 // average of squares
            0, 0,                                                // no momentum buffer, no average
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Learning_rates_and_options_come_back_from_a_file()
    {
        using var optimizer = torch.optim.AdamW([new Parameter(zeros(2))], lr: 0.5, beta1: 0.8, weight_decay: 0.25);
        optimizer.ParamGroups.Single().LearningRate = 0.125;
        optimizer.save_state_dict(At("optimizer"));

        using var another = torch.optim.AdamW([new Parameter(zeros(2))]);
        another.load_state_dict(At("optimizer"));

        var group = Assert.IsType<AdamW.ParamGroup>(another.ParamGroups.Single());
        Assert.Equal((0.125, 0.5, 0.25), (group.LearningRate, group.InitialLearningRate, group.Options.weight_decay));
        Assert.Equal((0.8, 0.999), group.Betas);
        Assert.Equal([At("optimizer")], Directory.GetFiles(folder));
    }

    [Fact]
    public void Another_kind_of_optimizer_is_refused()
    {
        using var sgd = torch.optim.SGD([new Parameter(zeros(2))], 0.1);
        sgd.save_state_dict(At("sgd"));
        using var adam = torch.optim.Adam([new Parameter(zeros(2))]);
        var error = Assert.Throws<InvalidDataException>(() => adam.load_state_dict(At("sgd")));
        Assert.Contains(At("sgd"), error.Message);
        Assert.Contains("'SGD'", error.Message);
        Assert.Contains("'Adam'", error.Message);
    }

    [Fact]
    public void Another_number_of_parameters_or_another_shape_is_refused()
    {
        using var one = torch.optim.Adam([new Parameter(zeros(2))]);
        one.save_state_dict(At("one"));
        using var two = torch.optim.Adam([new Parameter(zeros(2)), new Parameter(zeros(2))]);
        Assert.Contains("1 parameters, but this one has 2", Assert.Throws<ArgumentException>(() => two.load_state_dict(At("one"))).Message);
        using var wider = torch.optim.Adam([new Parameter(zeros(3))]);
        var error = Assert.Throws<ArgumentException>(() => wider.load_state_dict(At("one")));
        Assert.Contains("Float32 [2]", error.Message);
        Assert.Contains("Float32 [3]", error.Message);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(At("nowhere"), Assert.Throws<FileNotFoundException>(() => torch.optim.Adam([new Parameter(zeros(2))]).load_state_dict(At("nowhere"))).Message);

    [Fact]
    public void A_file_truncated_anywhere_is_refused_and_changes_nothing()
    {
        using var optimizer = torch.optim.Adam([new Parameter(zeros(2))], lr: 0.5);
        optimizer.save_state_dict(At("whole"));
        var whole = File.ReadAllBytes(At("whole"));
        using var another = torch.optim.Adam([new Parameter(zeros(2))], lr: 0.25);
        var before = Saved(another);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(At("part"), whole[..length]);
            var error = Assert.Throws<EndOfStreamException>(() => another.load_state_dict(At("part")));
            Assert.Contains(At("part"), error.Message);
            Assert.Contains("truncated", error.Message);
        }
        Assert.Equal(before, Saved(another));
    }

    private string At(string name) => Path.Combine(folder, name);

    private static byte[] Saved(OptimizerHelper optimizer)
    {
        using var stream = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(stream));
        return stream.ToArray();
    }

    private static byte[] Doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
