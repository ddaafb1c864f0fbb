// A system of one's own: environment/run.sh results notebooks/examples/convnext.csx --profile quick
// Blocks in the manner of ConvNeXt (Z. Liu et al., A ConvNet for the 2020s, 2022), small enough for 28 x 28 pixels.
using FashionNotebooks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// A 7 x 7 convolution of each channel on its own, then two dense layers at every place, added to what came in.
class Block : Module<Tensor, Tensor>, IOnnxLayer
{
    private readonly Module<Tensor, Tensor> spatial, dense;

    public Block(int channels) : base("Block")
    {
        spatial = Conv2d(channels, channels, 7, padding: 3, groups: channels);
        dense = Sequential(LayerNorm(channels), Linear(channels, 4 * channels), GELU(), Linear(4 * channels, channels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor images) =>
        images + dense.call(spatial.call(images).permute(0, 2, 3, 1)).permute(0, 3, 1, 2);

    public string Write(OnnxGraph graph, string input)
    {
        var places = graph.Add("Transpose", [graph.Layer(spatial, input)], ("perm", new long[] { 0, 2, 3, 1 }));
        var mixed = graph.Add("Transpose", [graph.Layer(dense, places)], ("perm", new long[] { 0, 3, 1, 2 }));
        return graph.Add("Add", [input, mixed]);
    }
}

Module<Tensor, Tensor> Network(int seed)
{
    manual_seed(seed);
    return Sequential(
        ("patches", Conv2d(1, 32, 4, stride: 4)),
        ("block1", new Block(32)), ("block2", new Block(32)),
        ("pool", AdaptiveAvgPool2d(1)), ("flatten", Flatten()), ("norm", LayerNorm(32)), ("dense", Linear(32, 10)));
}

new ClassifierSystem("convnext", "an example", null,
[
    new Protocol("clean", "54,000, validated on 6,000; last epoch, test read once", Network)
    {
        ValidationFraction = 0.1,
        Training = new TrainingOptions
        {
            Epochs = 10,
            Optimizer = parameters => optim.AdamW(parameters, 0.002, weight_decay: 0.05),
            Schedule = (optimizer, batches) => optim.lr_scheduler.CosineAnnealingLR(optimizer, batches),
        },
    },
])
