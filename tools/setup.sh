#!/bin/sh
# Makes .venv and installs what `make run` ("run") or `make test` ("test") needs. Works twice in a row; the second time
# without a network, because the stamps .venv/.installed and .venv/.tested are newer than the locks then.
set -eu
what=${1:?run or test}
python=${PYTHON:-python3}
packages="python3-venv fonts-noto-cjk libarchive13"
[ "$what" = test ] && packages="$packages chromium libreoffice-writer libreoffice-calc"

say() { printf '%s\n' "$*"; }

missing_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    for name in $packages; do
        if [ "$name" = python3-venv ] && "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then continue; fi
        if [ "$name" = chromium ] && { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1; then continue; fi
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || printf '%s ' "$name"
    done
}

install_packages() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        say "缺少系统组件：$missing（非 Debian 系统，请自行安装；见 README）"
        return 0
    fi
    root=""
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
            root="sudo"
        else
            say "缺少系统组件：$missing—— 没有 root 权限，跳过；请管理员运行：apt-get install $missing"
            return 0
        fi
    fi
    say "安装系统组件：$missing"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    if ! { $root apt-get update -qq && $root apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
        tail -n 5 "$log"
        say "系统组件未能安装：$missing—— 继续；需要它们的部分会说明缺什么"
    fi
    rm -f "$log"
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "需要 Python 3.11 或更新版本（现为 $("$python" -V 2>&1)）"; exit 2; }
install_packages
.venv/bin/python -m pip --version >/dev/null 2>&1 || { rm -rf .venv; "$python" -m venv .venv; }
lock=requirements.lock
[ "$what" = test ] && lock=requirements-dev.lock
say "安装 Python 组件（$lock）……"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
touch .venv/.installed
[ "$what" = test ] && touch .venv/.tested
say "环境就绪。"
