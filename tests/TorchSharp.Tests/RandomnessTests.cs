using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class RandomnessTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly RecordedTensors recorded = new("randomness");

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_seed_gives_the_numbers_that_it_gives_in_PyTorch()
    {
        manual_seed(11);
        recorded.Check("rand", rand(5));
        recorded.Check("randn", randn(2, 3));
        recorded.Check("randn of 20", randn(20));
        recorded.Check("randint", randint(3, 100, [6]));
        recorded.Check("randperm", randperm(10));
        recorded.Check("bernoulli", full(12, 0.3).bernoulli());
        recorded.Check("multinomial", multinomial(tensor([0.1f, 0.2f, 0.7f]), 8, true));
        recorded.Check("uniform", empty(4).uniform_(-3, 5));
        recorded.Check("normal", empty(4).normal_(2, 0.5));
        recorded.Check("randperm of a generator", randperm(8, generator: new Generator(3)));
    }

    [Fact]
    public void First_weights_are_drawn_as_in_PyTorch()
    {
        manual_seed(12);
        recorded.Check("xavier_uniform", nn.init.xavier_uniform_(empty(3, 4)));
        recorded.Check("kaiming_normal", nn.init.kaiming_normal_(empty(3, 2, 2, 2), mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU));
        recorded.Check("kaiming_uniform", nn.init.kaiming_uniform_(empty(3, 4)));
    }

    [Fact]
    public void Gamma_numbers_are_drawn_as_in_PyTorch()
    {
        manual_seed(13);
        recorded.Check("standard_gamma", _standard_gamma(tensor([0.05, 0.2, 1, 4.5, 30])));
    }

    [Fact]
    public void A_generators_state_can_be_taken_and_put_back()
    {
        manual_seed(4);
        var state = get_rng_state();
        var first = rand(3);
        Assert.False(first.Equals(rand(3)));
        set_rng_state(state);
        Assert.True(first.Equals(rand(3)));
        Assert.Equal(4, initial_seed());
    }

    [Fact]
    public void A_generator_of_ones_own_leaves_the_default_one_alone()
    {
        manual_seed(4);
        var expected = rand(3);
        manual_seed(4);
        using var own = new Generator(9);
        _ = randperm(100, generator: own);
        Assert.True(expected.Equals(rand(3)));
        own.Dispose();
        Assert.Throws<InvalidOperationException>(() => own.Handle);
    }
}
