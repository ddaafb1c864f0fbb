namespace FashionNotebooks;

/// <summary>A photo, and what was said of it.</summary>
/// <param name="Photo">The photo and its class.</param>
/// <param name="Input">What was asked; null where nothing stands out from the photo's background.</param>
/// <param name="Answer">What was said; null likewise.</param>
public sealed record TriedPhoto(LabeledPhoto Photo, PhotoInput? Input, PhotoAnswer? Answer)
{
    /// <summary>Whether the most probable class is the photo's.</summary>
    public bool IsRight => Photo.Label is { } label && Answer?.Order[0] == label;
}

/// <summary>Photos with what is on them, put to a model: how many it names right.</summary>
public sealed class PhotoTrial
{
    private PhotoTrial(IReadOnlyList<TriedPhoto> all) => (All, Known) = (all, [.. all.Where(each => each.Photo.Label is not null)]);

    /// <summary>All photos, in their order.</summary>
    public IReadOnlyList<TriedPhoto> All { get; }

    /// <summary>Those of one of the ten classes, which alone can be right or wrong. Where nothing was found on one it counts as wrong.</summary>
    public IReadOnlyList<TriedPhoto> Known { get; }

    /// <summary>How many of <see cref="Known"/> are right.</summary>
    public int Right => Known.Count(each => each.IsRight);

    /// <summary>How many of <see cref="Known"/> have their class among the two most probable.</summary>
    public int RightOfTwo => Known.Count(each => each.Answer?.Order.Take(2).Contains(each.Photo.Label!.Value) == true);

    /// <summary>What was said of <see cref="Known"/>, without those on which nothing was found.</summary>
    public ConfusionMatrix Confusion
    {
        get
        {
            var found = Known.Where(each => each.Answer is not null).ToList();
            return ConfusionMatrix.From([.. found.Select(each => each.Photo.Label!.Value)], [.. found.Select(each => each.Answer!.Order[0])], FashionMnist.ClassNames);
        }
    }

    /// <summary>What photos were said to be that are right, wrong, shoes, or none of the ten: how many of each have which verdict, in the order of <see cref="Verdict"/>.</summary>
    public IReadOnlyDictionary<string, int[]> Verdicts => All.Where(each => each.Answer is not null)
        .GroupBy(Kind).OrderBy(group => Array.IndexOf(Kinds, group.Key))
        .ToDictionary(group => group.Key, group => Enum.GetValues<Verdict>().Select(verdict => group.Count(each => each.Answer!.Verdict == verdict)).ToArray());

    private static readonly string[] Kinds = ["right", "wrong", PhotoFolder.Shoe, PhotoFolder.None];

    private static string Kind(TriedPhoto each) => each.IsRight ? "right" : each.Photo.Label is not null ? "wrong" : each.Photo.Class;

    /// <summary>Prepares the photos and asks a model.</summary>
    /// <param name="photos">At least one.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="PhotoException">A file is no picture that can be used; the message names it.</exception>
    public static PhotoTrial Run(IReadOnlyList<LabeledPhoto> photos, PhotoModel model)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(model);
        return Run(photos, Prepare(photos), model);
    }

    internal static PhotoTrial Run(IReadOnlyList<LabeledPhoto> photos, IReadOnlyList<PhotoInput?> inputs, PhotoModel model)
    {
        var answers = new Queue<PhotoAnswer>(model.Answer([.. inputs.OfType<PhotoInput>()]));
        return new([.. photos.Zip(inputs, (photo, input) => new TriedPhoto(photo, input, input is null ? null : answers.Dequeue()))]);
    }

    /// <summary>The same probabilities, read by other settings.</summary>
    internal PhotoTrial Judged(PhotoSettings settings) =>
        new([.. All.Select(each => each with { Answer = each.Answer is { } answer ? settings.Judge(each.Input!, answer.Probabilities) : null })]);

    /// <summary>What is asked of each photo; null where nothing stands out from its background.</summary>
    /// <exception cref="PhotoException">A file is no picture that can be used; the message names it.</exception>
    internal static IReadOnlyList<PhotoInput?> Prepare(IReadOnlyList<LabeledPhoto> photos)
    {
        try
        {
            return [.. photos.AsParallel().AsOrdered().Select(photo => Prepare(Photo.Load(photo.Path)))];
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<PhotoException>().FirstOrDefault() is { } first)
        {
            throw first;
        }
    }

    private static PhotoInput? Prepare(Photo picture)
    {
        try
        {
            return PhotoInput.Of(GarmentPhoto.Prepare(picture));
        }
        catch (PhotoException nothing) when (nothing.Problem == PhotoProblem.NoGarment)
        {
            return null;
        }
    }
}
