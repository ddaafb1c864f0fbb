using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

/// <summary>What every augmentation keeps to.</summary>
public sealed class AugmentationContractTests : TensorTests
{
    private static readonly Dictionary<string, IAugmentation> All = new()
    {
        ["Keras"] = new KerasAugmentation
        {
            RotationRange = 8, ZoomRange = 0.1, ShearRange = 0.3, WidthShiftRange = 0.08, HeightShiftRange = 0.08, HorizontalFlip = true, VerticalFlip = true,
        },
        ["crop"] = new RandomCrop(2),
        ["flip"] = new RandomHorizontalFlip(),
        ["erasing"] = new RandomErasing(),
        ["stretch"] = new RandomStretch(),
        ["light"] = new RandomLight(),
        ["some of them"] = new RandomApply(0.9, new RandomLight()),
        ["blur"] = new RandomBlur(0.9),
        ["all of them"] = new Compose(new RandomCrop(2), new RandomHorizontalFlip(), new RandomErasing(), new KerasAugmentation { RotationRange = 5 }),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_images_and_another_seed_others(string name)
    {
        var images = rand(16, 1, 8, 8);
        manual_seed(5);
        var (first, second) = (All[name].Apply(images).Floats(), All[name].Apply(images).Floats());
        Assert.NotEqual(first, second);
        manual_seed(5);
        Assert.Equal(first, All[name].Apply(images).Floats());
        Assert.Equal(second, All[name].Apply(images).Floats());
        manual_seed(6);
        Assert.NotEqual(first, All[name].Apply(images).Floats());
    }

    [Theory, MemberData(nameof(Names))]
    public void Samples_of_a_batch_are_changed_each_in_its_own_way(string name)
    {
        manual_seed(1);
        var changed = All[name].Apply(rand(1, 1, 8, 8).expand(64, 1, 8, 8));
        Assert.InRange(changed.unbind().Select(one => string.Join(" ", one.Floats())).Distinct().Count(), name == "flip" ? 2 : 20, 64);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_result_is_a_new_tensor_like_the_images_which_stay_as_they_are(string name)
    {
        manual_seed(1);
        foreach (var images in new[] { rand(5, 3, 7, 4), rand(1, 1, 1, 1), rand(2, 1, 6, 6, ScalarType.Float64) })
        {
            var before = images.clone();
            var changed = All[name].Apply(images);
            Assert.Equal(images.shape, changed.shape);
            Assert.Equal(images.dtype, changed.dtype);
            changed.fill_(-1);
            Assert.True(images.eq(before).all().item<bool>());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Only_the_result_is_left_alive(string name)
    {
        var images = rand(5, 1, 8, 8);
        using var inner = NewDisposeScope();
        var changed = All[name].Apply(images);
        Assert.Equal(1, inner.DisposablesCount);
        Assert.False(images.IsInvalid);
    }

    [Theory, MemberData(nameof(Names))]
    public void On_a_GPU_the_images_change_as_they_do_on_the_CPU(string name)
    {
        Assert.SkipUnless(cuda.is_available(), "There is no CUDA device here.");
        var images = rand(16, 1, 28, 28);
        manual_seed(5);
        var expected = All[name].Apply(images);
        manual_seed(5);
        var changed = All[name].Apply(images.cuda());
        Assert.Equal(DeviceType.CUDA, changed.device_type);
        Numbers.AreClose(expected.Floats(), changed.cpu(), tolerance: 1e-4f);
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_no_batch_of_scaled_images_is_refused(string name)
    {
        Assert.Contains("3 x 28 x 28", Assert.Throws<ArgumentException>(() => All[name].Apply(zeros(3, 28, 28))).Message, StringComparison.Ordinal);
        Assert.Contains("at least 1", Assert.Throws<ArgumentException>(() => All[name].Apply(zeros(0, 1, 28, 28))).Message, StringComparison.Ordinal);
        Assert.Contains("Preprocess.Scale", Assert.Throws<ArgumentException>(() => All[name].Apply(zeros(3, 1, 8, 8, ScalarType.Byte))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => All[name].Apply(null!));
    }

    private const double NaN = double.NaN, Infinity = double.PositiveInfinity;

    /// <summary>Every setting, and values that make no sense for it.</summary>
    private static readonly (string Name, Func<double, object> Make, double[] Values)[] Settings =
    [
        ("RotationRange", range => new KerasAugmentation { RotationRange = range }, [-1, 180.5, NaN, Infinity]),
        ("ZoomRange", range => new KerasAugmentation { ZoomRange = range }, [-0.1, 1, NaN]),
        ("ShearRange", range => new KerasAugmentation { ShearRange = range }, [-0.1, 89.5, NaN]),
        ("WidthShiftRange", range => new KerasAugmentation { WidthShiftRange = range }, [-0.1, 1, 2, NaN]),
        ("HeightShiftRange", range => new KerasAugmentation { HeightShiftRange = range }, [-0.1, 1, 2, NaN]),
        ("padding", padding => new RandomCrop((int)padding), [-1, int.MaxValue]),
        ("fill", fill => new RandomCrop(2, fill), [NaN]),
        ("probability", probability => new RandomHorizontalFlip(probability), [-0.1, 1.1, NaN]),
        ("probability", probability => new RandomErasing(probability), [-0.1, 1.1]),
        ("minArea", area => new RandomErasing(minArea: area), [0, NaN]),
        ("maxArea", area => new RandomErasing(minArea: 0.3, maxArea: area), [0.2, 1.2]),
        ("minAspect", aspect => new RandomErasing(minAspect: aspect), [-1]),
        ("maxAspect", aspect => new RandomErasing(minAspect: 1, maxAspect: aspect), [0.5, Infinity]),
        ("fill", fill => new RandomErasing(fill: fill), [Infinity]),
        ("widest", widest => new RandomStretch(widest), [0.9, NaN]),
        ("lowest", lowest => new RandomStretch(1, lowest), [0, 1.1]),
        ("shading", shading => new RandomLight(shading), [1]),
        ("gamma", gamma => new RandomLight(gamma: gamma), [0.9, NaN]),
        ("burnt", burnt => new RandomLight(burnt: burnt), [1.1]),
        ("noise", noise => new RandomLight(noise: noise), [-0.1]),
        ("greatestNoise", noise => new RandomLight(greatestNoise: noise), [-1]),
        ("probability", probability => new RandomBlur(probability), [1.1]),
        ("probability", probability => new RandomApply(probability, new RandomLight()), [1.1]),
        ("alpha", alpha => new Mixup(alpha), [0, -1, NaN, Infinity]),
        ("alpha", alpha => new CutMix(alpha), [0, -1, NaN, Infinity]),
    ];

    [Fact]
    public void Settings_outside_their_ranges_are_refused_by_name()
    {
        foreach (var (name, make, values) in Settings)
            Assert.All(values, value => Assert.Throws<ArgumentOutOfRangeException>(name, () => make(value)));

        var pixels = Assert.Throws<ArgumentOutOfRangeException>(() => new KerasAugmentation { WidthShiftRange = 2 });
        Assert.Contains("pixels: divide them by the size", pixels.Message, StringComparison.Ordinal);
    }
}
