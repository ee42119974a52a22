# Read in by run-spark.sh and examples/spark: makes a SPARK_HOME of the Spark that Maven keeps.
# Needs home, the folder of the project, after a build.

# Links instead of copies, under the names that Spark's own scripts and workers look for.
make_spark_home() {
  spark_home=$home/spark/target/spark-home
  list=$home/spark/target/spark-jars.txt
  if [ "$spark_home/complete" -nt "$list" ]; then
    return 0
  fi
  fresh=$spark_home.$$
  rm -rf "$fresh"
  mkdir -p "$fresh/jars" || return 1
  old_ifs=$IFS
  IFS=:
  set -f
  for each in $(cat "$list"); do
    ln -s "$each" "$fresh/jars/${each##*/}" || return 1
  done
  set +f
  IFS=$old_ifs
  : >"$fresh/complete"
  rm -rf "$spark_home"
  mv "$fresh" "$spark_home" || return 1
}
