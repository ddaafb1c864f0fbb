namespace FashionNotebooks.Tests.Records;

public class ImbalanceStudyTests
{
    private static ImbalanceRun Train(Remedy remedy) =>
        ImbalanceStudy.Train(ClassProfile.LongTail(50), remedy, seed: 2, Profile.Quick, options => options with { Epochs = 2, Progress = null });

    [Fact]
    public void The_profiles_and_remedies_are_there()
    {
        Assert.Equal(["one rare class, 1 to 100", "long tail, 1 to 10", "long tail, 1 to 50", "long tail, 1 to 100"], ImbalanceStudy.Profiles.Select(profile => profile.Name));
        Assert.Equal(["none", "class weights", "oversampling", "focal loss", "logit adjustment"], Remedy.All.Select(remedy => remedy.Name));
    }

    [Fact]
    public void Models_are_judged_by_accuracy_and_by_the_recall_of_the_rare_classes_which_every_remedy_changes()
    {
        var runs = Remedy.All.Select(Train).ToList();

        Assert.Equal(Remedy.All.Select(remedy => ("long tail, 1 to 50", remedy.Name, 2)), runs.Select(run => (run.Profile, run.Remedy, run.Seed)));
        foreach (var run in runs)
        {
            Assert.Equal(ClassProfile.LongTail(50).Counts(200).Sum(), run.Images);
            Assert.Equal(run.Recall.Skip(7).Average(), run.RareRecall, 1e-12);
            Assert.Equal(run.Recall.Average(), run.Accuracy, 1e-6); // test classes are equally many
        }
        Assert.Equal(5, runs.Select(run => string.Join(' ', run.Recall)).Distinct().Count());
        // The same seed, the same figures.
        Assert.Equal(runs[0].Recall, Train(Remedy.All[0]).Recall);
    }
}
