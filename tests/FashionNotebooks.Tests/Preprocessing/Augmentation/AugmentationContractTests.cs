using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

/// <summary>What every augmentation keeps to.</summary>
public sealed class AugmentationContractTests : IDisposable
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

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_images_and_another_seed_others(string name)
    {
        var images = rand(16, 1, 8, 8);
        manual_seed(5);
        var first = All[name].Apply(images).Floats();
        manual_seed(5);
        Assert.Equal(first, All[name].Apply(images).Floats());
        manual_seed(6);
        Assert.NotEqual(first, All[name].Apply(images).Floats());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_restored_generator_goes_on_where_it_was(string name)
    {
        var images = rand(16, 1, 8, 8);
        var state = get_rng_state();
        var first = All[name].Apply(images).Floats();
        var second = All[name].Apply(images).Floats();
        Assert.NotEqual(first, second);
        set_rng_state(state);
        Assert.Equal(first, All[name].Apply(images).Floats());
        Assert.Equal(second, All[name].Apply(images).Floats());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Samples_of_a_batch_are_changed_each_in_its_own_way(string name)
    {
        manual_seed(1);
        var changed = All[name].Apply(rand(1, 1, 8, 8).expand(64, 1, 8, 8));
        Assert.InRange(changed.unbind().Select(one => string.Join(" ", one.Floats())).Distinct().Count(), name == "flip" ? 2 : 20, 64);
    }

    [Theory]
    [MemberData(nameof(Names))]
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

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_the_result_is_left_alive(string name)
    {
        var images = rand(5, 1, 8, 8);
        using var inner = NewDisposeScope();
        var changed = All[name].Apply(images);
        Assert.Equal(1, inner.DisposablesCount);
        Assert.False(images.IsInvalid);
    }

    [Theory]
    [MemberData(nameof(Names))]
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

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_no_batch_of_scaled_images_is_refused(string name)
    {
        Assert.Contains("3 x 28 x 28", Assert.Throws<ArgumentException>(() => All[name].Apply(zeros(3, 28, 28))).Message, StringComparison.Ordinal);
        Assert.Contains("at least 1", Assert.Throws<ArgumentException>(() => All[name].Apply(zeros(0, 1, 28, 28))).Message, StringComparison.Ordinal);
        Assert.Contains("Preprocess.Scale", Assert.Throws<ArgumentException>(() => All[name].Apply(zeros(3, 1, 8, 8, ScalarType.Byte))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => All[name].Apply(null!));
    }
}
