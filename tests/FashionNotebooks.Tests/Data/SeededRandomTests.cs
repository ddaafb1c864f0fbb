namespace FashionNotebooks.Tests.Data;

public class SeededRandomTests
{
    [Fact]
    public void SplitMix64_gives_the_published_sequence_of_seed_1234567()
    {
        // The sequence that Rosetta Code's task "Pseudo-random numbers/Splitmix64" asks for.
        ulong state = 1234567;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, expected.Select(_ => SeededRandom.SplitMix64(ref state)));
    }

    [Fact]
    public void Xoshiro256StarStar_gives_the_sequence_of_the_reference_code_from_the_state_1_2_3_4()
    {
        // From the authors' C program; the Rust crate rand_xoshiro is held to the same figures.
        var random = new SeededRandom(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360,
            607988272756665600, 16172922978634559625, 8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        Assert.Equal(expected, expected.Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void Permutations_are_those_recorded_from_an_independent_program()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Recorded", "permutations.txt")))
        {
            var numbers = line.Split(' ').Select(int.Parse).ToArray();
            Assert.Equal(numbers[1..], new SeededRandom(numbers[0]).Permutation(numbers.Length - 1));
        }
    }

    [Fact]
    public void A_permutation_holds_every_number_once()
    {
        Assert.Equal(Enumerable.Range(0, 60_000), new SeededRandom(7).Permutation(60_000).Order());
        Assert.Empty(new SeededRandom(7).Permutation(0));
    }

    [Fact]
    public void Every_order_of_three_comes_equally_often()
    {
        var random = new SeededRandom(7);
        var orders = Enumerable.Range(0, 6_000).CountBy(_ => string.Concat(random.Permutation(3))).ToDictionary();
        Assert.Equal(6, orders.Count);
        // 1,000 each with a standard deviation of 29.
        Assert.All(orders.Values, n => Assert.InRange(n, 870, 1130));
    }

    [Fact]
    public void Numbers_below_a_limit_stay_below_it_and_reach_every_one()
    {
        var random = new SeededRandom(1);
        var drawn = Enumerable.Range(0, 1000).Select(_ => random.NextInt(7)).ToArray();
        Assert.Equal(Enumerable.Range(0, 7), drawn.Distinct().Order());
        Assert.Equal(0, random.NextInt(1));
    }

    [Fact]
    public void Doubles_lie_from_0_up_to_1_and_average_a_half()
    {
        var random = new SeededRandom(1);
        var drawn = Enumerable.Range(0, 10_000).Select(_ => random.NextDouble()).ToArray();
        Assert.All(drawn, d => Assert.InRange(d, 0, 1 - 1e-16));
        Assert.Equal(0.5, drawn.Average(), 0.02);
    }

    [Fact]
    public void A_limit_of_0_and_a_negative_count_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).Permutation(-1));
    }
}
