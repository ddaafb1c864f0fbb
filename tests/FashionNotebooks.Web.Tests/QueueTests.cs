using System.Collections.Concurrent;
using System.Net;
using FashionNotebooks.Web.Model;

namespace FashionNotebooks.Web.Tests;

public sealed class QueueTests
{
    private static readonly PhotoInput Image = ImageOf(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Answers only when it is let, and notes how many images it was given at once.</summary>
    private sealed class HeldModel : IClassifier
    {
        private readonly SemaphoreSlim permits = new(1); // one for the pass at the start

        public BlockingCollection<int> Batches { get; } = [];

        public Exception? Failure { get; set; }

        public void Release(int passes) => permits.Release(passes);

        public float[][] Probabilities(IReadOnlyList<PhotoInput> images)
        {
            Batches.Add(images.Count);
            permits.Wait();
            // The answer names the image, so that a mix-up shows.
            return Failure is { } failure ? throw failure : [.. images.Select(image => (float[])[image.Pixels[0] / 255f, .. new float[9]])];
        }

        public void Dispose() => permits.Dispose();
    }

    private static async Task<(ModelWorker Worker, HeldModel Model)> StartAsync(WebOptions? options = null)
    {
        var model = new HeldModel();
        var worker = new ModelWorker(() => model, options ?? new WebOptions());
        await worker.StartAsync(Cancellation);
        model.Batches.Take();
        return (worker, model);
    }

    private static PhotoInput ImageOf(byte first) => new([first, .. new byte[783]], IsBlurry: false);

    [Fact]
    public async Task Those_who_wait_are_answered_together_up_to_the_bound_each_with_its_own()
    {
        var (worker, model) = await StartAsync();
        var first = worker.ClassifyAsync([Image], Cancellation);
        model.Batches.Take(Cancellation); // the model is at it, and the others wait
        var others = Enumerable.Range(0, 40).Select(i => worker.ClassifyAsync([ImageOf((byte)i)], Cancellation)).ToArray();
        model.Release(3);

        await first;
        Assert.Equal(Enumerable.Range(0, 40).Select(i => i / 255f), (await Task.WhenAll(others)).Select(answer => answer[0][0]));
        Assert.Equal([32, 8], [model.Batches.Take(Cancellation), model.Batches.Take(Cancellation)]);
        await worker.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_request_of_more_images_than_a_batch_is_answered_alone()
    {
        var (worker, model) = await StartAsync(new WebOptions { MaxBatch = 4 });
        var first = worker.ClassifyAsync([Image], Cancellation);
        model.Batches.Take(Cancellation);
        var small = worker.ClassifyAsync([Image, Image], Cancellation);
        var large = worker.ClassifyAsync([.. Enumerable.Range(0, 9).Select(i => ImageOf((byte)i))], Cancellation);
        model.Release(3);

        Assert.Equal(9, (await large).Length);
        Assert.Equal(2, (await small).Length);
        await first;
        Assert.Equal([2, 9], [model.Batches.Take(Cancellation), model.Batches.Take(Cancellation)]);
        await worker.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Who_has_gone_is_not_computed()
    {
        var (worker, model) = await StartAsync();
        var first = worker.ClassifyAsync([Image], Cancellation);
        model.Batches.Take(Cancellation);
        using var gone = new CancellationTokenSource();
        var left = worker.ClassifyAsync([Image], gone.Token);
        var stays = worker.ClassifyAsync([Image, Image], Cancellation);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        model.Release(2);

        await Task.WhenAll(first, stays);
        Assert.Equal(2, model.Batches.Take(Cancellation));
        await worker.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_failure_of_the_model_ends_the_requests_of_that_pass_and_no_others()
    {
        var (worker, model) = await StartAsync();
        model.Failure = new InvalidOperationException("out of luck");
        model.Release(2);
        await Assert.ThrowsAsync<InvalidOperationException>(() => worker.ClassifyAsync([Image], Cancellation));
        model.Failure = null;
        Assert.Single(await worker.ClassifyAsync([Image], Cancellation));
        await worker.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_failure_of_the_model_is_an_error_500_that_says_nothing_of_the_inside()
    {
        var model = new HeldModel();
        await using var server = await RunningServer.StartAsync(model: () => model);
        model.Failure = new InvalidOperationException("a secret of the inside");
        model.Release(1);
        using var response = await server.PostAsync("/api/predictions", Pictures.AnkleBoot);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_the_bound_a_request_is_told_when_to_come_again_and_then_it_is_answered()
    {
        var model = new HeldModel();
        await using var server = await RunningServer.StartAsync(new WebOptions { MaxRequests = 1 }, () => model);
        model.Batches.Take(Cancellation);
        var first = server.PostAsync("/api/predictions", Pictures.AnkleBoot);
        model.Batches.Take(Cancellation); // it is at the model

        using (var refused = await server.PostAsync("/api/steps", Pictures.AnkleBoot))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
            Assert.Equal("Too many requests at once", (await RunningServer.Json(refused))["title"]!.GetValue<string>());
        }
        model.Release(1);
        using (var answered = await first)
            Assert.True(answered.IsSuccessStatusCode);
        HttpResponseMessage again; // the place is free a moment after the answer
        while ((again = await server.PostAsync("/api/steps", Pictures.AnkleBoot)).StatusCode == HttpStatusCode.TooManyRequests)
            again.Dispose();
        Assert.True(again.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_told_so()
    {
        var model = new HeldModel();
        await using var server = await RunningServer.StartAsync(new WebOptions { RequestTime = TimeSpan.FromSeconds(0.2) }, () => model);
        using var response = await server.PostAsync("/api/predictions", Pictures.AnkleBoot);
        Assert.Equal(HttpStatusCode.RequestTimeout, response.StatusCode);
        Assert.Contains("0.2 seconds", (await RunningServer.Json(response))["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        model.Release(1);
    }

    [Fact]
    public async Task The_server_is_live_but_not_ready_while_the_model_does_not_answer()
    {
        var model = new HeldModel();
        await using var server = await RunningServer.StartAsync(new WebOptions { ReadyTime = TimeSpan.FromSeconds(0.2) }, () => model);
        using (var ready = await server.Client.GetAsync("/health/ready", Cancellation))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var live = await server.Client.GetAsync("/health/live", Cancellation))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        model.Release(2);
        using (var ready = await server.Client.GetAsync("/health/ready", Cancellation))
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }
}
