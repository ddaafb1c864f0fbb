namespace FashionNotebooks;

/// <summary>What settings were fitted on, and how well each sign alone tells photos that are answered right from those of none of the ten classes.</summary>
/// <param name="Photos">How many photos of one of the ten classes.</param>
/// <param name="Foreign">How many of shoes of no particular class and of things of none.</param>
/// <param name="OtherHalf">The share of the photos of the ten classes, 0 to 1, that are answered right where temperatures and shares were fitted on every other photo and tried on those between.</param>
/// <param name="Auroc">Areas under ROC curves, 0.5 to 1, by sign; of "all together" on halves of the photos that it was not fitted on.</param>
/// <param name="Verdicts">How many photos of each kind have which verdict, in the order probably, perhaps, either, none.</param>
public sealed record PhotoEvidence(int Photos, int Foreign, double OtherHalf, IReadOnlyDictionary<string, double> Auroc, IReadOnlyDictionary<string, int[]> Verdicts);

/// <summary>Finds on photos how far a model's answers are to be believed.</summary>
public static class PhotoCalibration
{
    // Of photos that are called "probably", and of right answers that are doubted all the same.
    private const double RightWhenProbable = 0.9, RightButDoubted = 0.1;

    /// <summary>
    /// Temperatures with the least cross-entropy on the photos of the ten classes, each network's by itself; as the share of each
    /// class the middle between its share of the photos and one in ten; weights of the doubt that tell photos that are answered
    /// right from those of shoes and of none of the classes (a background that is uneven may speak against a photo, an even one
    /// never), with the limit that doubts a tenth of the right ones; of what is left, "probably" from where nine of ten are right,
    /// and "either" below the probability that parts right from wrong best.
    /// </summary>
    /// <param name="photos">Photos of the classes, right and wrong ones among them, and others, at least two of each.</param>
    /// <param name="networks">One name, or a second for sharp photos.</param>
    /// <exception cref="ArgumentException">There are not one or two names, no such network, or photos of a kind are missing.</exception>
    /// <exception cref="PhotoException">A file is no picture that can be used; the message names it.</exception>
    public static PhotoSettings Fit(IReadOnlyList<LabeledPhoto> photos, params IReadOnlyList<string> networks)
    {
        ArgumentNullException.ThrowIfNull(photos);
        var inputs = PhotoTrial.Prepare(photos);
        var known = photos.Zip(inputs, (photo, input) => new TriedPhoto(photo, input, null)).Where(each => each is { Photo.Label: not null, Input: not null }).ToList();
        if (known.Count < 2)
            throw new ArgumentException($"{known.Count} of the photos are of one of the ten classes; calibrating needs two at least.", nameof(photos));
        var settings = Read(known, networks);
        var otherHalf = Enumerable.Range(0, 2).Sum(half =>
        {
            using var fitted = new PhotoModel(Read([.. known.Where((_, i) => i % 2 == half)], networks));
            var other = known.Where((_, i) => i % 2 != half).ToList();
            return fitted.Answer([.. other.Select(each => each.Input!)]).Zip(other).Count(each => each.First.Order[0] == each.Second.Photo.Label);
        });

        using var model = new PhotoModel(settings);
        var trial = PhotoTrial.Run(photos, inputs, model);
        var tried = trial.All.Where(each => each.Answer is not null).ToList();
        var right = tried.Where(each => each.IsRight).ToList();
        var foreign = tried.Where(each => each.Photo.Label is null).ToList();
        if (right.Count < 2 || foreign.Count < 2)
            throw new ArgumentException($"{right.Count} photos are answered right and {foreign.Count} are of none of the ten classes; calibrating needs two of each at least.", nameof(photos));

        var doubt = Doubt(right, foreign);
        var limit = right.Select(Score).Order().ElementAt((int)((1 - RightButDoubted) * right.Count));
        settings = settings with { Doubt = doubt with { Limit = limit = Math.Round(limit, 4) } };
        var believed = tried.Where(each => each.Photo.Label is not null && Score(each) <= limit).OrderByDescending(Highest).ToList();
        settings = settings with { Probably = Probably(believed), Either = Either(believed) };
        return settings with { Evidence = new(known.Count, foreign.Count, Math.Round(otherHalf / (double)known.Count, 3), Auroc(right, foreign), trial.Judged(settings).Verdicts) };

        double Score(TriedPhoto each) => doubt.Score(each.Input!, each.Answer!.Probabilities);
    }

    /// <summary>Temperatures and shares.</summary>
    private static PhotoSettings Read(List<TriedPhoto> known, IReadOnlyList<string> networks)
    {
        LabeledImages images = new([.. known.SelectMany(each => each.Input!.Pixels)], [.. known.Select(each => (byte)each.Photo.Label!.Value)]);
        var even = 1.0 / FashionMnist.ClassNames.Count;
        return PhotoSettings.Of(networks) with
        {
            Networks = [.. networks.Select(name => new PhotoNetwork(name, Math.Round(TemperatureScaling.Fit(TrainedModels.Predict(name, images)).Temperature, 3)))],
            Shares = [.. Enumerable.Range(0, FashionMnist.ClassNames.Count).Select(label => Math.Round((known.Count(each => each.Photo.Label == label) / (double)known.Count + even) / 2, 4))],
        };
    }

    private static double Highest(TriedPhoto each) => each.Answer!.Probabilities.Max();

    private static double[] Signs(TriedPhoto each) => PhotoDoubt.Signs(each.Input!, each.Answer!.Probabilities);

    private static PhotoDoubt Doubt(IReadOnlyList<TriedPhoto> right, IReadOnlyList<TriedPhoto> foreign)
    {
        bool[] isForeign = [.. right.Select(_ => false), .. foreign.Select(_ => true)];
        var weights = LogisticRegression.Fit([.. right.Concat(foreign).Select(Signs)], isForeign);
        // An even background, which people are asked for, must not speak against a photo.
        if (weights[3] < 0)
            weights = [.. LogisticRegression.Fit([.. right.Concat(foreign).Select(each => Signs(each)[..2])], isForeign), 0];
        return new(Math.Round(weights[1], 4), Math.Round(weights[2], 4), Math.Round(weights[3], 4), 0);
    }

    /// <summary>The least probability of the longest row of surest answers of which nine of ten are right; 1 where there is none.</summary>
    private static double Probably(List<TriedPhoto> surestFirst)
    {
        var (least, right) = (1.0, 0);
        foreach (var (i, each) in surestFirst.Index())
        {
            right += each.IsRight ? 1 : 0;
            if (right >= RightWhenProbable * (i + 1))
                least = Highest(each);
        }
        return Math.Round(least, 3);
    }

    /// <summary>The probability above which answers are called right, and below it wrong, with the fewest errors.</summary>
    private static double Either(List<TriedPhoto> surestFirst)
    {
        var (fewest, best) = (int.MaxValue, 0.0);
        for (var from = 0; from < surestFirst.Count; from++)
            if (surestFirst.Take(from + 1).Count(each => !each.IsRight) + surestFirst.Skip(from + 1).Count(each => each.IsRight) is var errors && errors < fewest)
                (fewest, best) = (errors, Highest(surestFirst[from]));
        return Math.Round(best, 3);
    }

    private static Dictionary<string, double> Auroc(List<TriedPhoto> right, List<TriedPhoto> foreign)
    {
        return new()
        {
            ["probability"] = Either(Highest),
            ["entropy"] = Either(each => Signs(each)[0]),
            ["filled"] = Either(each => Signs(each)[1]),
            ["background"] = Either(each => Signs(each)[2]),
            ["all together"] = Math.Round(Enumerable.Range(0, 2).Average(half =>
            {
                var doubt = Doubt([.. right.Where((_, i) => i % 2 == half)], [.. foreign.Where((_, i) => i % 2 == half)]);
                return Between(foreign.Where((_, i) => i % 2 != half), right.Where((_, i) => i % 2 != half), each => doubt.Score(each.Input!, each.Answer!.Probabilities));
            }), 3),
        };

        // More of a sign may speak for the one or for the other.
        double Either(Func<TriedPhoto, double> score) => Math.Round(Between(foreign, right, score) is var area && area < 0.5 ? 1 - area : area, 3);

        static double Between(IEnumerable<TriedPhoto> positives, IEnumerable<TriedPhoto> negatives, Func<TriedPhoto, double> score) =>
            new RocCurve([.. positives.Select(score)], [.. negatives.Select(score)]).Auc;
    }
}
