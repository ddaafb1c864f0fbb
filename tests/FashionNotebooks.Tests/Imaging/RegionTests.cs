namespace FashionNotebooks.Tests.Imaging;

public class RegionTests
{
    [Fact]
    public void Pixels_that_touch_by_their_sides_are_one_region_and_those_that_touch_by_a_corner_two()
    {
        var regions = Find("""
            ##..#
            .#.#.
            .###.
            #....
            """);

        Assert.Equal([7, 1, 1], regions.Select(region => region.Count));
    }

    [Theory]
    [InlineData("...\n.#.\n...", false)]
    [InlineData("#..\n...\n...", true)]
    [InlineData("...\n..#\n...", true)]
    [InlineData("...\n#..\n...", true)]
    [InlineData("...\n...\n.#.", true)]
    public void A_region_knows_whether_it_reaches_the_edge(string picture, bool isAtEdge) =>
        Assert.Equal(isAtEdge, Assert.Single(Find(picture)).IsAtEdge(9, 3));

    [Fact]
    public void Every_picture_falls_into_the_regions_that_walking_from_pixel_to_pixel_finds()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 300; trial++)
        {
            int width = random.Next(1, 20), height = random.Next(1, 20);
            var density = random.NextDouble();
            bool[] inside = [.. Enumerable.Range(0, width * height).Select(_ => random.NextDouble() < density)];
            float[] values = [.. inside.Select(_ => random.NextSingle())];

            var regions = Region.FindAll(inside, width);

            var expected = Walk(inside, width);
            Assert.Equal(expected.Select(pixels => pixels.Count), regions.Select(region => region.Count));
            foreach (var (pixels, region) in expected.Zip(regions))
            {
                Assert.Equal(pixels.Average(i => values[i]), region.Mean(values), 1e-6);
                var cleared = (float[])values.Clone();
                region.Clear(cleared);
                Assert.Equal(values.Select((value, i) => pixels.Contains(i) ? 0 : value), cleared);
            }
        }
    }

    /// <summary>The regions in the order of their first pixels.</summary>
    private static List<HashSet<int>> Walk(bool[] inside, int width)
    {
        var found = new List<HashSet<int>>();
        for (var start = 0; start < inside.Length; start++)
        {
            if (!inside[start] || found.Exists(region => region.Contains(start)))
                continue;
            var region = new HashSet<int>();
            var waiting = new Stack<int>([start]);
            while (waiting.TryPop(out var i))
            {
                if (!inside[i] || !region.Add(i))
                    continue;
                foreach (var next in (int[])[i % width > 0 ? i - 1 : i, i % width < width - 1 ? i + 1 : i, Math.Max(i - width, i % width), i + width < inside.Length ? i + width : i])
                    waiting.Push(next);
            }
            found.Add(region);
        }
        return found;
    }

    private static IReadOnlyList<Region> Find(string picture)
    {
        var rows = picture.Split('\n');
        return Region.FindAll([.. rows.SelectMany(row => row).Select(pixel => pixel == '#')], rows[0].Length);
    }
}
