#!/bin/sh
# Builds libtorch_shim.so into build/ beside this script; does nothing when it is up to date.
# FASHION_LIBTORCH=folder takes libtorch from folder/include and folder/lib (a downloaded libtorch, or the torch folder
# of a Python installation, CUDA builds included); otherwise Debian's libtorch-dev is used.
set -eu
cd "$(dirname "$0")"

compiler=${CXX:-g++}
command -v "$compiler" >/dev/null || { echo "build.sh: no C++ compiler ($compiler): install g++" >&2; exit 1; }

if [ -n "${FASHION_LIBTORCH:-}" ]; then
    include=$FASHION_LIBTORCH/include
    lib=$FASHION_LIBTORCH/lib
    [ -f "$include/ATen/core/dispatch/Dispatcher.h" ] && [ -f "$lib/libtorch_cpu.so" ] || {
        echo "build.sh: FASHION_LIBTORCH=$FASHION_LIBTORCH has no include/ATen and lib/libtorch_cpu.so" >&2; exit 1; }
    # Wheels up to 2.6 use the string type from before C++11; libtorch says which in its own symbols.
    abi=1
    if grep -q '_ZN3c105ErrorC[12]ENS_14SourceLocationESs' "$lib/libc10.so"; then abi=0; fi
    flags="-I$include -I$include/torch/csrc/api/include -L$lib -Wl,-rpath,$lib -D_GLIBCXX_USE_CXX11_ABI=$abi"
else
    lib=$(dirname "$(find /usr/lib -name libtorch_cpu.so -print -quit 2>/dev/null)")
    [ -f /usr/include/ATen/core/dispatch/Dispatcher.h ] && [ -f "$lib/libtorch_cpu.so" ] || {
        echo "build.sh: libtorch's headers or library are missing: install libtorch-dev, or set FASHION_LIBTORCH" >&2; exit 1; }
    flags=
fi

# A CUDA libtorch registers its kernels when its library is loaded, so it is linked although nothing here names it.
libraries="-ltorch -ltorch_cpu -lc10"
if [ -f "$lib/libtorch_cuda.so" ]; then libraries="$libraries -ltorch_cuda -lc10_cuda"; fi

mkdir -p build
recipe="$compiler $flags $libraries"
up_to_date() {
    [ "$recipe" = "$(cat build/recipe 2>/dev/null)" ] || return 1
    for source in torch_shim.cpp build.sh "$lib/libtorch_cpu.so"; do
        [ build/libtorch_shim.so -nt "$source" ] || return 1
    done
}
if up_to_date; then exit 0; fi

temporary=$(mktemp build/libtorch_shim.XXXXXX)
trap 'rm -f "$temporary"' EXIT
# shellcheck disable=SC2086 # the flags are several words
"$compiler" -std=c++17 -O2 -fPIC -shared -fvisibility=hidden -Wall torch_shim.cpp -o "$temporary" $flags \
    -Wl,--no-as-needed $libraries -Wl,--as-needed
chmod 755 "$temporary"
mv "$temporary" build/libtorch_shim.so
printf '%s' "$recipe" >build/recipe
