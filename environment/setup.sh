#!/usr/bin/env bash
# Makes this machine ready to build and run the collection. Safe to run again: it does only what is missing.
#
#   environment/setup.sh [tests] [bench]
#
# tests and bench also install what only the tests or the benchmarks need.
# FASHION_TORCH=cpu|cuda-linux chooses the libtorch instead of looking for an NVIDIA GPU.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

for group in "$@"; do
    case $group in
        tests | bench) ;;
        *) fail "unknown argument '$group'; use: environment/setup.sh [tests] [bench]" ;;
    esac
done

check_dotnet() {
    command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing; install it from https://dot.net and put dotnet on the PATH"
    dotnet --version >/dev/null 2>&1 || fail "the .NET SDK here is not the one global.json asks for (10.0): $(dotnet --list-sdks | tr '\n' ' ')"
}

# libtorch for CUDA is several GB, which only a machine with a GPU can use.
choose_torch() {
    local props=environment/torch.props torch=${FASHION_TORCH:-} text
    case ${torch:-cpu} in cpu | cuda-linux) ;; *) fail "FASHION_TORCH is '$torch'; it must be cpu or cuda-linux" ;; esac
    if [ -z "$torch" ]; then
        if nvidia-smi >/dev/null 2>&1; then torch=cuda-linux; else torch=cpu; fi
    fi
    text="<Project>
  <PropertyGroup>
    <FashionTorch>$torch</FashionTorch>
  </PropertyGroup>
</Project>"
    [ "$(cat $props 2>/dev/null)" = "$text" ] && return
    printf '%s\n' "$text" >$props.tmp && mv $props.tmp $props
    say "libtorch: $torch, recorded in $props; FASHION_TORCH overrides"
}

# What each package is for; one line a package, shown when it is missing.
purpose() {
    case $1 in
        libzmq5) echo "how the kernel talks to Jupyter" ;;
        libgd3) echo "decodes photos" ;;
        dataset-fashion-mnist) echo "the 70,000 images" ;;
        python3-nbformat) echo "tests: checks that written notebooks are valid" ;;
        python3-jupyter-client) echo "tests: a real client for the kernel" ;;
        python3-jsonschema) echo "tests: checks the kernel's messages against the protocol" ;;
        jupyter-notebook) echo "tests: classic Notebook, opened in a browser" ;;
        chromium) echo "tests: the browser" ;;
        python3-nbconvert) echo "tests: runs notebooks with the kernel as readers do" ;;
        python3-ipykernel) echo "bench: Python's kernel, for comparison" ;;
        python3-torch) echo "bench: the same training in Python" ;;
        python3-pandas) echo "bench: the same CSV reading in Python" ;;
    esac
}

install_debian_packages() {
    local wanted=() missing=() package
    command -v apt-get >/dev/null && wanted+=(libzmq5 libgd3 dataset-fashion-mnist)
    for group in "$@"; do
        case $group in
            tests) wanted+=(python3-nbformat python3-jupyter-client python3-jsonschema python3-nbconvert jupyter-notebook chromium) ;;
            bench) wanted+=(python3-torch python3-pandas python3-jupyter-client python3-ipykernel) ;;
        esac
    done
    [ ${#wanted[@]} -eq 0 ] && return
    for package in "${wanted[@]}"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return

    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo); fi
    fi
    if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && [ ${#as_root[@]} -eq 0 ]; }; then
        for package in "${missing[@]}"; do say "missing: $package ($(purpose "$package"))" >&2; done
        fail "these Debian packages are needed and this user cannot install them; ask for: apt-get install ${missing[*]}"
    fi
    for package in "${missing[@]}"; do say "installing $package: $(purpose "$package")"; done
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        fail "apt-get could not install: ${missing[*]} (its last words are above; the whole log is $log)"
    fi
    rm -f "$log"
}

# The folders in which Jupyter looks for kernels, the user's own first.
kernel_folders() {
    local data=${JUPYTER_DATA_DIR:-}
    if [ -z "$data" ]; then
        case $(uname) in
            Darwin) data=$HOME/Library/Jupyter ;;
            *) data=${XDG_DATA_HOME:-$HOME/.local/share}/jupyter ;;
        esac
    fi
    printf '%s\n' "$data/kernels" /usr/local/share/jupyter/kernels /usr/share/jupyter/kernels
    if [ -n "${JUPYTER_PATH:-}" ]; then printf '%s\n' "$JUPYTER_PATH" | tr ':' '\n' | sed 's:$:/kernels:'; fi
    if [ -n "${VIRTUAL_ENV:-}${CONDA_PREFIX:-}" ]; then echo "${VIRTUAL_ENV:-$CONDA_PREFIX}/share/jupyter/kernels"; fi
}

# Charts that can be zoomed in classic Notebook; other front ends have extensions for them.
fetch_plotly() {
    local target=environment/kernel/kernelspec/plotly.min.js package=plotly.js-dist-min@2.35.3 folder
    [ -f $target ] && return
    if ! command -v npm >/dev/null; then
        say "npm is missing, which would fetch plotly.js: classic Notebook will show charts as pictures"
        return
    fi
    folder=$(mktemp -d)
    if (cd "$folder" && npm pack --silent $package && tar xzf ./*.tgz) >/dev/null 2>&1; then
        mv "$folder/package/plotly.min.js" $target
    else
        say "npm could not fetch $package: classic Notebook will show charts as pictures"
    fi
    rm -rf "$folder"
}

# .net-csharp is the kernel that the notebooks ask for. Where .NET Interactive has that name, it keeps it.
register_kernel() {
    local folders folder name=.net-csharp title='.NET (C#)' spec text dll
    folders=$(kernel_folders)
    while read -r folder; do
        if [ -f "$folder/.net-csharp/kernel.json" ] && ! grep -q notebook-kernel "$folder/.net-csharp/kernel.json"; then
            name=fashion-csharp title='C# (FashionNotebooks)'
        fi
    done <<<"$folders"
    dll=$(printf %s "$PWD/environment/kernel/bin/Release/net10.0/notebook-kernel.dll" | sed 's/[\\"]/\\&/g')
    text="{
  \"argv\": [\"$(command -v dotnet)\", \"$dll\", \"jupyter\", \"{connection_file}\"],
  \"display_name\": \"$title\",
  \"language\": \"C#\",
  \"interrupt_mode\": \"message\"
}"
    spec=$(head -n 1 <<<"$folders")/$name
    [ "$(cat "$spec/kernel.json" 2>/dev/null)" = "$text" ] && cmp -s environment/kernel/kernelspec/kernel.js "$spec/kernel.js" && return
    fetch_plotly
    mkdir -p "$spec"
    cp environment/kernel/kernelspec/* "$spec/"
    printf '%s\n' "$text" >"$spec/.tmp" && mv "$spec/.tmp" "$spec/kernel.json"
    say "registered the kernel with Jupyter as $name ($title)"
}

check_dotnet
choose_torch
install_debian_packages "$@"
register_kernel
