using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Parts of a tensor. Places and slices share memory with the tensor; index tensors and masks copy.
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor this[params long[] indices]
        {
            get => index(Singles(indices));
            set => index_put_(value, Singles(indices));
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, Singles(i1));
        }

        public Tensor this[long i1, long i2]
        {
            get => index(Singles(i1, i2));
            set => index_put_(value, Singles(i1, i2));
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => index(Singles(i1, i2, i3));
            set => index_put_(value, Singles(i1, i2, i3));
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(Singles(i1, i2, i3, i4));
            set => index_put_(value, Singles(i1, i2, i3, i4));
        }

        /// <summary>The part that the indices select, see <see cref="TensorIndex"/>.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var (view, places) = Select(indices);
            return (places is null ? view.alias() : Aten.Call("index.Tensor", view, Argument.OptionalTensors(places))).MoveToOuterDisposeScope();
        }

        /// <summary>The numbers at places given by index tensors, one a dimension, or by a mask.</summary>
        public Tensor index(params Tensor[] indices) => Aten.Call("index.Tensor", this, Argument.OptionalTensors(indices));

        /// <summary>Writes numbers where the indices select; they are broadcast.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var (view, places) = Select(indices);
            if (places is null)
                view.copy_(value);
            else
                Aten.Run("index_put_", view, Argument.OptionalTensors(places), value.to(dtype, device));
            return this;
        }

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[])"/>
        public Tensor index_put_(Tensor value, params Tensor[] indices)
        {
            using var converted = value.to(dtype, device);
            return InPlace("index_put_", this, Argument.OptionalTensors(indices), converted);
        }

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[])"/>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        public Tensor select(long dim, long index) => Aten.Call("select.int", this, dim, index);
        public Tensor slice(long dim, long start, long finish, long step) => Aten.Call("slice.Tensor", this, dim, start, finish, step);
        public Tensor narrow(long dim, long start, long length) => Aten.Call("narrow", this, dim, start, length);
        public Tensor index_select(long dim, Tensor index) => Aten.Call("index_select", this, dim, index);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => InPlace("index_add_", this, dim, index, source, alpha);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => InPlace("index_copy_", this, dim, index, source);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => InPlace("index_fill_.int_Scalar", this, dim, index, value);
        public Tensor gather(long dim, Tensor index) => Aten.Call("gather", this, dim, index);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.Call("scatter.src", this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => InPlace("scatter_.src", this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => InPlace("scatter_add_", this, dim, index, src);
        public Tensor take(Tensor index) => Aten.Call("take", this, index);
        public Tensor masked_select(Tensor mask) => Aten.Call("masked_select", this, mask);
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.Call("masked_fill.Scalar", this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace("masked_fill_.Scalar", this, mask, value);

        /// <summary>The indices, one row each, of numbers that are not 0.</summary>
        public Tensor nonzero() => Aten.Call("nonzero", this);

        private static TensorIndex[] Singles(params long[] indices) => Array.ConvertAll(indices, TensorIndex (index) => index);

        /// <summary>Applies everything that only needs a view; index tensors that remain come back, null for dimensions without one.</summary>
        private (Tensor View, Tensor?[]? Places) Select(TensorIndex[] indices)
        {
            var view = this;
            var places = new List<Tensor?>();
            long dim = 0;
            for (var i = 0; i < indices.Length; i++)
            {
                var index = indices[i];
                switch (index.kind)
                {
                    case TensorIndex.Kind.Single:
                        view = view.select(dim, index.start!.Value);
                        break;
                    case TensorIndex.Kind.Slice:
                        view = Aten.Call("slice.Tensor", view, dim++, index.start, index.stop, index.step ?? 1);
                        break;
                    case TensorIndex.Kind.None:
                        view = view.unsqueeze(dim++);
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        var taken = indices.Skip(i + 1).Sum(DimensionsTaken);
                        dim = view.Dimensions - taken;
                        break;
                    case TensorIndex.Kind.Bool:
                        view = view.unsqueeze(dim);
                        PlaceAt(dim++, index.start == 1 ? zeros(1, ScalarType.Int64, device) : empty(0, ScalarType.Int64, device));
                        break;
                    default:
                        PlaceAt(dim, index.tensor!);
                        dim += DimensionsTaken(index);
                        break;
                }
            }
            return (view, places.Count == 0 ? null : [.. places]);

            void PlaceAt(long dimension, Tensor place)
            {
                // A mask takes several dimensions but one entry: ATen counts entries by the dimensions before them.
                var masked = places.Sum(p => p is null || p.dtype is not (ScalarType.Bool or ScalarType.Byte) ? 0 : p.Dimensions - 1);
                while (places.Count + masked < dimension)
                    places.Add(null);
                places.Add(place);
            }
        }

        private static long DimensionsTaken(TensorIndex index) => index.kind switch
        {
            TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
            TensorIndex.Kind.Tensor => index.tensor!.dtype is ScalarType.Bool or ScalarType.Byte ? index.tensor.Dimensions : 1,
            _ => 0,
        };
    }

    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);
    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);
    public static Tensor take(Tensor input, Tensor index) => input.take(index);
    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);
    public static Tensor nonzero(Tensor input) => input.nonzero();
}
