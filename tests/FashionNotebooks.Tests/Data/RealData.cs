namespace FashionNotebooks.Tests;

/// <summary>The dataset itself, loaded once for all tests.</summary>
internal static class RealData
{
    private static readonly Lazy<FashionMnistData> Loaded = new(() => FashionMnist.Load());

    public static LabeledImages Train => Loaded.Value.Train;

    public static LabeledImages Test => Loaded.Value.Test;
}
