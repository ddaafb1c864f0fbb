namespace FashionNotebooks.Tests.Records;

public class ImbalanceStudyTests
{
    private static ImbalanceRun Train(ClassProfile profile, Remedy remedy, int seed) =>
        ImbalanceStudy.Train(profile, remedy, seed, Profile.Quick, options => options with { Epochs = 2, Progress = null });

    [Fact]
    public void The_profiles_and_remedies_are_there()
    {
        Assert.Equal(["one rare class, 1 to 100", "long tail, 1 to 10", "long tail, 1 to 50", "long tail, 1 to 100"], ImbalanceStudy.Profiles.Select(profile => profile.Name));
        Assert.Equal(["none", "class weights", "oversampling", "focal loss", "logit adjustment"], Remedy.All.Select(remedy => remedy.Name));
    }

    [Fact]
    public void A_model_is_judged_by_accuracy_and_by_the_recall_of_the_rare_classes()
    {
        var run = Train(ClassProfile.LongTail(10), Remedy.Oversampling, seed: 2);

        Assert.Equal(("long tail, 1 to 10", "oversampling", 2), (run.Profile, run.Remedy, run.Seed));
        Assert.Equal(ClassProfile.LongTail(10).Counts(200).Sum(), run.Images);
        Assert.Equal(run.Recall.Skip(7).Average(), run.RareRecall, 1e-12);
        Assert.Equal(run.Recall.Average(), run.Accuracy, 1e-6); // test classes are equally many
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_remedies_differ()
    {
        double[] Recall(Remedy remedy) => [.. Train(ClassProfile.LongTail(50), remedy, seed: 1).Recall];

        Assert.Equal(Recall(Remedy.None), Recall(Remedy.None));
        Assert.Equal(5, Remedy.All.Select(remedy => string.Join(' ', Recall(remedy))).Distinct().Count());
    }
}
