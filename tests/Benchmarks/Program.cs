// Seconds that an epoch of mahesh's network takes with the library's Trainer; mahesh.py is the same in PyTorch.
// Arguments: [batch size] [threads] [images] [repetitions]. Images are a part of the 60,000; seconds are scaled to all.
// Prints the median of the repetitions.

using FashionNotebooks.Data;
using FashionNotebooks.Models;
using FashionNotebooks.Training;
using static TorchSharp.torch;

var batch = Argument(0, 512);
var threads = Argument(1, 2);
var count = Argument(2, 12_800);
var repetitions = Argument(3, 3);

set_num_threads(threads);
var images = FashionMnist.Load().Train.Take(count);
using var data = TensorDataset.From(images);
using var warmUp = TensorDataset.From(images.Take(Math.Min(count, 2 * batch)));
using var model = Networks.Mahesh(seed: 0);
var options = new TrainingOptions { BatchSize = batch, Epochs = 1, Progress = null };

Trainer.Fit(model, warmUp, null, options);
var seconds = Trainer.Fit(model, data, null, options with { Epochs = repetitions }).Epochs
    .Select(epoch => epoch.Seconds * 60_000 / count)
    .Order()
    .ToList();
Console.WriteLine($"{seconds[repetitions / 2]:f3}");

int Argument(int index, int otherwise) => args.Length > index ? int.Parse(args[index]) : otherwise;
