namespace FashionNotebooks;

/// <summary>Pixels that hang together by their sides.</summary>
internal sealed class Region
{
    private readonly List<(int Start, int End)> runs = [];

    /// <summary>How many pixels.</summary>
    public int Count { get; private set; }

    /// <summary>The groups that the pixels <paramref name="inside"/> fall into, in the order of their first pixels.</summary>
    public static IReadOnlyList<Region> FindAll(ReadOnlySpan<bool> inside, int width)
    {
        // Each run of pixels within a row, and an earlier run that it hangs together with; the first of a region is its own.
        var runs = new List<(int Start, int End)>();
        var earlier = new List<int>();
        var above = 0;
        for (var row = 0; row < inside.Length; row += width)
        {
            var firstOfRow = runs.Count;
            for (var start = Next(inside, row, row + width, true); start < row + width; start = Next(inside, runs[^1].End, row + width, true))
            {
                runs.Add((start, Next(inside, start, row + width, false)));
                earlier.Add(runs.Count - 1);
                while (above < firstOfRow && runs[above].End + width <= start)
                    above++;
                for (var other = above; other < firstOfRow && runs[other].Start + width < runs[^1].End; other++)
                    Join(earlier, other, runs.Count - 1);
            }
            above = firstOfRow;
        }

        var found = new List<Region>();
        var regions = new Region[runs.Count];
        for (var run = 0; run < runs.Count; run++)
        {
            var first = First(earlier, run);
            if (first == run)
                found.Add(regions[run] = new Region());
            regions[first].runs.Add(runs[run]);
            regions[first].Count += runs[run].End - runs[run].Start;
        }
        return found;
    }

    /// <summary>Whether one of its pixels is one of the outermost of an image of so many pixels.</summary>
    public bool IsAtEdge(int pixels, int width) =>
        runs.Exists(run => run.Start < width || run.End > pixels - width || run.Start % width == 0 || run.End % width == 0);

    /// <summary>The mean of its pixels' values.</summary>
    public double Mean(float[] values)
    {
        var sum = 0.0;
        foreach (var (start, end) in runs)
            foreach (var value in values.AsSpan(start..end))
                sum += value;
        return sum / Count;
    }

    /// <summary>Sets its pixels to 0.</summary>
    public void Clear(float[] values)
    {
        foreach (var (start, end) in runs)
            values.AsSpan(start..end).Clear();
    }

    private static int Next(ReadOnlySpan<bool> inside, int start, int end, bool value) =>
        inside[start..end].IndexOf(value) is >= 0 and var skipped ? start + skipped : end;

    private static int First(List<int> earlier, int run)
    {
        while (earlier[run] != run)
            run = earlier[run] = earlier[earlier[run]];
        return run;
    }

    private static void Join(List<int> earlier, int one, int other)
    {
        var (a, b) = (First(earlier, one), First(earlier, other));
        earlier[Math.Max(a, b)] = Math.Min(a, b);
    }
}
