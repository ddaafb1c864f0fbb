using System.Text.Json.Serialization;

namespace FashionNotebooks;

/// <summary>How far an answer is to be believed; <see cref="PhotoSettings"/> says from which probability on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>Of photos that are answered so, nine of ten are right.</summary>
    [JsonStringEnumMemberName("probably")] Probably,

    /// <summary>More are right than wrong.</summary>
    [JsonStringEnumMemberName("perhaps")] Perhaps,

    /// <summary>Most are wrong; the second class is as good a guess.</summary>
    [JsonStringEnumMemberName("either")] Either,

    /// <summary>The photo looks like those of things that are none of the ten classes.</summary>
    [JsonStringEnumMemberName("none")] None,
}

/// <summary>What is said of a photo.</summary>
/// <param name="Probabilities">One a class, summing to 1.</param>
/// <param name="Verdict">How far it is to be believed.</param>
public sealed record PhotoAnswer(IReadOnlyList<float> Probabilities, Verdict Verdict)
{
    private static readonly string[] InASentence =
        ["a T-shirt or top", "trousers", "a pullover", "a dress", "a coat", "a sandal", "a shirt", "a sneaker", "a bag", "an ankle boot"];

    /// <summary>The classes as people call them, in class order: "Trousers", "T-shirt or top".</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. InASentence.Select(words => words[(words.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Select(word => char.ToUpperInvariant(word[0]) + word[1..])];

    /// <summary>The classes, the most probable first.</summary>
    public IReadOnlyList<int> Order { get; } = [.. Enumerable.Range(0, Probabilities.Count).OrderByDescending(label => Probabilities[label])];

    /// <summary>The same for people: "Probably a dress".</summary>
    public string Sentence => Verdict switch
    {
        Verdict.Probably => $"Probably {InASentence[Order[0]]}",
        Verdict.Perhaps => $"Perhaps {InASentence[Order[0]]}",
        Verdict.Either => $"Perhaps {InASentence[Order[0]]} or {InASentence[Order[1]]}",
        _ => "This may be none of the ten",
    };
}
