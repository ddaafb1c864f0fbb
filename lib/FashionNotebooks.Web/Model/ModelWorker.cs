using System.Threading.Channels;

namespace FashionNotebooks.Web.Model;

/// <summary>
/// The one thread that uses the model. Whoever wants a prediction waits in a queue, and all who wait are answered from one
/// forward pass of each network, which costs little more than a single image.
/// </summary>
internal sealed class ModelWorker(Func<IClassifier> load, WebOptions options) : IHostedService
{
    /// <summary>An image that needs all networks, to see whether they answer.</summary>
    public static PhotoInput Probe { get; } = new(new byte[Classifier.PixelCount], IsBlurry: false);

    // As long as requests are let in at once, so that none finds it full.
    private readonly Channel<Job> waiting = Channel.CreateBounded<Job>(options.MaxRequests);
    private readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The probability of each class for each image, 0 to 1, the mean of the networks that are to answer.</summary>
    /// <param name="images">At least one.</param>
    /// <param name="cancellation">Whoever waits has gone.</param>
    public async Task<float[][]> ClassifyAsync(IReadOnlyList<PhotoInput> images, CancellationToken cancellation)
    {
        var job = new Job(images, cancellation);
        await waiting.Writer.WriteAsync(job, cancellation);
        return await job.Answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Done when the model is loaded, and failed where it can't be.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Run) { IsBackground = true, Name = "model" }.Start();
        return loaded.Task;
    }

    /// <summary>Done when those who wait are answered.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        return ended.Task.WaitAsync(cancellationToken);
    }

    // Threads of libtorch and its dispose scopes belong to the thread that uses them, so everything happens on this one.
    private void Run()
    {
        try
        {
            using var classifier = load();
            classifier.Probabilities([Probe]); // the first pass takes longer than any other
            loaded.SetResult();
            while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
                Answer(classifier, NextBatch());
        }
        catch (Exception error) when (!loaded.Task.IsCompleted)
        {
            loaded.SetException(error);
        }
        finally
        {
            ended.SetResult();
        }
    }

    private List<Job> NextBatch()
    {
        var (batch, images) = (new List<Job>(), 0);
        while (waiting.Reader.TryPeek(out var next) && (batch.Count == 0 || images + next.Images.Count <= options.MaxBatch))
        {
            waiting.Reader.TryRead(out _);
            if (next.Cancellation.IsCancellationRequested)
                continue;
            batch.Add(next);
            images += next.Images.Count;
        }
        return batch;
    }

    private static void Answer(IClassifier classifier, List<Job> batch)
    {
        if (batch.Count == 0)
            return;
        try
        {
            var answers = classifier.Probabilities([.. batch.SelectMany(job => job.Images)]);
            var start = 0;
            foreach (var job in batch)
            {
                job.Answer.SetResult(answers[start..(start + job.Images.Count)]);
                start += job.Images.Count;
            }
        }
        catch (Exception error)
        {
            // Whatever it was, it ends these requests and not the server.
            foreach (var job in batch)
                job.Answer.TrySetException(error);
        }
    }

    private sealed record Job(IReadOnlyList<PhotoInput> Images, CancellationToken Cancellation)
    {
        public TaskCompletionSource<float[][]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
