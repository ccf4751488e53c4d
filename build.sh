#!/usr/bin/env bash
# The only door to building, testing and serving Rasid. `./build.sh help` lists what it does.
#
# What is missing is installed on the way: the wasm target, wasm-bindgen's command in the version
# that Cargo.lock names (outside the clone), npm packages from the lock file, and for the browser
# tests Chromium, Firefox and, where there is one, WebKitGTK, from the system's package manager. All that is generated lies in target/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly TARGET=wasm32-unknown-unknown
readonly SITE=target/site
readonly PACKAGE=target/npm
readonly OFFLINE=target/rasid.html
readonly TOOLS="${RASID_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/rasid}"

main() {
    local command="${1:-help}"
    [ $# -gt 0 ] && shift
    case "$command" in
        build) build ;;
        serve) serve "$@" ;;
        examples) examples "$@" ;;
        test) run_tests ;;
        test-archive) test_archive ;;
        eval) evaluate "$@" ;;
        bench) bench ;;
        reproduce) reproduce ;;
        help | -h | --help) usage ;;
        *) usage >&2; stop "unknown command '$command'" ;;
    esac
}

usage() {
    cat <<'TEXT'
./build.sh serve [PORT]   build the page and serve it on this machine
./build.sh build          build the page (target/site), the page in one file (target/rasid.html), the
                          npm package (target/npm)
./build.sh examples       serve the example pages of the npm package
./build.sh test-archive   run the Spark example on 10,000 articles; part of test where Java is
./build.sh test           run every test: native, wasm in Node, the page in a browser
./build.sh eval DIR       analyse the gold articles in DIR and score the result
./build.sh bench          time and weigh what is built
./build.sh reproduce      build the module here and in another folder, and compare the two
TEXT
}

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
stop() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" > /dev/null 2>&1; }

# --- what must be there ---------------------------------------------------------------------

need_rust() {
    has cargo || stop "cargo is missing. Install Rust from https://rustup.rs and run this again."
    local wanted found
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    found=$(rustc --version | cut -d' ' -f2)
    [ "$(printf '%s\n%s\n' "$wanted" "$found" | sort -V | head -n 1)" = "$wanted" ] \
        || stop "Rust $wanted or newer is needed, $found is installed. Run 'rustup update'."
}

need_node() {
    has node && has npm || stop "Node.js with npm is missing. Install version 20 or newer from https://nodejs.org or your system's packages."
    [ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] \
        || stop "Node.js 20 or newer is needed, $(node --version) is installed."
}

need_wasm_target() {
    [ -d "$(rustc --print sysroot)/lib/rustlib/$TARGET" ] && return
    has rustup || stop "the Rust target $TARGET is missing and there is no rustup to add it. Install it as your system does (Debian: libstd-rust-dev-wasm32)."
    say "Adding the Rust target $TARGET"
    rustup target add "$TARGET"
}

# Sets WASM_BINDGEN to a command of exactly the version of the crate: the two speak a private format.
need_wasm_bindgen() {
    local version
    version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)
    [ -n "$version" ] || stop "Cargo.lock names no version of wasm-bindgen."
    for WASM_BINDGEN in "$(command -v wasm-bindgen || true)" "$TOOLS/wasm-bindgen-$version/bin/wasm-bindgen"; do
        if [ -x "$WASM_BINDGEN" ] && [ "$("$WASM_BINDGEN" --version)" = "wasm-bindgen $version" ]; then
            return
        fi
    done
    say "Installing wasm-bindgen $version into $TOOLS (once, some minutes)"
    # A command that is run for a second at a time need not be optimised to the last; --locked would
    # ask for versions that not every mirror keeps.
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        cargo install wasm-bindgen-cli --version "$version" --root "$TOOLS/wasm-bindgen-$version" \
        || stop "wasm-bindgen $version could not be installed; see the messages above."
}

need_npm_packages() {
    need_node
    # npm writes this file last, so it is newer than the lock file exactly when all is installed.
    [ tests/node_modules/.package-lock.json -nt tests/package-lock.json ] && return
    say "Installing npm packages"
    npm --prefix tests ci --no-audit --no-fund --loglevel=error
    touch tests/node_modules/.package-lock.json
}

# Sets CHROMIUM and FIREFOX to the browsers for the tests.
need_browsers() {
    need_browser CHROMIUM chromium chromium chromium-browser google-chrome
    need_browser FIREFOX firefox firefox-esr firefox
}

# Sets WEBKIT to WebKitGTK's browser for tests, which Debian and its like have; fails where there is
# none.
need_webkit() {
    if ! has WebKitWebDriver && has apt-get; then
        local sudo=
        [ "$(id -u)" = 0 ] || sudo=sudo
        say "Installing WebKitGTK"
        $sudo apt-get update -q && $sudo apt-get install -qy --no-install-recommends webkit2gtk-driver xvfb || return 1
    fi
    has WebKitWebDriver && { has Xvfb || [ -n "${DISPLAY:-}" ]; } || return 1
    for WEBKIT in "${WEBKIT:-}" /usr/lib/*/webkit2gtk-4.*/MiniBrowser /usr/lib*/webkit2gtk-4.*/MiniBrowser; do
        if [ -x "$WEBKIT" ]; then
            export WEBKIT
            return
        fi
    done
    return 1
}

# Sets the variable $1 to the first of the commands $3…; if there is none, installs $2.
need_browser() {
    local variable=$1 package=$2
    shift 2
    find_browser "$variable" "$@" && return
    local sudo=
    [ "$(id -u)" = 0 ] || sudo=sudo
    say "Installing $package"
    if has apt-get; then
        $sudo apt-get update -q
        # Debian has the long-term Firefox only, Ubuntu a "firefox" that is no package of its own.
        if [ "$package" = firefox ] && apt-cache show firefox-esr > /dev/null 2>&1; then package=firefox-esr; fi
        $sudo apt-get install -qy --no-install-recommends "$package"
    elif has dnf; then
        $sudo dnf install -qy "$package"
    elif has pacman; then
        $sudo pacman -Sy --noconfirm "$package"
    elif has brew; then
        brew install --cask "$package"
    else
        stop "$package is missing and there is no package manager that this script knows. Install it, or name it in $variable."
    fi
    find_browser "$variable" "$@" || stop "$package was installed but is not on the PATH; name it in $variable."
}

# Sets the variable $1, unless it names a command already, to the first of $2… that is one.
find_browser() {
    local variable=$1 command
    shift
    for command in "${!variable:-}" "$@"; do
        if [ -n "$command" ] && has "$command"; then
            export "$variable=$(command -v "$command")"
            return
        fi
    done
    return 1
}

# Sets SPARK to a Python that has Spark, in the version that the example was tested with.
need_spark() {
    has java || stop "Java is missing. Install version 17 or newer from your system's packages."
    has python3 || stop "Python 3 is missing. Install it from your system's packages."
    local version=4.3.0
    SPARK="$TOOLS/pyspark-$version/bin/python"
    "$SPARK" -c "import pyspark; assert pyspark.__version__ == '$version'" 2> /dev/null && return
    say "Installing Spark $version into $TOOLS (once, some minutes)"
    python3 -m venv "$TOOLS/pyspark-$version" && "$SPARK" -m pip install --quiet --disable-pip-version-check "pyspark==$version" \
        || stop "Spark could not be installed; see the messages above."
}

# --- building -------------------------------------------------------------------------------

build() {
    need_rust
    need_wasm_target
    need_wasm_bindgen
    need_npm_packages
    say "Building the WebAssembly module"
    compile_module
    local wasm=target/$TARGET/release/rasid.wasm stamp=target/site.stamp
    mkdir -p "$SITE/pkg"
    if [ "$(stamp_of "$wasm")" != "$(cat "$stamp" 2> /dev/null)" ]; then
        say "Generating bindings"
        # Who uses the bindings says where the module is: bundlers would follow an address in them, too.
        "$WASM_BINDGEN" --target web --omit-default-module-path --out-dir "$SITE/pkg" "$wasm"
        say "Optimising"
        # The features are those that rustc has switched on for this target. What is called once is put
        # into its caller only while it is small: else the whole analysis becomes one function of 440 kB,
        # which engines compile late or not at all.
        # Functions that are called often have short numbers when they are put in order.
        tests/node_modules/.bin/wasm-opt -O3 --one-caller-inline-max-function-size=200 \
            --reorder-functions --reorder-locals \
            --enable-bulk-memory --enable-bulk-memory-opt --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
            --enable-reference-types --enable-multivalue --enable-simd \
            -o "$SITE/pkg/rasid_bg.opt.wasm" "$SITE/pkg/rasid_bg.wasm"
        mv "$SITE/pkg/rasid_bg.opt.wasm" "$SITE/pkg/rasid_bg.wasm"
        stamp_of "$wasm" > "$stamp"
    fi
    say "Gathering the page in $SITE"
    gather
    say "Packing the npm package in $PACKAGE and the page in one file, $OFFLINE"
    node tests/pack.js "$SITE/pkg" "$PACKAGE" "$(sed -n '/^version = /{s/.*"\(.*\)"/\1/p;q;}' Cargo.toml)"
    node tests/notices.js "$PACKAGE"
    node tests/offline.js "$SITE" "$OFFLINE"
}

# What of the code is put into its callers: only what is very small, also where there is but one caller.
# A function of fifty kilobytes is compiled as a whole when its first line is needed, and once more, for
# a quarter of a second, when it turns out to be needed often; the start of the page waits for both.
# LLVM has a fixed bonus for an only caller, so all costs are ten times what they usually are, and the
# thresholds are set for that: 100 is 10 of the usual 225, 800 is 80 of the usual 325 for what asks to be
# inlined, and 450 is 45 of the usual 525 in loops. (5250 there: 5 % faster, and 22 kB more.)
readonly INLINING="-Cllvm-args=-inline-threshold=100 -Cllvm-args=-inline-instr-cost=50 -Cllvm-args=-inline-call-penalty=250 -Cllvm-args=-inlinehint-threshold=800 -Cllvm-args=-locally-hot-callsite-threshold=450"

# Compiles the module of the folder this is called in. Paths of this machine stay out of it: it is the
# same wherever it is built.
compile_module() {
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$INLINING --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo --remap-path-prefix=$PWD=." \
        cargo build --release --lib --target "$TARGET"
}

# The page as it is served: www, the sample articles that the test articles name, and the module.
gather() {
    find "$SITE" -mindepth 1 -maxdepth 1 ! -name pkg -exec rm -r {} +
    cp -R www/. "$SITE"
    mkdir "$SITE/samples"
    # Column 6 of the list is "Arabic label / English label" for those that are samples.
    awk -F '\t' '!/^#/ && $6 != "" { split($6, label, " / ")
        printf "%s  {\"file\": \"%s\", \"date\": \"%s\", \"ar\": \"%s\", \"en\": \"%s\"}", \
            separator, $1, $2, label[1], label[2]; separator = ",\n" }
        BEGIN { print "[" } END { print "\n]" }' tests/articles/ARTICLES.tsv > "$SITE/samples/index.json"
    awk -F '\t' '!/^#/ && $6 != "" { print "tests/articles/text/" $1 }' tests/articles/ARTICLES.tsv \
        | xargs -I {} cp {} "$SITE/samples/"
    node tests/notices.js "$SITE" d3-force
    node tests/prerender.js "$SITE"
    node tests/bundle.js "$SITE"
    # The service worker keeps these files; a change in one of them changes the list, and so the worker.
    # What is in pkg/ besides the module is for Node.
    (cd "$SITE" && find . -type f ! -path './pkg/*.js' ! -name '*.ts' | sort | xargs sha256sum) \
        | awk 'BEGIN { print "self.FILES = [" } { printf "  [\"%s\", \"%s\"],\n", $2, $1 } END { print "];" }' > "$SITE.precache"
    mv "$SITE.precache" "$SITE/precache.js"
}

# What decides whether bindings and optimisation must run again.
stamp_of() { cat "$1" build.sh tests/package-lock.json | sha256sum; }

# The example pages, with the package beside them.
examples() {
    build
    rm -rf target/examples
    cp -R examples target/examples
    cp -R "$PACKAGE" target/examples/rasid
    say "Serving; stop with Ctrl-C. The pages are element/, editor/ and bookmarklet/."
    exec node tests/serve.js target/examples "${1:-8080}"
}

serve() {
    build
    say "Serving; stop with Ctrl-C"
    exec node tests/serve.js "$SITE" "${1:-8080}"
}

# --- testing --------------------------------------------------------------------------------

run_tests() {
    build
    need_browsers
    local log=target/test.log
    : > "$log"
    broken=()
    check "Formatting" cargo fmt --check
    check "Lints, native" cargo clippy --quiet --all-targets -- -D warnings
    check "Lints, wasm" cargo clippy --quiet --lib --target "$TARGET" -- -D warnings
    check "Documentation" env RUSTDOCFLAGS=-Dwarnings cargo doc --quiet --no-deps --document-private-items
    check "Native tests" cargo test
    has valgrind || say "valgrind is missing, so instructions are not counted; what they may be stands in tests/budget.json"
    # The tests below compare the page and the module with this command.
    check "The command" cargo build --release --bin rasid
    check "WebAssembly in Node" node --test --test-reporter=tap tests/node/*.test.js
    check "The npm package" node --test --test-reporter=tap --test-concurrency=1 tests/npm/*.test.js
    check "The page in Chromium" node --test --test-reporter=tap --test-concurrency=1 --test-timeout=900000 tests/web/*.test.js
    check "The page in Firefox" env RASID_BROWSER=firefox node --test --test-reporter=tap --test-concurrency=1 --test-timeout=900000 tests/web/*.test.js
    if need_webkit; then
        check "The page in WebKitGTK" env RASID_BROWSER=webkit node --test --test-reporter=tap --test-concurrency=1 --test-timeout=900000 tests/web/*.test.js
    else
        say "No WebKitGTK here, so the page was not tested in it"
    fi
    # Where there is no Java, the rest of the tests is worth running all the same.
    if has java; then check "The archive on Spark" test_archive; fi
    # Cargo prints "test result: ok. 12 passed; 0 failed", Node's reporter "# pass 12" and "# fail 0".
    awk '/^test result:/ { passed += $4; failed += $6 }
         /^# pass /     { passed += $3 }
         /^# fail /     { failed += $3 }
         END { printf "%d passed, %d failed\n", passed, failed }' "$log"
    [ ${#broken[@]} -eq 0 ] || stop "these parts failed: $(IFS=,; echo "${broken[*]}")"
}

test_archive() {
    need_spark
    cargo build --quiet --release --bin rasid && "$SPARK" tests/archive/spark_test.py target/release/rasid
}

# Runs one part of the tests, shows what it prints, keeps it for counting and remembers whether it
# failed, so that one run shows all that is wrong.
check() {
    local name="$1"
    shift
    say "$name"
    "$@" 2>&1 | tee -a target/test.log || broken+=("$name")
}

# Builds the module twice, from two folders: with one compiler it must be the same to the byte.
reproduce() {
    need_rust
    need_wasm_target
    local module=target/$TARGET/release/rasid.wasm copy
    copy=$(mktemp -d)
    # shellcheck disable=SC2064 # The folder of now is meant.
    trap "rm -rf '$copy'" EXIT
    say "Building the module here"
    compile_module
    say "Building the module in $copy"
    git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- | tar --extract --directory="$copy"
    (cd "$copy" && compile_module)
    (sha256sum "$module" && cd "$copy" && sha256sum "$module" && rustc --version)
    cmp "$module" "$copy/$module" || stop "the two modules differ."
    say "The two modules are the same"
}

# --- measuring ------------------------------------------------------------------------------

evaluate() {
    local gold="${1:?"build.sh: eval needs the folder of gold articles, with ann/ and text/ in it"}"
    local scorer
    for scorer in "$gold/score.py" "$gold/../score.py" ../shared/gold/score.py; do
        [ -f "$scorer" ] && break
    done
    [ -f "$scorer" ] || stop "no score.py in $gold, above it or in ../shared/gold."
    need_rust
    cargo build --release --quiet --bin rasid
    mkdir -p target
    python3 "$scorer" "$gold" --inputs \
        | target/release/rasid batch --offsets codepoint > target/eval.ndjson
    python3 "$scorer" "$gold" target/eval.ndjson "${@:2}"
    evaluate_names "$(dirname "$scorer")"
}

# Names against the end of ANERcorp's training part, which training does not see, where the corpus
# and its scorer are beside the gold articles.
evaluate_names() {
    local corpus="$1/../data/ner/anercorp/train.conll" cut=target/anercorp.conll
    [ -f "$corpus" ] && [ -f "$1/score_ner.py" ] || return 0
    # Its last twenty articles of twenty sentences.
    awk 'BEGIN { RS = ""; ORS = "\n\n" } { sentence[NR] = $0 }
         END { for (i = (int((NR + 19) / 20) - 20) * 20 + 1; i <= NR; i++) print sentence[i] }' "$corpus" > "$cut"
    python3 "$1/score_ner.py" "$cut" --inputs | target/release/rasid batch --offsets codepoint > target/anercorp.ndjson
    echo "names in the end of ANERcorp (whole tokens, its own conventions)"
    python3 "$1/score_ner.py" "$cut" target/anercorp.ndjson
}

bench() {
    build
    cargo build --release --quiet --bin rasid
    has valgrind || say "valgrind is missing, so instructions are not counted"
    find_browser CHROMIUM chromium chromium-browser google-chrome || say "there is no Chromium, so it is not measured"
    node tests/node/bench.js "$SITE" target/release/rasid
}

main "$@"
