#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Makes the commits and keys beside this file anew, with the real git, ssh-keygen and gpg. Secret keys are not kept.
# Dates: everything was signed on 2026-03-01; the key of `expiring` ends on 2027-01-01.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'gpgconf --homedir "$work/gnupg" --kill all 2> /dev/null || true; rm -rf "$work"' EXIT
export GNUPGHOME="$work/gnupg" HOME="$work" GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_DATE='2026-03-01T08:00:00Z' GIT_COMMITTER_DATE='2026-03-01T08:00:00Z'
mkdir -m 700 "$GNUPGHOME"

cat > "$work/gpg" << 'GPG'
#!/bin/sh
exec gpg --batch --quiet --no-tty --pinentry-mode loopback --passphrase '' --faked-system-time 20260301T080000! "$@"
GPG
chmod 755 "$work/gpg"

git init -q "$work/repo"
cd "$work/repo"
git config user.name 'Olivia Ward'
git config user.email olivia@example.org

# commit NAME [-S...]: commits, and keeps the commit object under that name.
commit() {
  name=$1
  shift
  git commit -q --allow-empty -m "Commit $name" "$@"
  git cat-file commit HEAD > "$here/$name.commit"
}

commit unsigned

git config gpg.format ssh
: > "$here/allowed_signers"
for kind in ed25519 ecdsa:256 ecdsa:384 ecdsa:521 rsa:3072; do
  type=${kind%%:*}
  bits=${kind#*:}
  name=ssh-$type
  [ "$type" = ecdsa ] && name=ssh-ecdsa$bits
  [ "$bits" = "$type" ] && bits=256
  ssh-keygen -q -t "$type" -b "$bits" -N '' -C "$name" -f "$work/$name"
  printf '%s@example.org namespaces="git" %s\n' "$name" "$(cut -d' ' -f1,2 "$work/$name.pub")" >> "$here/allowed_signers"
  git config user.signingkey "$work/$name"
  commit "$name" -S
done
ssh-keygen -q -t ed25519 -N '' -f "$work/stranger"
git config user.signingkey "$work/stranger"
commit ssh-stranger -S
# What the first key signed as a file, and not as a commit.
printf 'content' > "$work/file"
ssh-keygen -q -Y sign -n file -f "$work/ssh-ed25519" "$work/file"
cp "$work/file.sig" "$here/ssh-file.sig"

git config gpg.format openpgp
git config gpg.program "$work/gpg"
key() {
  "$work/gpg" --quick-gen-key "$1 <$1@example.org>" "$2" "$3" "$4"
  "$work/gpg" --list-keys --with-colons "$1@example.org" | awk -F: '/^fpr/ { print $10; exit }'
}
keep() {
  "$work/gpg" --armor --export --export-options export-minimal "$2" > "$here/$1.asc"
}
primary=$(key primary rsa3072 sign,cert never)
git config user.signingkey "$primary"
commit pgp-primary -S
keep primary "$primary"

sub=$(key sub ed25519 cert never)
"$work/gpg" --quick-add-key "$sub" ed25519 sign never
git config user.signingkey "$sub"
commit pgp-sub -S
keep sub "$sub"
printf '%s\n' 'key 1' revkey y 0 '' y save | "$work/gpg" --command-fd 0 --edit-key "$sub"
keep sub-revoked "$sub"

expiring=$(key expiring ed25519 sign,cert 2027-01-01)
git config user.signingkey "$expiring"
commit pgp-expiring -S
keep expiring "$expiring"
sed 's/^:-----/-----/' "$GNUPGHOME/openpgp-revocs.d/$expiring.rev" > "$work/rev.asc"
"$work/gpg" --import "$work/rev.asc"
keep expiring-revoked "$expiring"

weak=$(key weak rsa3072 sign,cert never)
printf '%s\n' '#!/bin/sh' "exec '$work/gpg' --digest-algo SHA1 --weak-digest MD5 \"\$@\"" > "$work/weakgpg"
chmod 755 "$work/weakgpg"
git config gpg.program "$work/weakgpg"
git config user.signingkey "$weak"
commit pgp-sha1 -S
keep weak "$weak"
