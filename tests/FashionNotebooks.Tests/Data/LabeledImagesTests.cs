namespace FashionNotebooks.Tests.Data;

public class LabeledImagesTests
{
    /// <summary>Images of 1 x 2 pixels; the pixels of image i are i and 100 + i.</summary>
    private static LabeledImages Small(params byte[] labels) =>
        new([.. Enumerable.Range(0, labels.Length).SelectMany(i => new[] { (byte)i, (byte)(100 + i) })], labels, height: 1, width: 2);

    [Fact]
    public void Pixels_that_do_not_match_the_labels_are_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => new LabeledImages(new byte[783], new byte[1]));
        Assert.Contains("784 pixels, but there are 783", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_takes_images_and_labels_in_the_order_asked_for()
    {
        var chosen = Small(5, 6, 7).Select([2, 0, 2]);
        Assert.Equal([7, 5, 7], chosen.Labels.ToArray());
        Assert.Equal([2, 102, 0, 100, 2, 102], chosen.Pixels.ToArray());
        Assert.Equal((1, 2), (chosen.Height, chosen.Width));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Select_refuses_an_index_that_is_not_there(int index) =>
        Assert.Contains("0 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => Small(5, 6, 7).Select([0, index])).Message);

    [Fact]
    public void Take_gives_the_first_images()
    {
        var taken = Small(5, 6, 7).Take(2);
        Assert.Equal([5, 6], taken.Labels.ToArray());
        Assert.Equal([0, 100, 1, 101], taken.Pixels.ToArray());
        Assert.Equal(0, Small(5).Take(0).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => Small(5).Take(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Small(5).Take(-1));
    }

    [Fact]
    public void Names_of_classes_go_with_the_images_wherever_they_are_chosen_or_changed()
    {
        var named = Small(0, 1, 1, 0).WithClassNames(["boot", "bag", "hat"]);
        foreach (var part in (LabeledImages[])[named, named.Take(1), named.Select([3]), named.Subset(2, seed: 1), named.Split(0.5, seed: 1).Validation, named.WithPixels(new byte[8])])
            Assert.Equal(["boot", "bag", "hat"], part.ClassNames);
        Assert.Equal(new byte[8], named.WithPixels(new byte[8]).Pixels.ToArray());
        Assert.Equal([0, 1, 1, 0], named.WithPixels(new byte[8]).Labels.ToArray());
    }

    [Fact]
    public void Classes_that_nobody_named_are_known_by_their_numbers() => Assert.Equal(["0", "1", "2"], Small(2, 0).ClassNames);

    [Fact]
    public void A_class_without_a_name_is_refused() =>
        Assert.Contains("There is a label 1, but names for 1 classes only.", Assert.Throws<ArgumentException>(() => Small(0, 1).WithClassNames(["boot"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Classes_are_counted_in_class_order()
    {
        Assert.Equal([1, 0, 2], Small(2, 0, 2).CountPerClass());
        Assert.Equal([1, 0, 1, 0], Small(2, 0).WithClassNames(["a", "b", "c", "d"]).CountPerClass());
    }

    [Fact]
    public void A_split_of_the_training_set_is_even_in_every_class()
    {
        var (train, validation) = RealData.Train.Split(0.2, seed: 7);
        Assert.Equal((48_000, 12_000), (train.Count, validation.Count));
        Assert.All(train.CountPerClass(), n => Assert.Equal(4_800, n));
        Assert.All(validation.CountPerClass(), n => Assert.Equal(1_200, n));
    }

    [Fact]
    public void The_parts_of_a_split_hold_every_image_once_and_in_order()
    {
        var whole = Small([.. Enumerable.Range(0, 90).Select(i => (byte)(i % 3))]);
        var (train, validation) = whole.Split(1 / 3.0, seed: 7);
        int[] Ids(LabeledImages part) => [.. Enumerable.Range(0, part.Count).Select(i => (int)part.Image(i)[0])];
        Assert.Equal(Ids(train).Order(), Ids(train));
        Assert.Equal(Ids(validation).Order(), Ids(validation));
        Assert.Equal(Enumerable.Range(0, 90), Ids(train).Concat(Ids(validation)).Order());
        Assert.All(Enumerable.Range(0, validation.Count), i => Assert.Equal(validation.Image(i)[0] % 3, validation.Label(i)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_split_and_another_seed_another()
    {
        var whole = Small([.. Enumerable.Range(0, 90).Select(i => (byte)(i % 3))]);
        var first = whole.Split(0.5, seed: 7).Validation.Pixels.ToArray();
        Assert.Equal(first, whole.Split(0.5, seed: 7).Validation.Pixels.ToArray());
        Assert.NotEqual(first, whole.Split(0.5, seed: 8).Validation.Pixels.ToArray());
    }

    [Fact]
    public void A_split_of_uneven_classes_keeps_their_shares_to_within_one_image()
    {
        // 7, 2 and 1 images; half of each is 3.5, 1 and 0.5, together 5.
        var (_, validation) = Small(0, 0, 0, 0, 0, 0, 0, 1, 1, 2).Split(0.5, seed: 1);
        Assert.Equal([4, 1, 0], validation.CountPerClass());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_fraction_that_is_not_between_0_and_1_is_refused(double fraction) => Assert.Contains(
        "above 0 and below 1", Assert.Throws<ArgumentOutOfRangeException>(() => Small(0, 1, 2).Split(fraction, seed: 7)).Message);

    [Fact]
    public void A_fraction_that_leaves_a_part_empty_is_refused()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Small(0, 1, 2).Split(0.1, seed: 7));
        Assert.Contains("0 into the validation part and 3 into the training part", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Small(0, 1, 2).Split(0.9, seed: 7));
    }

    [Fact]
    public void A_subset_has_the_count_asked_for_and_its_share_of_every_class()
    {
        var subset = RealData.Train.Subset(6_403, seed: 7);
        Assert.Equal(6_403, subset.Count);
        Assert.All(subset.CountPerClass(), n => Assert.InRange(n, 640, 641));
        Assert.Equal(subset.Pixels.ToArray(), RealData.Train.Subset(6_403, seed: 7).Pixels.ToArray());
    }

    [Fact]
    public void A_subset_of_all_is_all()
    {
        var whole = Small(0, 1, 2, 0);
        Assert.Equal(whole.Pixels.ToArray(), whole.Subset(4, seed: 7).Pixels.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => whole.Subset(5, seed: 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => whole.Subset(0, seed: 7));
    }
}
