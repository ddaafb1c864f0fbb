namespace FashionNotebooks.Tests.Data;

public class ClassProfileTests
{
    [Fact]
    public void One_rare_class_has_its_part_of_what_the_others_have()
    {
        var profile = ClassProfile.OneRare(6, 100);

        Assert.Equal([2000, 2000, 2000, 2000, 2000, 2000, 20, 2000, 2000, 2000], profile.Counts(2000));
        Assert.Equal([6], profile.Rare);
        Assert.Equal("one rare class, 1 to 100", profile.Name);
    }

    [Theory] // 2,000 x ratio^(-i/9), by calculator
    [InlineData(10, new[] { 2000, 1549, 1199, 928, 719, 557, 431, 334, 258, 200 })]
    [InlineData(50, new[] { 2000, 1295, 838, 543, 352, 228, 147, 95, 62, 40 })]
    [InlineData(100, new[] { 2000, 1199, 719, 431, 258, 155, 93, 56, 33, 20 })]
    public void A_long_tail_falls_by_the_same_factor_from_class_to_class(double ratio, int[] counts)
    {
        var profile = ClassProfile.LongTail(ratio);

        Assert.Equal(counts, profile.Counts(2000));
        Assert.Equal([7, 8, 9], profile.Rare);
    }

    [Fact]
    public void Every_class_has_at_least_one_image() => Assert.Equal(1, ClassProfile.LongTail(100).Counts(10)[9]);

    [Fact]
    public void The_images_drawn_have_the_profile_and_none_comes_twice()
    {
        var drawn = ClassProfile.LongTail(50).Draw(RealData.Test, 500, seed: 3);

        Assert.Equal(ClassProfile.LongTail(50).Counts(500), drawn.CountPerClass());
        var distinct = Enumerable.Range(0, drawn.Count).Select(i => Convert.ToHexString(drawn.Image(i))).Distinct().Count();
        Assert.Equal(drawn.Count, distinct);
    }

    [Fact]
    public void The_seed_chooses_the_images()
    {
        byte[] Drawn(int seed) => ClassProfile.OneRare(2, 10).Draw(RealData.Test, 50, seed).Pixels.ToArray();

        Assert.Equal(Drawn(1), Drawn(1));
        Assert.NotEqual(Drawn(1), Drawn(2));
    }

    [Fact]
    public void More_images_than_there_are_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => ClassProfile.LongTail(10).Draw(RealData.Test, 1_001, seed: 1));

        Assert.Contains("1001 images of class 0 are wanted, but there are 1000", error.Message);
    }

    [Fact]
    public void Impossible_profiles_are_refused()
    {
        Assert.Contains("at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => ClassProfile.LongTail(0.5)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassProfile.LongTail(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassProfile.LongTail(10, classes: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassProfile.OneRare(10, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassProfile.OneRare(-1, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassProfile.LongTail(10).Counts(0));
    }
}
