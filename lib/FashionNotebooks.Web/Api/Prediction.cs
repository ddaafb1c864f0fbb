using Microsoft.AspNetCore.Mvc;

namespace FashionNotebooks.Web.Api;

/// <summary>The answers to one request.</summary>
/// <param name="Images">One a picture, in the order of the request.</param>
public sealed record PredictionResponse(IReadOnlyList<ImageResult> Images);

/// <summary>The answer for one picture: a prediction, or the problem that kept it from one.</summary>
/// <param name="Name">The file's name in the form; null where the picture was the body.</param>
/// <param name="Prediction">What the model says; null where the picture could not be used.</param>
/// <param name="Problem">Why the picture could not be used; null where there is a prediction.</param>
public sealed record ImageResult(string? Name, Prediction? Prediction, ProblemDetails? Problem);

/// <summary>What the model says of a picture.</summary>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
/// <param name="Classes">All ten classes, the most probable first.</param>
/// <param name="Verdict">How far to believe it: probably (of photos answered so nine of ten are right), perhaps, either (most are wrong, and the second class is as good a guess), or none (it may be none of the ten classes).</param>
/// <param name="Answer">The same in words, such as "Probably a dress".</param>
/// <param name="Blurry">Whether what the model saw is blurry: then only the network that was trained with blur answers, and is wrong more often than on sharp photos.</param>
/// <param name="Networks">The networks that answered, by the names of their weights in data/models; the probabilities are their mean, each calibrated on photos.</param>
/// <param name="Pixels">What the model saw: 28 x 28 grey intensities, 0 (black) to 255, row by row; 784 bytes in base64.</param>
public sealed record Prediction(
    string Label, float Probability, IReadOnlyList<ClassProbability> Classes, Verdict Verdict, string Answer, bool Blurry, IReadOnlyList<string> Networks, byte[] Pixels)
{
    internal static Prediction Of(PhotoSettings settings, PhotoInput image, float[] probabilities)
    {
        var answer = settings.Judge(image, probabilities);
        ClassProbability[] classes = [.. answer.Order.Select(label => new ClassProbability(FashionMnist.ClassNames[label], PhotoAnswer.Names[label], probabilities[label]))];
        return new(classes[0].Label, classes[0].Probability, classes, answer.Verdict, answer.Sentence, image.IsBlurry, settings.NetworksOf(image), image.Pixels);
    }
}

/// <summary>A class and its probability.</summary>
/// <param name="Label">The class's name in the dataset.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Probability">0 to 1.</param>
public sealed record ClassProbability(string Label, string Name, float Probability);
