@echo off
rem Runs vane with the Java of JAVA_HOME or the PATH, 17 or newer.
setlocal
set "home=%~dp0"
if exist "%home%runtime\bin\java.exe" (set "java=%home%runtime\bin\java.exe") else (
  if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else (set "java=java.exe")
)
set OPENBLAS_NUM_THREADS=1
"%java%" --add-modules jdk.incubator.vector -XX:+UseParallelGC -XX:MaxRAMPercentage=35 -Dfile.encoding=UTF-8 ^
  -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 "-Dvane.home=%home%." ^
  %VANE_JAVA_OPTIONS% -cp "%home%vane-cli.jar" vane.cli.Main %*
