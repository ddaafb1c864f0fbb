using System.Text.Json;

namespace FashionNotebooks.Tests.Evaluation;

/// <summary>Small random predictions and what scikit-learn and SciPy made of them; see Recorded/calibration.py.</summary>
public sealed record RecordedPredictions(
    string Name, int[] Truth, float[][] Probabilities, int[] Count, double[] Accuracy, double[] Confidence,
    double Ece, double Mce, double Loss, double Temperature, double ScaledLoss, double[] Interval)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static TheoryData<string> Names => ["too sure", "not sure enough"];

    public static RecordedPredictions Load(string name)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Evaluation", "Recorded", "calibration.json"));
        return JsonSerializer.Deserialize<RecordedPredictions[]>(text, Json)!.Single(recorded => recorded.Name == name);
    }

    public Predictions Predictions()
    {
        var probabilities = new float[Truth.Length, Probabilities[0].Length];
        for (var i = 0; i < Truth.Length; i++)
            for (var c = 0; c < Probabilities[i].Length; c++)
                probabilities[i, c] = Probabilities[i][c];
        return new(Truth, probabilities);
    }
}
