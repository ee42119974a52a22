# Read in by vane when it is vane-spark: becomes spark-submit of SPARK_HOME, or the Spark that Maven
# keeps where there is none.

# The options of Spark may stand anywhere, so that nobody has to know which command reads them. They
# go before the rest, which keeps its order: each round takes the first word off the front and puts
# it where it belongs.
spark_options=''
driver_memory=''
rounds=$#
while [ "$rounds" -gt 0 ]; do
  word=$1
  shift
  rounds=$((rounds - 1))
  case $word in
    --master | --conf | --executor-memory | --executor-cores | --total-executor-cores | \
      --num-executors | --driver-memory | --driver-cores | --deploy-mode | --queue | --name | \
      --properties-file | --packages | --files | --archives | --principal | --keytab)
      [ "$rounds" -gt 0 ] || fail "$word: found no value behind it, expected one"
      value=$1
      shift
      rounds=$((rounds - 1))
      ;;
    --master=* | --conf=* | --executor-memory=* | --executor-cores=* | --total-executor-cores=* | \
      --num-executors=* | --driver-memory=* | --driver-cores=* | --deploy-mode=* | --queue=* | \
      --name=* | --properties-file=* | --packages=* | --files=* | --archives=* | --principal=* | \
      --keytab=*)
      value=${word#*=}
      word=${word%%=*}
      ;;
    *)
      set -- "$@" "$word"
      continue
      ;;
  esac
  [ "$word" != --driver-memory ] || driver_memory=$value
  # Quoted for eval, whatever is in it.
  spark_options="$spark_options $word '$(printf '%s' "$value" | sed "s/'/'\\\\''/g")'"
done

libraries=''
for each in "$home"/spark/target/lib/*.jar; do
  libraries="$libraries,$each"
done

settings=$home/spark/src/main/launcher/log4j2.properties
driver_options="-Dvane.terminal=$terminal -Dvane.stderr=9 -Dfile.encoding=UTF-8"
driver_options="$driver_options -Dlog4j2.configurationFile=file:$settings"
native_memory='-Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0'

set -- --class vane.spark.Main --jars "${libraries#,}" \
  --conf "spark.driver.defaultJavaOptions=$driver_options $native_memory" \
  --conf "spark.executor.defaultJavaOptions=$native_memory -Dfile.encoding=UTF-8" \
  --conf spark.executorEnv.OPENBLAS_NUM_THREADS=1 \
  "$jar" "$@"
eval "set -- $spark_options \"\$@\""

if [ -n "${SPARK_HOME:-}" ]; then
  [ -x "$SPARK_HOME/bin/spark-submit" ] ||
    fail "SPARK_HOME is $SPARK_HOME, expected a folder with bin/spark-submit; without SPARK_HOME the Spark of the build is used"
  become "$SPARK_HOME/bin/spark-submit" "$@"
fi

# shellcheck source=spark/src/main/launcher/spark-home.sh
. "$home/spark/src/main/launcher/spark-home.sh"
make_spark_home || fail "cannot write to $home/spark/target"
export SPARK_HOME="$spark_home"

# spark-submit would start the driver with this heap: here it is this JVM.
heap=-XX:MaxRAMPercentage=35
[ -z "$driver_memory" ] || heap=-Xmx$driver_memory

# Your own options come last, so that they win; they are split at spaces. In this JVM are the driver
# and, without a cluster, the workers. Spark needs what is opened here: see its JavaModuleOptions.
opened=''
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util \
  java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs \
  sun.security.action sun.util.calendar; do
  opened="$opened --add-opens=java.base/$package=ALL-UNNAMED"
done
set -f
# shellcheck disable=SC2086
set -- -XX:+IgnoreUnrecognizedVMOptions -XX:+UseParallelGC "$heap" \
  --add-modules=jdk.incubator.vector $opened --add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED \
  -Dio.netty.tryReflectionSetAccessible=true --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow \
  $driver_options $native_memory ${VANE_JAVA_OPTIONS:-} \
  -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit "$@"
set +f
become "$JAVA_HOME/bin/java" "$@"
