#!/usr/bin/env bash
# make-token.sh FOLDER [ec|rsa]: a demonstration: authorities, and a SoftHSM2 token that holds a key and a certificate of an
# enterprise that cannot exist (its organisation code is in the range that GB 11714 keeps for private use).
#
#   FOLDER/softhsm2.conf   for SOFTHSM2_CONF          FOLDER/pki/root.pem      the authority to trust
#   FOLDER/pki/issuing.pem its issuing authority      FOLDER/pki/enterprise.{pem,key}  what the token holds
# The PIN is EKEY_PIN (818181 unless told). Days of validity: EKEY_DAYS (365).
set -euo pipefail
folder=$1 kind=${2:-ec} pin=${EKEY_PIN:-818181} days=${EKEY_DAYS:-365}
name=${EKEY_ENTERPRISE:-天津示范进出口有限公司} uscc=${EKEY_USCC:-91120000PDY00001X7}
module=${EKEY_SOFTHSM_MODULE:-/usr/lib/softhsm/libsofthsm2.so}
demonstration=2.25.224396106285935312487013545331372214391

mkdir -p "$folder/pki" "$folder/tokens"
chmod 700 "$folder"
folder=$(cd "$folder" && pwd)
cd "$folder/pki"

new_key() { # FILE
  if [ "$kind" = rsa ]; then openssl genrsa -out "$1" 2048; else openssl ecparam -name prime256v1 -genkey -noout -out "$1"; fi
}
cat >openssl.cnf <<END
[req]
prompt = no
utf8 = yes
string_mask = utf8only
distinguished_name = subject
[subject]
C = CN
O = ekey 演示
CN = \${ENV::CN}
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
certificatePolicies = $demonstration
[enterprise_request]
prompt = no
utf8 = yes
string_mask = utf8only
distinguished_name = enterprise_subject
[enterprise_subject]
C = CN
O = \${ENV::CN}
organizationIdentifier = NTRCN-$uscc
CN = \${ENV::CN}
[enterprise]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = clientAuth, emailProtection
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
certificatePolicies = $demonstration
subjectAltName = email:authorised.user@demonstration.example
END

new_key root.key
CN="ekey 演示根" openssl req -new -x509 -config openssl.cnf -extensions authority -key root.key -sha256 -days 3650 -out root.pem
new_key issuing.key
CN="ekey 演示签发机构" openssl req -new -config openssl.cnf -key issuing.key -out issuing.csr
CN=- openssl x509 -req -in issuing.csr -CA root.pem -CAkey root.key -CAcreateserial -sha256 -days 3000 \
  -extfile openssl.cnf -extensions authority -out issuing.pem
new_key enterprise.key
CN="$name" openssl req -new -config <(sed 's/^\[req\]$/[unused]/; s/^\[enterprise_request\]$/[req]/' openssl.cnf) \
  -key enterprise.key -out enterprise.csr
CN=- openssl x509 -req -in enterprise.csr -CA issuing.pem -CAkey issuing.key -CAcreateserial -sha256 -days "$days" \
  -extfile openssl.cnf -extensions enterprise -out enterprise.pem

cat >"$folder/softhsm2.conf" <<END
directories.tokendir = $folder/tokens
objectstore.backend = file
log.level = ERROR
slots.removable = false
END
export SOFTHSM2_CONF=$folder/softhsm2.conf
softhsm2-util --init-token --free --label "ekey 演示钥匙" --so-pin 00000000 --pin "$pin"
openssl pkcs8 -topk8 -nocrypt -in enterprise.key -out enterprise.p8
softhsm2-util --import enterprise.p8 --token "ekey 演示钥匙" --label signing --id 01 --pin "$pin"
for certificate in enterprise:01 issuing:02; do
  openssl x509 -in "${certificate%:*}.pem" -outform DER -out "${certificate%:*}.der"
  pkcs11-tool --module "$module" --token-label "ekey 演示钥匙" --login --pin "$pin" \
    --write-object "${certificate%:*}.der" --type cert --id "${certificate#*:}" --label "${certificate%:*}"
done
rm -f enterprise.p8 ./*.csr
