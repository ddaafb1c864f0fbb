// The C side of the offline TorchSharp: every ATen operator through the c10 dispatcher by its schema name, and the
// few things that are no operators (reading a tensor's header, grad mode, generators, threads).
//
// A tensor travels as the pointer of its TensorImpl with one reference held by whoever holds the pointer.
// Every function that can fail returns -1 (or null) and leaves the message for shim_error().

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/csrc/api/include/torch/version.h>
#include <malloc.h>
#include <cstring>
#include <string>
#include <vector>

#define SHIM extern "C" __attribute__((visibility("default")))

using at::Tensor;
using c10::IValue;
// c10::optional or std::optional, whichever this libtorch uses.
using OptionalTensor = decltype(IValue().toOptional<Tensor>());

namespace {

enum Tag : int64_t { None, TensorTag, Int, Double, Bool, String, IntList, DoubleList, TensorList, OptionalTensorList, DeviceTag, GeneratorTag };

// One argument or result. Laid out as NativeValue on the managed side.
struct Value {
    int64_t tag;
    union {
        int64_t integer;
        double real;
        void* pointer;
    };
    int64_t length;
};

thread_local std::string last_error;

template <typename Result, typename Body>
Result guarded(Result failure, Body body) {
    try {
        return body();
    } catch (const c10::Error& e) {
        last_error = e.what_without_backtrace();
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "libtorch failed without saying why";
    }
    return failure;
}

Tensor borrow(void* handle) {
    if (!handle) return Tensor();
    return Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(static_cast<at::TensorImpl*>(handle)));
}

void* release(Tensor tensor) {
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

at::TensorImpl* impl(void* handle) { return static_cast<at::TensorImpl*>(handle); }

c10::Device device_of(int64_t packed) {
    return c10::Device(static_cast<c10::DeviceType>(packed & 0xff), static_cast<c10::DeviceIndex>(packed >> 8));
}

template <typename T>
c10::List<T> list_of(const Value& value) {
    c10::List<T> list;
    list.reserve(value.length);
    auto items = static_cast<const T*>(value.pointer);
    for (int64_t i = 0; i < value.length; i++) list.push_back(items[i]);
    return list;
}

// An integer stands for a double where the schema wants one, as in Python.
bool wants_double(const c10::TypePtr& type) {
    if (auto optional = type->cast<c10::OptionalType>()) return wants_double(optional->getElementType());
    return type->kind() == c10::TypeKind::FloatType;
}

IValue to_ivalue(const Value& value, const c10::Argument& argument) {
    switch (value.tag) {
        case TensorTag: return borrow(value.pointer);
        case Int:
            if (wants_double(argument.type())) return static_cast<double>(value.integer);
            return value.integer;
        case Double: return value.real;
        case Bool: return value.integer != 0;
        case String: return std::string(static_cast<const char*>(value.pointer), value.length);
        case IntList: return list_of<int64_t>(value);
        case DoubleList: return list_of<double>(value);
        case TensorList: {
            c10::List<Tensor> list;
            list.reserve(value.length);
            for (int64_t i = 0; i < value.length; i++) list.push_back(borrow(static_cast<void**>(value.pointer)[i]));
            return list;
        }
        case OptionalTensorList: {
            c10::List<OptionalTensor> list;
            list.reserve(value.length);
            for (int64_t i = 0; i < value.length; i++) {
                void* item = static_cast<void**>(value.pointer)[i];
                list.push_back(item ? OptionalTensor(borrow(item)) : OptionalTensor());
            }
            return list;
        }
        case DeviceTag: return device_of(value.integer);
        case GeneratorTag: return *static_cast<at::Generator*>(value.pointer);
        default: return IValue();
    }
}

Value from_ivalue(IValue value) {
    Value result{None, {0}, 0};
    if (value.isTensor()) {
        result.tag = TensorTag;
        result.pointer = release(std::move(value).toTensor());
    } else if (value.isInt()) {
        result.tag = Int;
        result.integer = value.toInt();
    } else if (value.isDouble()) {
        result.tag = Double;
        result.real = value.toDouble();
    } else if (value.isBool()) {
        result.tag = Bool;
        result.integer = value.toBool();
    } else if (value.isTensorList()) {
        auto tensors = value.toTensorVector();
        auto handles = static_cast<void**>(malloc((tensors.size() + 1) * sizeof(void*)));
        for (size_t i = 0; i < tensors.size(); i++) handles[i] = release(std::move(tensors[i]));
        result.tag = TensorList;
        result.pointer = handles;
        result.length = static_cast<int64_t>(tensors.size());
    } else {
        TORCH_CHECK(value.isNone(), "a result of type ", value.tagKind(), " is not supported by the offline TorchSharp");
    }
    return result;
}

}  // namespace

// Activations of many megabytes come and go with every batch. By default glibc maps each one anew and gives it back to
// the kernel, which then clears every page again: a third of the time of a training step. Kept, they are reused.
__attribute__((constructor)) static void keep_freed_memory() {
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, -1);
    mallopt(M_TOP_PAD, 64 << 20);
}

SHIM const char* shim_error() { return last_error.c_str(); }

SHIM void shim_free(void* memory) { free(memory); }

// ---- operators

SHIM void* shim_operator(const char* name, const char* overload) {
    return guarded<void*>(nullptr, [&] {
        return new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
    });
}

// Calls an operator. Arguments left out at the end take the schema's defaults. Up to `capacity` results are handed over
// (tensors with their reference, lists as malloc'ed arrays); the rest are dropped. Returns the number handed over.
SHIM int64_t shim_call(void* op, const Value* arguments, int64_t count, Value* results, int64_t capacity) {
    thread_local std::vector<IValue> reused;
    return guarded<int64_t>(-1, [&]() -> int64_t {
        auto& handle = *static_cast<c10::OperatorHandle*>(op);
        auto& schema = handle.schema();
        auto& formal = schema.arguments();
        TORCH_CHECK(count <= static_cast<int64_t>(formal.size()), "too many arguments for ", schema);
        // Taken, not borrowed: an operator may call back into this function on the same thread.
        std::vector<IValue> stack = std::move(reused);
        stack.clear();
        for (int64_t i = 0; i < count; i++) stack.push_back(to_ivalue(arguments[i], formal[i]));
        for (size_t i = count; i < formal.size(); i++) {
            TORCH_CHECK(formal[i].default_value(), "argument '", formal[i].name(), "' is missing for ", schema);
            stack.push_back(*formal[i].default_value());
        }
        handle.callBoxed(&stack);
        int64_t handed = std::min<int64_t>(capacity, stack.size());
        for (int64_t i = 0; i < handed; i++) results[i] = from_ivalue(std::move(stack[i]));
        stack.clear();
        reused = std::move(stack);
        return handed;
    });
}

// ---- a tensor's header

SHIM void shim_tensor_free(void* tensor) {
    c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(impl(tensor));
}
SHIM int64_t shim_tensor_dim(void* tensor) { return impl(tensor)->dim(); }
SHIM int64_t shim_tensor_numel(void* tensor) { return impl(tensor)->numel(); }
SHIM int64_t shim_tensor_offset(void* tensor) { return impl(tensor)->storage_offset(); }
SHIM int64_t shim_tensor_dtype(void* tensor) { return static_cast<int64_t>(c10::typeMetaToScalarType(impl(tensor)->dtype())); }
SHIM int64_t shim_tensor_itemsize(void* tensor) { return static_cast<int64_t>(impl(tensor)->itemsize()); }
SHIM int64_t shim_tensor_device(void* tensor) {
    auto device = impl(tensor)->device();
    return static_cast<int64_t>(device.type()) | (static_cast<int64_t>(device.index()) << 8);
}
SHIM int64_t shim_tensor_is_contiguous(void* tensor) { return impl(tensor)->is_contiguous(); }
SHIM void shim_tensor_sizes(void* tensor, int64_t* sizes) {
    auto source = impl(tensor)->sizes();
    std::memcpy(sizes, source.data(), source.size() * sizeof(int64_t));
}
SHIM void shim_tensor_strides(void* tensor, int64_t* strides) {
    auto source = impl(tensor)->strides();
    std::memcpy(strides, source.data(), source.size() * sizeof(int64_t));
}
SHIM void* shim_tensor_data(void* tensor) {
    // Constant in later libtorchs, which keep a second function for writing.
    return guarded<void*>(nullptr, [&] { return const_cast<void*>(static_cast<const void*>(impl(tensor)->data())); });
}

// ---- autograd

SHIM int64_t shim_tensor_requires_grad(void* tensor) { return impl(tensor)->requires_grad(); }
SHIM int64_t shim_tensor_set_requires_grad(void* tensor, int64_t value) {
    return guarded<int64_t>(-1, [&] {
        borrow(tensor).requires_grad_(value != 0);
        return 0;
    });
}
SHIM void* shim_tensor_grad(void* tensor) { return release(borrow(tensor).grad()); }
SHIM int64_t shim_tensor_set_grad(void* tensor, void* grad) {
    return guarded<int64_t>(-1, [&] {
        borrow(tensor).mutable_grad() = borrow(grad);
        return 0;
    });
}
SHIM int64_t shim_grad_enabled() { return c10::GradMode::is_enabled(); }
SHIM void shim_set_grad_enabled(int64_t enabled) { c10::GradMode::set_enabled(enabled != 0); }
SHIM int64_t shim_inference_enabled() { return c10::InferenceMode::is_enabled(); }
SHIM void* shim_inference_enter(int64_t enabled) { return new c10::InferenceMode(enabled != 0); }
SHIM void shim_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

// ---- generators

SHIM void* shim_generator_new(int64_t device, uint64_t seed) {
    return guarded<void*>(nullptr, [&] {
        auto where = device_of(device);
        auto generator = where.is_cpu()
            ? at::detail::createCPUGenerator(seed)
            : at::globalContext().defaultGenerator(where).clone();
        generator.set_current_seed(seed);
        return new at::Generator(generator);
    });
}
SHIM void* shim_generator_default(int64_t device) {
    return guarded<void*>(nullptr, [&] { return new at::Generator(at::globalContext().defaultGenerator(device_of(device))); });
}
SHIM void shim_generator_free(void* generator) { delete static_cast<at::Generator*>(generator); }
SHIM uint64_t shim_generator_seed(void* generator) { return static_cast<at::Generator*>(generator)->current_seed(); }
SHIM int64_t shim_generator_set_seed(void* generator, uint64_t seed) {
    return guarded<int64_t>(-1, [&] {
        std::lock_guard<std::mutex> lock(static_cast<at::Generator*>(generator)->mutex());
        static_cast<at::Generator*>(generator)->set_current_seed(seed);
        return 0;
    });
}
SHIM void* shim_generator_state(void* generator) {
    return guarded<void*>(nullptr, [&] {
        std::lock_guard<std::mutex> lock(static_cast<at::Generator*>(generator)->mutex());
        return release(static_cast<at::Generator*>(generator)->get_state());
    });
}
SHIM int64_t shim_generator_set_state(void* generator, void* state) {
    return guarded<int64_t>(-1, [&] {
        std::lock_guard<std::mutex> lock(static_cast<at::Generator*>(generator)->mutex());
        static_cast<at::Generator*>(generator)->set_state(borrow(state));
        return 0;
    });
}

// ---- the machine

SHIM const char* shim_version() { return TORCH_VERSION; }
SHIM int64_t shim_get_num_threads() { return at::get_num_threads(); }
SHIM int64_t shim_set_num_threads(int64_t count) {
    return guarded<int64_t>(-1, [&] {
        at::set_num_threads(static_cast<int>(count));
        return 0;
    });
}
SHIM int64_t shim_get_num_interop_threads() { return at::get_num_interop_threads(); }
SHIM int64_t shim_set_num_interop_threads(int64_t count) {
    return guarded<int64_t>(-1, [&] {
        at::set_num_interop_threads(static_cast<int>(count));
        return 0;
    });
}
SHIM int64_t shim_cuda_device_count() {
    return guarded<int64_t>(0, [&]() -> int64_t {
        if (!c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA)) return 0;
        return c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount();
    });
}
SHIM int64_t shim_cuda_has_cudnn() {
    return guarded<int64_t>(0, [&]() -> int64_t { return at::globalContext().hasCuDNN(); });
}
SHIM int64_t shim_cuda_synchronize(int64_t device) {
    return guarded<int64_t>(-1, [&] {
        auto guard = c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA);
        auto where = device_of(device);
        guard->synchronizeStream(guard->getStream(where.has_index() ? where : guard->getDevice()));
        return 0;
    });
}
