// Where libtorch's CPU tensors get their memory. Large blocks are kept when they are freed and handed out again: the
// next step of a training wants the same sizes, and the system would first clear every page of a new block, which takes
// about as long as the computing itself.

#include <c10/core/Allocator.h>
#include <c10/core/impl/alloc_cpu.h>
#include <unistd.h>
#include <algorithm>
#include <cstring>
#include <mutex>
#include <vector>

namespace {

// malloc itself reuses smaller blocks well.
constexpr size_t large = 128 * 1024;

// In front of every block stands its size, in as many bytes as keep the block aligned.
constexpr size_t header = 64;

struct Kept {
    std::mutex mutex;
    std::vector<char*> blocks;  // the longest unused first
    size_t bytes = 0;
    // An eighth of the machine's memory, and no more than 2 GiB.
    const size_t most_bytes = std::min(static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE) / 8, size_t{2} << 30);
};

// Never destroyed: tensors may be freed while the process ends.
Kept& kept = *new Kept();

size_t& size_of(char* block) { return *reinterpret_cast<size_t*>(block); }

// The smallest kept block that holds so many bytes and wastes at most a quarter; null without one.
char* take(size_t size) {
    std::lock_guard<std::mutex> lock(kept.mutex);
    auto best = kept.blocks.end();
    for (auto block = kept.blocks.begin(); block != kept.blocks.end(); ++block) {
        auto fits = size_of(*block) >= size && size_of(*block) <= size + size / 4;
        if (fits && (best == kept.blocks.end() || size_of(*block) < size_of(*best))) best = block;
    }
    if (best == kept.blocks.end()) return nullptr;
    auto block = *best;
    kept.blocks.erase(best);
    kept.bytes -= size_of(block);
    return block;
}

void give_back(void* data) {
    if (!data) return;
    auto block = static_cast<char*>(data) - header;
    if (size_of(block) < large) return c10::free_cpu(block);
    std::lock_guard<std::mutex> lock(kept.mutex);
    kept.blocks.push_back(block);
    kept.bytes += size_of(block);
    while (kept.bytes > kept.most_bytes) {
        kept.bytes -= size_of(kept.blocks.front());
        c10::free_cpu(kept.blocks.front());
        kept.blocks.erase(kept.blocks.begin());
    }
}

c10::DataPtr make(size_t size) {
    auto cpu = c10::Device(c10::DeviceType::CPU);
    if (size == 0) return {nullptr, nullptr, &give_back, cpu};
    auto block = size < large ? nullptr : take(size);
    if (!block) {
        block = static_cast<char*>(c10::alloc_cpu(size + header));
        size_of(block) = size;
    }
    auto data = block + header;
    return {data, data, &give_back, cpu};
}

// Declared for libtorch before and after 2.3: only one of the two allocate() is virtual there.
struct KeepingAllocator final : c10::Allocator {
    c10::DataPtr allocate(size_t size) const { return make(size); }
    c10::DataPtr allocate(size_t size) { return make(size); }
    c10::DeleterFnPtr raw_deleter() const { return &give_back; }
    void copy_data(void* target, const void* source, size_t size) const { std::memcpy(target, source, size); }
};

struct Registration {
    // Above the priority of libtorch's own.
    Registration() { c10::SetAllocator(c10::DeviceType::CPU, new KeepingAllocator(), 1); }
} registration;

}  // namespace
