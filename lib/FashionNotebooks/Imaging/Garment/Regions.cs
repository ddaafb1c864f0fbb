namespace FashionNotebooks;

/// <summary>Groups of pixels that hang together by their sides.</summary>
internal static class Regions
{
    /// <summary>The indices of each group of pixels that are <paramref name="inside"/>, in the order of their first pixels.</summary>
    public static IReadOnlyList<ArraySegment<int>> Find(bool[] inside, int width)
    {
        var found = new List<ArraySegment<int>>();
        var left = (bool[])inside.Clone();
        var order = new int[inside.Length];
        var end = 0;
        for (var start = 0; start < inside.Length; start++)
        {
            if (!left[start])
                continue;
            var first = end;
            Visit(start, left, order, ref end);
            for (var next = first; next < end; next++)
            {
                var i = order[next];
                var x = i % width;
                if (x > 0)
                    Visit(i - 1, left, order, ref end);
                if (x < width - 1)
                    Visit(i + 1, left, order, ref end);
                if (i >= width)
                    Visit(i - width, left, order, ref end);
                if (i < inside.Length - width)
                    Visit(i + width, left, order, ref end);
            }
            found.Add(new(order, first, end - first));
        }
        return found;
    }

    private static void Visit(int i, bool[] left, int[] order, ref int end)
    {
        if (!left[i])
            return;
        left[i] = false;
        order[end++] = i;
    }
}
