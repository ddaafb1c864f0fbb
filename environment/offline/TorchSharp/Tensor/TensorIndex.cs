namespace TorchSharp;

public static partial class torch
{
    /// <summary>What one place between the brackets of tensor[...] selects.</summary>
    public struct TensorIndex
    {
        internal enum Kind
        {
            None,
            Single,
            Slice,
            Ellipsis,
            Bool,
            Tensor,
        }

        internal Kind kind;
        internal long? start;
        internal long? stop;
        internal long? step;
        internal Tensor? tensor;

        /// <summary>A new dimension of extent 1.</summary>
        public static TensorIndex None = new() { kind = Kind.None };

        /// <inheritdoc cref="None"/>
        public static TensorIndex Null = new() { kind = Kind.None };

        /// <summary>As many whole dimensions as are not otherwise named.</summary>
        public static TensorIndex Ellipsis = new() { kind = Kind.Ellipsis };

        /// <summary>One whole dimension.</summary>
        public static TensorIndex Colon = Slice();

        /// <summary>From start (included) to stop (excluded) in steps; negative ones count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { kind = Kind.Slice, start = start, stop = stop, step = step };

        /// <inheritdoc cref="Slice(long?, long?, long?)"/>
        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        /// <inheritdoc cref="Slice(long?, long?, long?)"/>
        public static TensorIndex Slice(Range range) =>
            Slice(FromEnd(range.Start), range.End.Equals(Index.End) ? null : FromEnd(range.End));

        /// <summary>One place of a dimension, which disappears.</summary>
        public static TensorIndex Single(long? index) => new() { kind = Kind.Single, start = index };

        /// <summary>Everything under a new dimension of extent 1, or nothing.</summary>
        public static TensorIndex Bool(bool value) => new() { kind = Kind.Bool, start = value ? 1 : 0 };

        /// <summary>Places by number, or by a mask of truth values.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { kind = Kind.Tensor, tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex(Index index) => Single(FromEnd(index));
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        private static long FromEnd(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
