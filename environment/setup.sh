#!/usr/bin/env bash
# Makes this machine ready to build and run the collection. Safe to run again: it does only what is missing.
#
#   environment/setup.sh [tests] [bench]
#
# tests and bench also install what only the tests or the benchmarks need.
# FASHION_FEED=nuget|offline chooses where the packages come from instead of finding out.
# FASHION_TORCH=cpu|cuda-linux chooses the libtorch of the nuget feed (default cpu).
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

# A restore of the card's packages is the only proof that this machine's feed carries them; the big native ones wait for the build.
feed_carries_card_packages() {
    local probe
    probe=$(mktemp -d)
    cp Directory.Packages.props "$probe/"
    cat >"$probe/probe.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="TorchSharp" />
    <PackageReference Include="Plotly.NET.Interactive" />
    <PackageReference Include="Microsoft.Data.Analysis" />
    <PackageReference Include="Microsoft.DotNet.Interactive.Formatting" />
  </ItemGroup>
</Project>
XML
    local rc=0
    dotnet restore "$probe/probe.csproj" >"$probe/log" 2>&1 || rc=$?
    rm -rf "$probe"
    return $rc
}

choose_feed() {
    local props=environment/feed.props recorded='' torch=${FASHION_TORCH:-}
    [ -f $props ] && recorded=$(sed -n 's:.*<FashionFeed>\(.*\)</FashionFeed>.*:\1:p' $props)
    feed=${FASHION_FEED:-$recorded}
    if [ -z "$feed" ]; then
        say "looking whether this machine's package feed carries TorchSharp, Plotly.NET, Microsoft.Data.Analysis and .NET Interactive's formatting"
        if feed_carries_card_packages; then feed=nuget; else feed=offline; fi
    fi
    case $feed in nuget | offline) ;; *) fail "FASHION_FEED is '$feed'; it must be nuget or offline" ;; esac
    case ${torch:-cpu} in cpu | cuda-linux) ;; *) fail "FASHION_TORCH is '$torch'; it must be cpu or cuda-linux" ;; esac
    [ -z "$torch" ] && [ -f $props ] && torch=$(sed -n 's:.*<FashionTorch>\(.*\)</FashionTorch>.*:\1:p' $props)
    local text="<Project>
  <PropertyGroup>
    <FashionFeed>$feed</FashionFeed>
    <FashionTorch>${torch:-cpu}</FashionTorch>
  </PropertyGroup>
</Project>"
    [ -f $props ] && [ "$(cat $props)" = "$text" ] && return
    printf '%s\n' "$text" >$props.tmp && mv $props.tmp $props
    case $feed in
        nuget) say "feed: nuget (the real packages), recorded in $props" ;;
        offline) say "feed: offline (environment/offline over Debian's libtorch), recorded in $props; FASHION_FEED=nuget overrides" ;;
    esac
}

# What each package is for; one line a package, shown when it is missing.
purpose() {
    case $1 in
        g++) echo "compiles the native shim" ;;
        libtorch-dev) echo "PyTorch's C++ engine" ;;
        libopenblas0-pthread) echo "fast matrix products (Debian's default is several times slower)" ;;
        dataset-fashion-mnist) echo "the 70,000 images" ;;
        python3-nbformat) echo "tests: checks that written notebooks are valid" ;;
        python3-torch) echo "bench: the same training in Python" ;;
        python3-pandas) echo "bench: the same CSV reading in Python" ;;
    esac
}

install_debian_packages() {
    local wanted=() missing=() package
    [ "$feed" = offline ] && wanted+=(g++ libtorch-dev libopenblas0-pthread dataset-fashion-mnist)
    for group in "$@"; do
        case $group in
            tests) wanted+=(python3-nbformat) ;;
            bench) wanted+=(python3-torch python3-pandas) ;;
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

check_dotnet
choose_feed
install_debian_packages "$@"
if [ "$feed" = offline ]; then environment/offline/TorchSharp/native/build.sh; fi
