#!/usr/bin/env bash
# Makes this machine ready to build and run the collection. Safe to run again: it does only what is missing.
#
#   environment/setup.sh [engine] [pages] [tool] [tests] [bench]
#
# engine registers no kernel with Jupyter: training and the web page need none. pages also installs, where it can, what
# pictures of charts and pages of notebooks are made with; tool registers .NET Interactive's own kernel beside ours, as
# dotnet-interactive; tests and bench install what only they need.
# FASHION_TORCH=cpu|cuda-linux chooses the libtorch instead of looking for an NVIDIA GPU.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

for group in "$@"; do
    case $group in
        engine | pages | tool | tests | bench) ;;
        *) say "unknown argument '$group'; use: environment/setup.sh [engine] [pages] [tool] [tests] [bench]" >&2; exit 2 ;;
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
    local why='FASHION_TORCH says so'
    if [ -z "$torch" ]; then
        if nvidia-smi >/dev/null 2>&1; then torch=cuda-linux why='nvidia-smi finds a GPU'; else torch=cpu why='nvidia-smi finds no GPU'; fi
    fi
    text="<Project>
  <PropertyGroup>
    <FashionTorch>$torch</FashionTorch>
  </PropertyGroup>
</Project>"
    [ "$(cat $props 2>/dev/null)" = "$text" ] && return
    printf '%s\n' "$text" >$props.tmp && mv $props.tmp $props
    say "libtorch: $torch ($why); FASHION_TORCH=cpu or cuda-linux overrides"
}

# What each package is for; one line a package, shown when it is missing.
purpose() {
    case $1 in
        libzmq5) echo "how the kernel talks to Jupyter" ;;
        dataset-fashion-mnist) echo "the 70,000 images; downloaded where it is missing" ;;
        python3-nbformat) echo "tests: checks that written notebooks are valid" ;;
        python3-jupyter-client) echo "tests: a real client for the kernel" ;;
        python3-jsonschema) echo "tests: checks the kernel's messages against the protocol" ;;
        jupyter-notebook) echo "tests: classic Notebook, opened in a browser" ;;
        chromium) echo "draws pictures of charts" ;;
        python3-nbconvert) echo "turns notebooks into pages" ;;
        python3-torch) echo "tests and bench: exported weights and the same training in Python" ;;
        python3-pandas) echo "bench: the same CSV reading in Python" ;;
    esac
}

# The images are downloaded instead, charts stay without pictures, notebooks without pages.
can_do_without() { case $1 in dataset-fashion-mnist | chromium | python3-nbconvert) ;; *) return 1 ;; esac; }

can_install() { command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }; }

install_debian_packages() {
    local wanted=() missing=() package
    command -v apt-get >/dev/null && wanted+=(libzmq5 dataset-fashion-mnist)
    for group in "$@"; do
        case $group in
            pages) wanted+=(chromium python3-nbconvert) ;;
            tests) wanted+=(python3-nbformat python3-jupyter-client python3-jsonschema python3-nbconvert python3-torch jupyter-notebook chromium) ;;
            bench) wanted+=(python3-torch python3-pandas python3-jupyter-client) ;;
        esac
    done
    [ ${#wanted[@]} -eq 0 ] && return
    for package in "${wanted[@]}"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return

    local as_root=() log needed=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    log=$(mktemp)
    if can_install; then "${as_root[@]}" apt-get update -qq >"$log" 2>&1 || true; fi
    for package in "${missing[@]}"; do
        if ! can_do_without "$package"; then needed+=("$package")
        elif can_install && apt-cache show "$package" >/dev/null 2>&1; then needed+=("$package")
        else say "going on without $package ($(purpose "$package"))"; fi
    done
    if [ ${#needed[@]} -eq 0 ]; then rm -f "$log"; return; fi
    if ! can_install; then
        for package in "${needed[@]}"; do say "missing: $package ($(purpose "$package"))" >&2; done
        fail "these Debian packages are needed and this user cannot install them; ask for: apt-get install ${needed[*]}"
    fi
    for package in "${needed[@]}"; do say "installing $package: $(purpose "$package")"; done
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}" >>"$log" 2>&1; then
        tail -n 15 "$log" >&2
        fail "apt-get could not install: ${needed[*]} (its last words are above; the whole log is $log)"
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
    mkdir -p "$spec"
    cp environment/kernel/kernelspec/kernel.js "$spec/"
    # Charts that can be zoomed in classic Notebook; the build takes the file out of Plotly.NET.
    ln -sfn "$(dirname "$dll")/plotly.min.js" "$spec/plotly.min.js"
    printf '%s\n' "$text" >"$spec/.tmp" && mv "$spec/.tmp" "$spec/kernel.json"
    say "registered the kernel with Jupyter as $name ($title)"
}

# .NET Interactive's own kernel, the tool as it is. Plotly.NET calls what the tool's FSharp.Core doesn't have; the host takes a
# newer assembly that is listed as serviceable before the one beside the program.
register_tool() {
    local packages tool core spec text
    packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: *//; s:/$::')
    tool=$(sed -n 's/.*"version": "\(.*\)".*/\1/p' .config/dotnet-tools.json)
    core=$(sed -n 's/.*Include="FSharp.Core" Version="\(.*\)".*/\1/p' Directory.Packages.props)
    spec=$(kernel_folders | head -n 1)/dotnet-interactive
    if [ ! -d "$packages/microsoft.dotnet-interactive/$tool" ]; then
        # The SDK remembers where it once restored a tool, also when NuGet's folder is another one now.
        rm -f "${DOTNET_CLI_HOME:-$HOME}/.dotnet/toolResolverCache/1/microsoft.dotnet-interactive"
        dotnet tool restore >/dev/null
    fi
    text="{
  \"argv\": [\"$(command -v dotnet)\", \"$packages/microsoft.dotnet-interactive/$tool/tools/net10.0/any/Microsoft.DotNet.Interactive.App.dll\",
           \"jupyter\", \"--default-kernel\", \"csharp\", \"{connection_file}\"],
  \"display_name\": \".NET Interactive (C#)\",
  \"language\": \"C#\",
  \"env\": {\"DOTNET_ADDITIONAL_DEPS\": \"$spec/fsharp.deps.json\", \"CORE_SERVICING\": \"$spec\", \"DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT\": \"1\"}
}"
    [ "$(cat "$spec/kernel.json" 2>/dev/null)" = "$text" ] && return
    mkdir -p "$spec"
    ln -sfn "$packages" "$spec/pkgs"
    cat >"$spec/fsharp.deps.json" <<END
{
  "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
  "targets": { ".NETCoreApp,Version=v10.0": { "FSharp.Core/$core": { "runtime": {
    "lib/netstandard2.1/FSharp.Core.dll": { "assemblyVersion": "${core%.*}.0.0", "fileVersion": "$core.0" } } } } },
  "libraries": { "FSharp.Core/$core": { "type": "package", "serviceable": true, "sha512": "", "path": "fsharp.core/$core" } }
}
END
    printf '%s\n' "$text" >"$spec/.tmp" && mv "$spec/.tmp" "$spec/kernel.json"
    say "registered .NET Interactive's own kernel with Jupyter as dotnet-interactive"
}

check_dotnet
choose_torch
install_debian_packages "$@"
case " $* " in *" engine "*) ;; *) register_kernel ;; esac
case " $* " in *" tool "*) register_tool ;; esac
