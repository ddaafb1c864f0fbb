namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something that turns a T into a TResult.</summary>
        public interface IModule<T, TResult>
        {
            TResult call(T input1);
        }

        /// <summary>Something that turns two inputs into a TResult.</summary>
        public interface IModule<T1, T2, TResult>
        {
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module of one input. Override <see cref="forward"/>; use <see cref="call"/>, which runs the hooks too.</summary>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            protected Module(string name) : base(name) { }

            /// <summary>What the module computes.</summary>
            public abstract TResult forward(T input);

            /// <summary>Computes, with the hooks before and after.</summary>
            public TResult call(T input)
            {
                if (!HasHooks)
                    return forward(input);
                foreach (var hook in PreHooks)
                    input = hook(this, input) ?? input;
                var result = forward(input);
                foreach (var hook in PostHooks)
                    result = hook(this, input, result) ?? result;
                return result;
            }
        }

        /// <summary>A module of two inputs. Override <see cref="forward"/>; use <see cref="call"/>, which runs the hooks too.</summary>
        public abstract class Module<T1, T2, TResult> : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>, IModule<T1, T2, TResult>
        {
            protected Module(string name) : base(name) { }

            /// <summary>What the module computes.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Computes, with the hooks before and after.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                if (!HasHooks)
                    return forward(input1, input2);
                foreach (var hook in PreHooks)
                    (input1, input2) = hook(this, input1, input2) ?? (input1, input2);
                var result = forward(input1, input2);
                foreach (var hook in PostHooks)
                    result = hook(this, input1, input2, result) ?? result;
                return result;
            }
        }
    }
}
