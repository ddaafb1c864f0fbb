namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose calls can be watched or changed.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            private readonly OrderedDictionary<string, TPreHook> preHooks = [];
            private readonly OrderedDictionary<string, TPostHook> postHooks = [];

            protected HookableModule(string name) : base(name) { }

            /// <summary>Calls a function with the input before every call; what it gives, unless null, takes the input's place.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                var key = Guid.NewGuid().ToString();
                preHooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Calls a function with input and output after every call; what it gives, unless null, takes the output's place.</summary>
            public HookRemover register_forward_hook(TPostHook hook)
            {
                var key = Guid.NewGuid().ToString();
                postHooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private protected IEnumerable<TPreHook> PreHooks => preHooks.Values;

            private protected IEnumerable<TPostHook> PostHooks => postHooks.Values;

            private protected bool HasHooks => preHooks.Count + postHooks.Count > 0;

            /// <summary>Takes a hook away again.</summary>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                public void remove()
                {
                    module.preHooks.Remove(key);
                    module.postHooks.Remove(key);
                }
            }
        }
    }
}
