using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Export;

/// <summary>Exported models, run by ONNX Runtime and by PyTorch.</summary>
public sealed class ModelFileTests : FolderTests
{
    private const float Near = 1e-4f;
    private const string Python = "/usr/bin/python3";

    private static readonly LabeledImages Images = RealData.Test.Take(100);

    public static TheoryData<string> Kept => new(TrainedModels.Names.Where(name => name != "webapp/edges"));

    [Theory, MemberData(nameof(Kept))]
    public void ONNX_Runtime_says_of_a_hundred_images_what_the_kept_model_says(string name)
    {
        var path = folder.File("model.onnx");

        TrainedModels.Export(name, path, ModelFormat.Onnx);

        Close(Flat(TrainedModels.Predict(name, Images).Probabilities), Run(path, Images));
        using var session = new InferenceSession(path);
        Assert.Equal(FashionMnist.ClassNames, JsonSerializer.Deserialize<string[]>(session.ModelMetadata.CustomMetadataMap["classes"])!);
        Assert.Equal([path], Directory.GetFiles(folder.Folder));
    }

    public static TheoryData<string, string> Weights => new() { { "dropout4", "pytorch" }, { "regularized", "pytorch" }, { "regularized", "safetensors" } };

    [Theory, MemberData(nameof(Weights))]
    public void PyTorch_says_of_a_hundred_images_what_the_network_says(string name, string format)
    {
        Assert.SkipUnless(File.Exists(Python), "There is no Python at " + Python);
        var wanted = ModelFile.FormatNamed(format);
        var path = folder.File("weights" + ModelFile.Ending(wanted));
        using var scope = NewDisposeScope();
        using var model = TrainedModels.Load(name);
        var images = Preprocess.Images(Images);

        TrainedModels.Export(name, path, wanted);

        var start = new ProcessStartInfo(Python, [
            Path.Combine(AppContext.BaseDirectory, "Export", "Recorded", "exported_weights.py"), name, path, folder.File("images", images.bytes.ToArray())])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start)!;
        using var logits = new MemoryStream();
        python.StandardOutput.BaseStream.CopyTo(logits);
        var error = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.SkipWhen(error.Contains("No module named 'torch'"), "python3-torch is missing; on Debian: apt-get install python3-torch");
        Assert.True(python.ExitCode == 0, error);
        using var noGrad = no_grad();
        Close(model.Network.call(images).data<float>().ToArray(), MemoryMarshal.Cast<byte, float>(logits.ToArray()).ToArray());
    }

    public static TheoryData<string> Layers => new(LayersByName.Keys);

    // On N x 4 x 9 x 9.
    private static readonly Dictionary<string, Func<Module<Tensor, Tensor>>> LayersByName = new()
    {
        ["strided"] = () => Conv2d(4, 6, (3, 5), stride: (2, 1), padding: (1, 2), bias: false),
        ["grouped"] = () => Conv2d(4, 8, 3, groups: 4, dilation: 2),
        ["same, odd"] = () => Conv2d(4, 4, 3, Padding.Same),
        ["same, even"] = () => Conv2d(4, 4, 4, Padding.Same),
        ["valid"] = () => Conv2d(4, 4, 2, Padding.Valid),
        ["batch norm"] = () => BatchNorm2d(4, eps: 0.01),
        ["batch norm without weights"] = () => BatchNorm2d(4, affine: false),
        ["layer norm"] = () => LayerNorm([9, 9], eps: 0.02),
        ["layer norm without weights"] = () => LayerNorm([9], elementwise_affine: false),
        ["linear on the last axis"] = () => Linear(9, 7),
        ["linear without bias"] = () => Linear(9, 7, hasBias: false),
        ["max pool"] = () => MaxPool2d(3, stride: 2, padding: 1),
        ["max pool, rounded up"] = () => MaxPool2d(2, ceil_mode: true),
        ["max pool, dilated"] = () => MaxPool2d(2, dilation: 2),
        ["average pool"] = () => AvgPool2d(3, padding: 1),
        ["average pool, padding left out"] = () => AvgPool2d(3, stride: 2, padding: 1, count_include_pad: false),
        ["global pool"] = () => AdaptiveAvgPool2d(1),
        ["ReLU"] = () => ReLU(),
        ["leaky ReLU"] = () => LeakyReLU(0.2),
        ["sigmoid"] = () => Sigmoid(),
        ["tanh"] = () => Tanh(),
        ["SiLU"] = () => SiLU(),
        ["GELU"] = () => GELU(),
        ["softmax"] = () => Softmax(1),
        ["nothing"] = () => Sequential(Identity(), Dropout(0.5), Dropout2d(0.5)),
        ["dense norm"] = () => Sequential(Flatten(), BatchNorm1d(324)),
        ["own"] = () => new Doubled(),
        ["own, each image by itself"] = () => new EachByItself(),
    };

    [Theory, MemberData(nameof(Layers))]
    public void A_layer_gives_what_it_gives_here(string name)
    {
        using var scope = NewDisposeScope();
        using var generator = random.manual_seed(3);
        var layer = Settled(LayersByName[name]());
        layer.eval();
        using var noGrad = no_grad();
        var inputs = randint(0, 256, [5, 4, 9, 9], ScalarType.Byte);
        var scaled = inputs.to(ScalarType.Float32).div(255).sub(0.4).div(0.2);
        var features = layer.call(scaled).flatten(1).shape[1];
        var network = Sequential(("layer", layer), ("flatten", Flatten()), ("dense", Linear(features, 3)));
        network.eval();
        var path = folder.File("layer.onnx");

        ModelFile.SaveOnnx(network, path, new Standardizer(0.4, 0.2), shape: [4, 9, 9]);

        Close(network.call(scaled).softmax(1).data<float>().ToArray(), Run(path, inputs.bytes.ToArray(), [5, 4, 9, 9]));
    }

    [Theory]
    [InlineData("mahesh/author")] // pixels of 0 to 255, a sigmoid, shares
    [InlineData("regularized/clean")] // shortcuts, the mirror image
    [InlineData("jalan/clean")]
    public void What_a_protocol_does_to_pixels_and_predictions_is_in_the_file(string name)
    {
        var protocol = SystemCatalog.FindProtocol(name).Protocol;
        using var network = Settled(protocol.Network(4));
        network.eval();
        using var inputs = protocol.Preparation(Images)(Images);
        var path = folder.File("network.onnx");

        protocol.SaveOnnx(network, path);

        Close(Flat(Evaluator.Predict(network, inputs, protocol.AveragesMirrorImage).Probabilities), Run(path, Images));
    }

    [Fact]
    public void Standardized_pixels_are_standardized_over_the_images_trained_on()
    {
        Protocol protocol = new("small", "", seed => Sequential(Flatten(), Linear(784, 10))) { Pixels = PixelValues.Standardized };
        var train = RealData.Train.Take(50);
        using var network = protocol.Network(1);
        using var inputs = protocol.Preparation(train)(Images);
        var path = folder.File("network.onnx");

        Assert.Contains("small standardizes pixels over the images trained on: give them", Assert.Throws<ArgumentException>(() => protocol.SaveOnnx(network, path)).Message);
        protocol.SaveOnnx(network, path, train);

        Close(Flat(Evaluator.Predict(network, inputs).Probabilities), Run(path, Images));
    }

    [Fact]
    public void A_layer_that_cannot_be_written_is_named_and_leaves_no_file()
    {
        string Refused(Module<Tensor, Tensor> layer) => Assert.Throws<NotSupportedException>(() =>
            ModelFile.SaveOnnx(Sequential(("first", Sequential(("odd", layer))), ("flatten", Flatten()), ("dense", Linear(784, 10))), folder.File("x.onnx"))).Message;

        Assert.StartsWith("The layer first.odd (ELU) can't be written as ONNX: no operation", Refused(ELU()));
        Assert.Contains("first.odd (Conv2d) can't be written as ONNX: it pads with Reflect", Refused(Conv2d(1, 1, 3, padding: 1, padding_mode: PaddingModes.Reflect)));
        Assert.Contains("first.odd (BatchNorm2d) can't be written as ONNX: it keeps no statistics", Refused(BatchNorm2d(1, track_running_stats: false)));
        Assert.Contains("edges (EdgeChannel)", Assert.Throws<NotSupportedException>(() => TrainedModels.Export("webapp/edges", folder.File("x.onnx"), ModelFormat.Onnx)).Message);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        Assert.Contains("No weights of kotb are kept here, only those of baseline, dropout4", Assert.Throws<ArgumentException>(() => TrainedModels.Export("kotb", "x", ModelFormat.Onnx)).Message);
        Assert.Contains("no system 'resnet'", Assert.Throws<ArgumentException>(() => TrainedModels.Export("resnet", "x", ModelFormat.PyTorch)).Message);
        Assert.Contains("no format 'tf'; there are: onnx, safetensors, pytorch", Assert.Throws<ArgumentException>(() => ModelFile.FormatNamed("tf")).Message);
        using var network = Dropout4.Network(1);
        Assert.Contains("does not accept an input of shape 3 x 32 x 32", Assert.Throws<ArgumentException>(() => ModelFile.SaveOnnx(network, "x", shape: [3, 32, 32])).Message);
        Assert.Contains("must be a number, a bool or a list", Assert.Throws<ArgumentException>(() => new OnnxGraph().Add("Relu", ["x"], ("alpha", "a"))).Message);
        using var doubles = zeros(1, ScalarType.Float64);
        Assert.Contains("float32 or int64 here, but this is Float64", Assert.Throws<ArgumentException>(() => new OnnxGraph().Constant(doubles)).Message);
    }

    private sealed class Doubled : Module<Tensor, Tensor>, IOnnxLayer
    {
        public Doubled() : base(nameof(Doubled)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input.mul(2).permute(0, 2, 3, 1);

        public string Write(OnnxGraph graph, string input) => graph.Add("Transpose", [graph.Add("Mul", [input, graph.Constant(2.0)])], ("perm", new long[] { 0, 2, 3, 1 }));
    }

    private sealed class EachByItself : Module<Tensor, Tensor>, IOnnxLayer
    {
        public EachByItself() : base(nameof(EachByItself)) => RegisterComponents();

        public override Tensor forward(Tensor input) => functional.layer_norm(input, input.shape[1..]);

        public string Write(OnnxGraph graph, string input) => graph.Standardize(input, 1e-5, 1, 2, 3);
    }

    /// <summary>With weights and statistics as if trained, so that none of them could be left out unnoticed.</summary>
    private static Module<Tensor, Tensor> Settled(Module<Tensor, Tensor> network)
    {
        using var noGrad = no_grad();
        foreach (var (name, state) in network.state_dict())
            if (name.EndsWith("running_var", StringComparison.Ordinal))
                state.uniform_(0.5, 2);
            else if (state.is_floating_point() && state.dim() == 1)
                state.uniform_(-0.5, 0.5);
        return network;
    }

    private static float[] Run(string path, LabeledImages images) => Run(path, images.Pixels.ToArray(), [images.Count, 1, images.Height, images.Width]);

    private static float[] Run(string path, byte[] images, int[] shape)
    {
        using var session = new InferenceSession(path);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("images", new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<byte>(images, shape))], ["probabilities"]);
        return [.. results[0].AsEnumerable<float>()];
    }

    private static float[] Flat(float[,] rows) => [.. rows.Cast<float>()];

    private static void Close(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.InRange(expected.Zip(found, (one, other) => Math.Abs(one - other)).Max(), 0, Near);
    }
}
