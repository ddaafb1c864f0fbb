using System.Net;
using System.Text;

namespace FashionNotebooks;

/// <summary>How many photos a model named right, for people as text and as a page that shows what went wrong, and for programs as JSON.</summary>
/// <param name="trial">The photos and what was said of them.</param>
/// <param name="settings">Which networks said it.</param>
public sealed class PhotoReport(PhotoTrial trial, PhotoSettings settings)
{
    private const int Thumbnail = 140;

    private string Networks => string.Join(", of sharp photos with ", settings.Networks.Select(network => network.Name));

    /// <summary>The figures in a few sentences and tables.</summary>
    public override string ToString() => string.Join("\n", [Summary, "", .. Tables.Select(table => table.ToString())]).TrimEnd() + "\n";

    private string Summary
    {
        get
        {
            var known = trial.Known.Count;
            var lost = trial.All.Count(each => each.Answer is null);
            string[] sentences =
            [
                known == 0 ? $"{Networks}: none of the {trial.All.Count} photos is of one of the ten classes."
                    : Invariant($"{Networks}: {trial.Right} of {known} photos right, {(double)trial.Right / known:P1} ({Interval.Wilson(trial.Right, known)}); {(double)trial.RightOfTwo / known:P1} with the second answer."),
                .. known < trial.All.Count && known > 0 ? (string[])[$"Of shoes or of none of the ten classes are {trial.All.Count - known} more, which count for neither."] : [],
                .. lost > 0 ? (string[])[$"On {lost} nothing stands out from the background; where they are of one of the ten classes they count as wrong."] : [],
            ];
            return string.Join(" ", sentences);
        }
    }

    private IEnumerable<Table> Tables
    {
        get
        {
            var names = FashionMnist.ClassNames;
            int[] shown = [.. Enumerable.Range(0, names.Count).Where(label => trial.Known.Any(each => each.Photo.Label == label || each.Answer?.Order[0] == label))];
            if (shown.Length > 0)
            {
                var confusion = trial.Confusion;
                yield return new(["class", "photos", "right", "of two", .. shown.Select(label => names[label])],
                    shown.Where(label => trial.Known.Any(each => each.Photo.Label == label)).Select(label => (object?[])[names[label], .. Figures(label), .. shown.Select(said => (object?)confusion.Counts[label, said])]), "What the photos are, and what they were taken for");
            }
            string[] others = [.. trial.All.Where(each => each.Photo.Label is null).Select(each => each.Photo.Class).Distinct()];
            if (others.Length > 0)
                yield return new(["photos of", "photos", .. names], others.Select(kind => (object?[])[kind, trial.All.Count(each => each.Photo.Class == kind),
                    .. Enumerable.Range(0, names.Count).Select(said => (object?)trial.All.Count(each => each.Photo.Class == kind && each.Answer?.Order[0] == said))]), "What else was taken for what");
            if (settings.Doubt is not null)
                yield return new(["photos", .. Enum.GetNames<Verdict>().Select(name => name.ToLowerInvariant())], trial.Verdicts.Select(row => (object?[])[row.Key, .. row.Value.Cast<object?>()]), "How far the answers are to be believed, as it is said");

            object?[] Figures(int label)
            {
                var photos = trial.Known.Where(each => each.Photo.Label == label).ToList();
                return [photos.Count, photos.Count(each => each.IsRight), photos.Count(each => each.Answer?.Order.Take(2).Contains(label) == true)];
            }
        }
    }

    /// <summary>Writes index.html, the page with a contact sheet of what went wrong, and photos.json into a folder, each whole or not at all.</summary>
    /// <exception cref="IOException">A file can't be written, or a photo is gone.</exception>
    public void Save(string folder)
    {
        AtomicFile.WriteText(Path.Combine(folder, "index.html"), ToHtml());
        AtomicFile.WriteJson(Path.Combine(folder, "photos.json"), ToJson());
    }

    private object ToJson()
    {
        var known = trial.Known.Count;
        return new
        {
            settings.Networks,
            Photos = known,
            trial.Right,
            trial.RightOfTwo,
            Interval = known > 0 ? Interval.Wilson(trial.Right, known) : (Interval?)null,
            trial.Verdicts,
            Answers = trial.All.Select(each => new
            {
                each.Photo.Name,
                each.Photo.Class,
                Right = each.Photo.Label is null ? (bool?)null : each.IsRight,
                Answer = each.Answer is { } answer ? FashionMnist.ClassNames[answer.Order[0]] : null,
                each.Answer?.Verdict,
                each.Answer?.Probabilities,
            }),
        };
    }

    private string ToHtml()
    {
        var html = new StringBuilder($$"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>What went wrong with the photos</title>
            <style>
            body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1c1e21; background: #fff; }
            table { border-collapse: collapse; margin: 1.5rem 0; display: block; overflow-x: auto; } th, td { padding: .2rem .6rem; } caption { font-weight: 600; white-space: nowrap; }
            .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.5rem; }
            figure { margin: 0; overflow-wrap: anywhere; } figure img { height: {{Thumbnail}}px; width: {{Thumbnail}}px; object-fit: contain; background: #eceef0; image-rendering: pixelated; margin-right: .5rem; }
            </style></head><body>
            <h1>What went wrong with the photos</h1>
            <p>{{WebUtility.HtmlEncode(Summary)}}</p>
            {{string.Concat(Tables.Select(table => table.ToHtml()))}}
            <h2>The photos that were answered wrong, the surest first</h2>
            <div class="sheet">
            """);
        foreach (var each in trial.Known.Where(each => !each.IsRight).OrderByDescending(each => each.Answer?.Probabilities.Max()))
            html.Append(Figure(each));
        return html.Append("</div>\n</body></html>\n").ToString();
    }

    private static string Figure(TriedPhoto each)
    {
        var said = each.Answer is { } answer ? string.Join(", ", answer.Order.Take(2).Select(label => Invariant($"{FashionMnist.ClassNames[label]} {answer.Probabilities[label]:P0}"))) : "nothing found";
        var caption = WebUtility.HtmlEncode($"{each.Photo.Class}, taken for {said}. {each.Photo.Name}");
        var seen = string.Concat(each.Input?.Guesses.Select(pixels => $"<img alt=\"what the network saw\" src=\"{Source(PhotoFile.Png(pixels, GarmentPhoto.Size, GarmentPhoto.Size, PixelFormat.Grey))}\">") ?? []);
        return $"<figure><img alt=\"the photo\" src=\"{Source(Small(each.Photo.Path))}\">{seen}<figcaption>{caption}</figcaption></figure>\n";
    }

    private static string Source(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";

    /// <summary>A PNG file of a photo, small enough for a sheet of hundreds.</summary>
    private static byte[] Small(string path)
    {
        var photo = WorkingImage.From(Photo.Load(path), Thumbnail);
        return PhotoFile.Png(photo.ToRgba(), photo.Width, photo.Height, PixelFormat.Rgba);
    }
}
