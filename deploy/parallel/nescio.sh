#!/bin/sh
# Shards on one computer, or on several that see the same folders, by GNU parallel:
#   nescio.sh IN OUT KEY RECORDS MERGED [SHARDS [JOBS]]
# A shard that fails is begun again twice, and goes on with what it has. To go on with a run that was stopped, run the same line.
set -eu
IN=$1 OUT=$2 KEY=$3 RECORDS=$4 MERGED=$5 SHARDS=${6:-10} JOBS=${7:-2}
mkdir -p -m 700 "$RECORDS"
# Failed files end a shard with 4. They are in the records, and merge refuses what is not whole.
seq 0 $((SHARDS - 1)) | parallel --quote --jobs "$JOBS" --retries 3 --joblog "$RECORDS.joblog" \
  nescio deidentify --shard "{}/$SHARDS" --key "$KEY" --records "$RECORDS/{}" \
  --resume --allow-held --log none --workers 1 ${NESCIO_OPTIONS-} "$IN" "$OUT" || true
exec nescio merge "$RECORDS"/* "$MERGED"
