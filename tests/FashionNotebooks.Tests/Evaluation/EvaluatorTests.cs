using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Evaluation;

public sealed class EvaluatorTests
{
    /// <summary>Its logits are its inputs, so that every figure can be worked out by hand.</summary>
    private static readonly Module<Tensor, Tensor> Identity = Identity();

    private static LabeledTensors Data(float[,] logits, params long[] labels) => new(tensor(logits), tensor(labels));

    [Fact]
    public void Loss_and_accuracy_are_those_worked_out_by_hand()
    {
        // softmax(0, ln 3) = (1/4, 3/4): losses ln(4/3), ln 4, ln(4/3); two of three right.
        var log3 = MathF.Log(3);
        using var data = Data(new[,] { { 0, log3 }, { 0, log3 }, { log3, 0 } }, 1, 0, 0);

        var measured = Evaluator.Measure(Identity, data);

        Assert.Equal((2 * Math.Log(4.0 / 3) + Math.Log(4)) / 3, measured.Loss, 1e-6);
        Assert.Equal(2.0 / 3, measured.Accuracy, 1e-12);
    }

    [Fact]
    public void Predictions_are_the_softmax_of_every_sample_in_order()
    {
        var log3 = MathF.Log(3);
        using var data = Data(new[,] { { 0, log3 }, { log3, 0 } }, 1, 1);

        var predictions = Evaluator.Predict(Identity, data);

        Assert.Equal([1, 1], predictions.Truth);
        Assert.Equal([1, 0], predictions.Predicted);
        Assert.Equal(0.75f, predictions.Probabilities[0, 1], 1e-6f);
        Assert.Equal(0.25f, predictions.Probabilities[1, 1], 1e-6f);
    }

    [Fact]
    public void The_mirror_image_can_have_half_a_say()
    {
        // Mirrored, the sample is (ln 3, 0): the mean of (1/5, 1/5, 3/5) and (3/5, 1/5, 1/5).
        using var data = Data(new[,] { { 0, 0, MathF.Log(3) } }, 2);

        var predictions = Evaluator.Predict(Identity, data, averageMirrorImage: true);

        Assert.Equal(0.4f, predictions.Probabilities[0, 0], 1e-6f);
        Assert.Equal(0.2f, predictions.Probabilities[0, 1], 1e-6f);
        Assert.Equal(0.4f, predictions.Probabilities[0, 2], 1e-6f);
    }

    [Fact]
    public void Samples_beyond_one_batch_are_all_seen()
    {
        var logits = new float[1_203, 2];
        var labels = new long[1_203];
        for (var i = 0; i < labels.Length; i++)
            (logits[i, 1], labels[i]) = (i % 3 == 0 ? 5 : -5, 1);
        using var data = Data(logits, labels);

        Assert.Equal(401.0 / 1_203, Evaluator.Measure(Identity, data).Accuracy, 1e-12);
        Assert.Equal(401, Evaluator.Predict(Identity, data).Predicted.Count(predicted => predicted == 1));
    }

    [Fact]
    public void Dropout_is_off_while_measuring_and_the_mode_is_left_as_it_was()
    {
        using var model = Dropout(0.5);
        model.train();
        using var data = Data(new[,] { { 1f, 0f } }, 0);

        var losses = Enumerable.Range(0, 10).Select(_ => Evaluator.Measure(model, data).Loss).Distinct();

        Assert.Single(losses);
        Assert.True(model.training);
    }

    [Fact]
    public void An_empty_dataset_is_refused()
    {
        using var data = new LabeledTensors(zeros(0, 2), zeros(0, dtype: ScalarType.Int64));

        Assert.Throws<ArgumentException>(() => Evaluator.Measure(Identity, data));
        Assert.Throws<ArgumentException>(() => Evaluator.Predict(Identity, data));
    }
}
