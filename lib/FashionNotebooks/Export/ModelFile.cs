using System.Text.Json;
using Google.Protobuf;
using TorchSharp.PyBridge;
using static FashionNotebooks.Onnx.TensorProto.Types;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>What a trained network can be written as for programs other than this.</summary>
public enum ModelFormat
{
    /// <summary>The whole way from intensities to probabilities, for ONNX Runtime and its like.</summary>
    Onnx,

    /// <summary>The weights alone, by their names here, which are PyTorch's.</summary>
    Safetensors,

    /// <summary>The weights alone, as torch.load reads them.</summary>
    PyTorch,
}

/// <summary>Writes trained networks as files of other programs.</summary>
public static class ModelFile
{
    /// <summary>The formats' names in commands.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["onnx", "safetensors", "pytorch"];

    /// <summary>The format of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static ModelFormat FormatNamed(string name) => Formats.Contains(name)
        ? Enum.Parse<ModelFormat>(name, ignoreCase: true)
        : throw new ArgumentException($"There is no format '{name}'; there are: {string.Join(", ", Formats)}.", nameof(name));

    /// <summary>The ending of the files of a format, with its point.</summary>
    public static string Ending(ModelFormat format) => format switch { ModelFormat.Onnx => ".onnx", ModelFormat.Safetensors => ".safetensors", _ => ".pt" };

    /// <summary>Writes a network's weights, and all of its state, whole or not at all.</summary>
    /// <param name="network">On any device.</param>
    /// <param name="path">The file, which is replaced where there is one.</param>
    /// <param name="format">Safetensors or PyTorch.</param>
    public static void SaveWeights(Module network, string path, ModelFormat format)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var scope = NewDisposeScope();
        var state = network.state_dict().ToDictionary(named => named.Key, named => named.Value.detach().cpu().contiguous());
        AtomicFile.Write(path, stream =>
        {
            if (format == ModelFormat.Safetensors)
                Safetensors.SaveStateDict(stream, state, leaveOpen: true);
            else
                PyTorchPickler.PickleStateDict(stream, state, leaveOpen: true);
        });
    }

    /// <summary>
    /// Writes an image classifier as ONNX, whole or not at all: images, N x the shape, uint8 intensities of 0 to 255, to
    /// probabilities, N x classes, float32. Scaling and standardizing the pixels are a part of it.
    /// </summary>
    /// <param name="network">Returns logits; written as it is in evaluation mode, its own mode is left as it was.</param>
    /// <param name="path">The file, which is replaced where there is one.</param>
    /// <param name="standardizer">What follows after the pixels are scaled to 0 to 1; null leaves them so.</param>
    /// <param name="averageMirrorImage">Whether probabilities are the mean of those for an image and for its mirror image.</param>
    /// <param name="classNames">By class index, kept as JSON under classes in the file's metadata; null keeps none.</param>
    /// <param name="shape">Of one image, channels first; 1 x 28 x 28 unless given.</param>
    /// <exception cref="ArgumentException">The network doesn't take images of that shape.</exception>
    /// <exception cref="NotSupportedException">A layer can't be written; the message names it.</exception>
    public static void SaveOnnx(
        Module<Tensor, Tensor> network, string path, Standardizer? standardizer = null, bool averageMirrorImage = false, IReadOnlyList<string>? classNames = null, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(network);
        shape = shape.Length == 0 ? [1, 28, 28] : shape;
        var classes = Classes(network, shape);
        var graph = new OnnxGraph();
        var pixels = graph.Add("Div", [graph.Add("Cast", ["images"], ("to", (long)DataType.Float)), graph.Constant(255.0)]);
        if (standardizer is not null)
            pixels = graph.Add("Div", [graph.Add("Sub", [pixels, graph.Constant(standardizer.Mean)]), graph.Constant(standardizer.Std)]);
        if (averageMirrorImage)
            pixels = graph.Add("Concat", [pixels, graph.Add("Slice", [pixels, graph.Constant([-1]), graph.Constant([long.MinValue]), graph.Constant([shape.Length]), graph.Constant([-1])])], ("axis", 0));
        var probabilities = graph.Add("Softmax", [graph.Layer(network, pixels)], ("axis", 1));
        if (averageMirrorImage)
            probabilities = graph.Add("ReduceMean", [graph.Add("Reshape", [probabilities, graph.Constant([2, -1, classes])]), graph.Constant([0])], ("keepdims", false));
        graph.Message.Node[^1].Output[0] = "probabilities";
        graph.Message.Input.Add(Value("images", DataType.Uint8, shape));
        graph.Message.Output.Add(Value("probabilities", DataType.Float, classes));

        // Version 8 of the file format is the first that goes with the opset.
        var model = new Onnx.ModelProto { IrVersion = 8, ProducerName = "FashionNotebooks", Graph = graph.Message };
        model.OpsetImport.Add(new Onnx.OperatorSetIdProto { Version = OnnxGraph.Opset });
        if (classNames is not null)
            model.MetadataProps.Add(new Onnx.StringStringEntryProto { Key = "classes", Value = JsonSerializer.Serialize(classNames) });
        AtomicFile.Write(path, model.WriteTo);
    }

    /// <summary>The number of logits, found with a blank image.</summary>
    private static long Classes(Module<Tensor, Tensor> network, long[] shape)
    {
        using var scope = NewDisposeScope();
        using var evaluation = NetworkCall.InEvaluation(network);
        return NetworkCall.Logits(network, zeros([1, .. shape], device: NetworkCall.DeviceOf(network))).shape[1];
    }

    /// <summary>A value of N x the shape.</summary>
    private static Onnx.ValueInfoProto Value(string name, DataType type, params long[] shape)
    {
        var tensor = new Onnx.TypeProto.Types.Tensor { ElemType = type, Shape = new() };
        tensor.Shape.Dim.Add(new Onnx.TensorShapeProto.Types.Dimension { DimParam = "N" });
        tensor.Shape.Dim.AddRange(shape.Select(size => new Onnx.TensorShapeProto.Types.Dimension { DimValue = size }));
        return new() { Name = name, Type = new() { TensorType = tensor } };
    }
}
