namespace FashionNotebooks;

/// <summary>Fashion-MNIST's two parts.</summary>
/// <param name="Train">60,000 images, 6,000 of each class: to train on, and to choose on by a split of one's own.</param>
/// <param name="Test">10,000 images, 1,000 of each class: to be read once, in evaluation.</param>
public sealed record FashionMnistData(LabeledImages Train, LabeledImages Test);
