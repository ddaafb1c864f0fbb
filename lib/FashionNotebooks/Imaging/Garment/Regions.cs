namespace FashionNotebooks.Imaging;

/// <summary>Groups of pixels that hang together by their sides.</summary>
internal static class Regions
{
    /// <summary>The indices of each group of pixels that are <paramref name="inside"/>, the largest group first.</summary>
    public static IReadOnlyList<int[]> Find(bool[] inside, int width)
    {
        var found = new List<int[]>();
        var seen = new bool[inside.Length];
        for (var start = 0; start < inside.Length; start++)
        {
            if (!inside[start] || seen[start])
                continue;
            var region = new List<int> { start };
            seen[start] = true;
            for (var next = 0; next < region.Count; next++)
            {
                var i = region[next];
                var x = i % width;
                if (x > 0)
                    Visit(i - 1);
                if (x < width - 1)
                    Visit(i + 1);
                Visit(i - width);
                Visit(i + width);
            }
            found.Add([.. region]);

            void Visit(int i)
            {
                if (i < 0 || i >= inside.Length || !inside[i] || seen[i])
                    return;
                seen[i] = true;
                region.Add(i);
            }
        }
        return [.. found.OrderByDescending(region => region.Length)];
    }
}
