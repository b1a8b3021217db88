#!/usr/bin/env bash
# run.sh: builds, prepares a demonstration in run/, starts portal and host, and stays until Ctrl-C.
. "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

install_packages "${packages_build[@]}" "${packages_run[@]}"
build_release pages

umask 077
here=$root/run
pin=818181
mkdir -p "$here"
cd "$here"

if [ ! -f demo/ready ]; then
  say "Making a demonstration key 制作演示电子钥匙"
  rm -rf demo portal.db*
  EKEY_PIN=$pin quietly demonstration "$root/scripts/make-token.sh" "$here/demo" ec
  "$root/build/release/portal/ekey-portal" init --database portal.db --demonstration --trust demo/pki/root.pem demo/pki/issuing.pem
  touch demo/ready
fi

# The first free port from EKEY_PORT on: the page's origin contains it.
port=${EKEY_PORT:-8480}
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
origin=http://localhost:$port

desktop=${DISPLAY:-}${WAYLAND_DISPLAY:-}
cat >policy.json <<END
{
  "origins": [],
  "developmentOrigins": [{ "origin": "$origin", "rights": ["authenticate", "sign"] }],
  "modules": [{ "path": "/usr/lib/softhsm/libsofthsm2.so", "environment": { "SOFTHSM2_CONF": "$here/demo/softhsm2.conf" } }],
  "pinentry": "$(for p in ${desktop:+/usr/bin/pinentry-gnome3 /usr/bin/pinentry-qt /usr/bin/pinentry-gtk-2} /usr/bin/pinentry-curses; do
    [ -x "$p" ] && echo "$p" && break; done)"
}
END

children=()
stop() {
  trap - EXIT INT TERM HUP
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait
}
trap stop EXIT
trap 'exit 0' INT TERM HUP

# start NAME COMMAND…: in the background, and waits until it has written the port it listens on.
start() {
  local name=$1
  shift
  rm -f "$name.port"
  "$@" --port-file "$here/$name.port" >"$name.out" 2>&1 </dev/null &
  children+=($!)
  local waited=0
  until [ -s "$name.port" ]; do
    kill -0 "${children[-1]}" 2>/dev/null || { cat "$name.out" >&2; die "$name did not start"; }
    [ $((waited += 1)) -le 100 ] || die "$name does not answer; see run/$name.log"
    sleep 0.1
  done
}

terminal=()
if tty -s; then terminal=(--tty "$(tty)"); fi
start mailbox node "$root/tools/mailbox/main.mjs" --smtp-port-file "$here/mailbox-smtp.port"
mailbox=http://localhost:$(<mailbox.port)
start portal "$root/build/release/portal/ekey-portal" serve --database portal.db --origin "$origin" --port "$port" \
  --site "$root/web/site/dist" --forms "$root/forms" --log portal.log \
  --mail "smtp://127.0.0.1:$(<mailbox-smtp.port)" --mail-from no-reply@demonstration.example \
  --sms-mail '{mobile}@sms.demonstration.example'
start host "$root/build/release/native-host/host/ekey-host" --policy policy.json --log host.log "${terminal[@]}"

say "
ekey is running 演示已启动"
note "Open 打开        $origin"
note "PIN 口令         $pin"
note "Mails 邮件       $mailbox"
note "                 all mails of the demonstration end there, none is sent 演示中的邮件都到那里，不会寄出"
if [ -z "$desktop" ]; then
  if tty -s; then
    note "PIN window 窗口  appears in this terminal 出现在本终端"
  else
    note "PIN window 窗口  cannot appear: no display and no terminal 无显示器且无终端，无法弹出"
  fi
fi
note "Logs 日志        run/portal.log  run/host.log"
note "Stop 停止        Ctrl-C"
wait -n "${children[@]}" || true
die "a program ended by itself; see run/portal.out and run/host.out"
