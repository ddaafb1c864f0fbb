namespace FashionNotebooks.Tests.Data;

/// <summary>The real data, against facts recorded from it by others.</summary>
public class FashionMnistTests
{
    [Fact]
    public void There_are_60000_training_and_10000_test_images_of_28x28_evenly_in_ten_classes()
    {
        Assert.Equal((60_000, 28, 28), (RealData.Train.Count, RealData.Train.Height, RealData.Train.Width));
        Assert.Equal((10_000, 28, 28), (RealData.Test.Count, RealData.Test.Height, RealData.Test.Width));
        Assert.Equal(Enumerable.Repeat(6_000, 10), RealData.Train.CountPerClass());
        Assert.Equal(Enumerable.Repeat(1_000, 10), RealData.Test.CountPerClass());
    }

    [Fact]
    public void Labels_are_where_they_belong()
    {
        var (train, test) = (RealData.Train.Labels.ToArray(), RealData.Test.Labels.ToArray());
        Assert.Equal((5, 0), (train[300], train[950]));
        Assert.Equal([9, 0, 0], train[..3]);
        Assert.Equal([3, 0, 5], train[^3..]);
        Assert.Equal([9, 2, 1], test[..3]);
        Assert.Equal([8, 1, 5], test[^3..]);
    }

    [Fact]
    public void Ten_classes_have_their_names()
    {
        Assert.Equal(10, FashionMnist.ClassNames.Count);
        Assert.Equal(("T-shirt/top", "Sandal", "Ankle boot"), (FashionMnist.ClassNames[0], FashionMnist.ClassNames[5], FashionMnist.ClassNames[9]));
    }

    [Fact]
    public void The_data_folder_is_the_one_named_by_the_environment()
        => Assert.Equal("somewhere", FashionMnist.DefaultFolder("somewhere", Environment.CurrentDirectory));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void The_data_folder_is_the_repositorys_wherever_in_it_a_notebook_runs(string? named)
    {
        using var repository = new TemporaryFolder();
        repository.File("FashionNotebooks.sln", "");
        var notebooks = Directory.CreateDirectory(repository.File("notebooks")).FullName;
        Assert.Equal(repository.File(Path.Combine("data", "fashion-mnist")), FashionMnist.DefaultFolder(named, notebooks));
    }

    [Fact]
    public void Outside_a_repository_the_data_folder_is_below_the_working_directory()
    {
        using var elsewhere = new TemporaryFolder();
        Assert.Equal(elsewhere.File(Path.Combine("data", "fashion-mnist")), FashionMnist.DefaultFolder(null, elsewhere.Folder));
    }
}
