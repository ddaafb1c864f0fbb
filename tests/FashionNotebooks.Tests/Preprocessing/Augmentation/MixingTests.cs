using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

/// <summary>Mixup and CutMix: what both keep to, and what each does with given draws.</summary>
public sealed class MixingTests : TensorTests
{
    private static readonly Dictionary<string, IMixing> All = new() { ["mixup"] = new Mixup(0.4), ["cutmix"] = new CutMix(1) };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>Sample i is all i, and its target is class i for certain.</summary>
    private static (Tensor Images, Tensor Targets) Labelled(int count, int height = 10, int width = 10) =>
        (arange(count, ScalarType.Float32).view(-1, 1, 1, 1).expand(count, 1, height, width), eye(count));

    [Fact]
    public void Mixup_takes_lambda_of_a_sample_and_the_rest_of_its_partner()
    {
        var images = Numbers.Counting(2, 1, 2); // 1 2, 3 4
        var (mixed, targets) = Mixup.Mix(images, eye(2), partner: tensor([1L, 0]), lambda: tensor([0.75, 1]));
        Numbers.AreClose([1.5f, 2.5f, 3, 4], mixed);
        Numbers.AreClose([0.75f, 0.25f, 0, 1], targets);
    }

    [Fact]
    public void Cutmix_pastes_the_partners_box_and_mixes_targets_by_its_area()
    {
        var images = Numbers.Counting(2, 2, 2); // 1 2 3 4, 5 6 7 8
        Boxes boxes = new(Top: tensor([0L, 0]), Left: tensor([1L, 0]), Height: tensor([2L, 0]), Width: tensor([1L, 2]));
        var (mixed, targets) = CutMix.Paste(images, eye(2), partner: tensor([1L, 0]), boxes);
        Numbers.AreClose([1, 6, 3, 8, 5, 6, 7, 8], mixed, tolerance: 0);
        Numbers.AreClose([0.5f, 0.5f, 0, 1], targets);
    }

    [Fact]
    public void Cutmix_targets_are_the_shares_of_pixels_on_the_image()
    {
        manual_seed(1);
        var (images, targets) = Labelled(200);
        var (mixed, mixedTargets) = new CutMix(1).Apply(images, targets);
        var classes = arange(200, ScalarType.Float32).view(1, 200, 1);
        var share = mixed.view(200, 1, 100).eq(classes).to(ScalarType.Float32).mean([2]); // of pixels that come from each sample
        Assert.True(share.allclose(mixedTargets, rtol: 0, atol: 1e-6));
        Assert.InRange(share.gt(0).sum().item<long>(), 300, 400); // most are of two samples
    }

    [Fact]
    public void Mixup_images_are_the_blend_that_their_targets_say()
    {
        manual_seed(1);
        var (images, targets) = Labelled(200, 2, 2);
        var (mixed, mixedTargets) = new Mixup(1).Apply(images, targets);
        var blend = mixedTargets.mul(arange(200, ScalarType.Float32)).sum(dim: 1).view(-1, 1, 1, 1).expand_as(mixed);
        Assert.True(mixed.allclose(blend, rtol: 0, atol: 1e-3));
    }

    [Fact]
    public void Mixup_weights_are_of_the_Beta_distribution()
    {
        manual_seed(7);
        // Beta(a, a) has mean 1/2 and variance 1 / (4 (2 a + 1)); 20,000 draws.
        foreach (var alpha in new[] { 0.2, 1, 4 })
        {
            var lambda = BetaDraw.Symmetric(alpha, 20_000);
            Assert.True(lambda.ge(0).logical_and(lambda.le(1)).all().item<bool>());
            var variance = 1 / (4 * (2 * alpha + 1));
            Assert.Equal(0.5, lambda.mean().item<double>(), 5 * Math.Sqrt(variance / 20_000));
            Assert.InRange(lambda.var().item<double>() / variance, 0.95, 1.05);
        }
        // Beta(1, 1) is uniform.
        Assert.InRange(BetaDraw.Symmetric(1, 20_000).lt(0.25).sum().item<long>(), 4694, 5306);
    }

    [Fact]
    public void A_tiny_alpha_leaves_samples_almost_pure_and_finite()
    {
        manual_seed(7);
        var lambda = BetaDraw.Symmetric(0.01, 10_000);
        Assert.True(lambda.isfinite().all().item<bool>());
        Assert.InRange(lambda.sub(0.5).abs().gt(0.49).sum().item<long>(), 8_900, 10_000);
    }

    [Fact]
    public void Cutmix_boxes_have_the_images_aspect_and_lie_in_it()
    {
        manual_seed(3);
        var boxes = new CutMix(1).Draw(2000, 40, 80);
        var (top, left, height, width) = (boxes.Top.Longs(), boxes.Left.Longs(), boxes.Height.Longs(), boxes.Width.Longs());
        var whole = 0;
        for (var i = 0; i < top.Length; i++)
        {
            Assert.InRange(top[i], 0, 40 - height[i]);
            Assert.InRange(left[i], 0, 80 - width[i]);
            if (top[i] == 0 || left[i] == 0 || top[i] + height[i] == 40 || left[i] + width[i] == 80)
                continue;
            whole++;
            Assert.InRange(width[i] - 2 * height[i], -3, 3);
        }
        // A box of side s is whole where its centre is, with (1 - s) squared, which for s = sqrt(uniform) is 1/6 on average.
        Assert.InRange(whole, 250, 400);
    }

    [Theory, MemberData(nameof(Names))]
    public void Targets_are_probabilities_of_two_classes_at_most(string name)
    {
        manual_seed(1);
        var (images, targets) = Labelled(100);
        var (mixed, mixedTargets) = All[name].Apply(images, targets);
        Assert.Equal(images.shape, mixed.shape);
        Assert.Equal(targets.shape, mixedTargets.shape);
        Assert.True(mixedTargets.ge(0).all().item<bool>());
        Assert.All(mixedTargets.sum(dim: 1).Floats(), sum => Assert.Equal(1, sum, 1e-5f));
        Assert.All(mixedTargets.gt(0).sum(dim: 1).Longs(), classes => Assert.InRange(classes, 1, 2));
    }

    [Theory, MemberData(nameof(Names))]
    public void The_same_seed_mixes_alike_and_what_goes_in_stays_as_it_is(string name)
    {
        var (images, targets) = Labelled(20);
        manual_seed(2);
        var first = All[name].Apply(images, targets);
        manual_seed(2);
        var again = All[name].Apply(images, targets);
        manual_seed(3);
        var other = All[name].Apply(images, targets);
        Assert.Equal(first.Images.Floats(), again.Images.Floats());
        Assert.Equal(first.Targets.Floats(), again.Targets.Floats());
        Assert.NotEqual(first.Images.Floats(), other.Images.Floats());
        Assert.Equal(Labelled(20).Images.Floats(), images.Floats());
        Assert.Equal(eye(20).Floats(), targets.Floats());
    }

    [Theory, MemberData(nameof(Names))]
    public void On_a_GPU_samples_are_mixed_as_they_are_on_the_CPU(string name)
    {
        Assert.SkipUnless(cuda.is_available(), "There is no CUDA device here.");
        var (images, targets) = Labelled(20);
        manual_seed(2);
        var expected = All[name].Apply(images, targets);
        manual_seed(2);
        var mixed = All[name].Apply(images.cuda(), targets.cuda());
        Assert.Equal(DeviceType.CUDA, mixed.Images.device_type);
        Numbers.AreClose(expected.Images.Floats(), mixed.Images.cpu());
        Numbers.AreClose(expected.Targets.Floats(), mixed.Targets.cpu());
    }

    [Theory, MemberData(nameof(Names))]
    public void A_batch_of_one_is_mixed_with_itself(string name)
    {
        var (mixed, targets) = All[name].Apply(ones(1, 1, 4, 4), ones(1, 1));
        Numbers.AreClose([.. Enumerable.Repeat(1f, 16)], mixed);
        Numbers.AreClose([1], targets);
    }

    [Theory, MemberData(nameof(Names))]
    public void Only_the_results_are_left_alive(string name)
    {
        var (images, targets) = Labelled(5);
        using var inner = NewDisposeScope();
        _ = All[name].Apply(images, targets);
        Assert.Equal(2, inner.DisposablesCount);
    }

    [Theory, MemberData(nameof(Names))]
    public void Class_indices_and_other_shapes_are_refused(string name)
    {
        var images = zeros(3, 1, 4, 4);
        var indices = Assert.Throws<ArgumentException>(() => All[name].Apply(images, zeros(3, ScalarType.Int64)));
        Assert.Equal("targets", indices.ParamName);
        Assert.Contains("Preprocess.OneHot", indices.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => All[name].Apply(images, zeros(2, 10)));
        Assert.Throws<ArgumentException>(() => All[name].Apply(images, zeros(3, 10, ScalarType.Int64)));
        Assert.Throws<ArgumentException>(() => All[name].Apply(zeros(3, 4, 4), zeros(3, 10)));
    }
}
