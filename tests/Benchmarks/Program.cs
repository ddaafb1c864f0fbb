// Seconds that an epoch of mahesh's network takes: the counterpart of mahesh.py, which does the same in PyTorch.
// Arguments: [batch size] [threads] [images] [repetitions]. Images are a part of the 60,000; times are scaled to all.

using System.Diagnostics;
using FashionNotebooks.Data;
using FashionNotebooks.Models;
using FashionNotebooks.Preprocessing;
using TorchSharp;
using static TorchSharp.torch;

var batch = Argument(0, 512);
var threads = Argument(1, 2);
var count = Argument(2, 12_800);
var repetitions = Argument(3, 3);
const int warmUp = 2;

set_num_threads(threads);
var data = FashionMnist.Load().Train.Take(count);
using var images = Preprocess.Images(data);
using var labels = Preprocess.Labels(data);
using var model = Networks.Mahesh(seed: 0);
using var optimizer = optim.Adam(model.parameters());

Train(warmUp);
var seconds = new double[repetitions];
for (var i = 0; i < repetitions; i++)
{
    var watch = Stopwatch.StartNew();
    Train(int.MaxValue);
    seconds[i] = watch.Elapsed.TotalSeconds * 60_000 / count;
}
Array.Sort(seconds);
Console.WriteLine($"{seconds[repetitions / 2]:f3}");

void Train(int batches)
{
    for (var start = 0; start < count && start / batch < batches; start += batch)
    {
        using var step = NewDisposeScope();
        var length = Math.Min(batch, count - start);
        optimizer.zero_grad();
        var logits = model.call(images.narrow(0, start, length));
        var loss = nn.functional.cross_entropy(logits, labels.narrow(0, start, length));
        loss.backward();
        optimizer.step();
    }
}

int Argument(int index, int otherwise) => args.Length > index ? int.Parse(args[index]) : otherwise;
