package vane.engines.xtb;

import com.sun.jna.Library;

/** What is needed of the C library of Linux. */
interface SystemLibrary extends Library {
  /** The working folder and what belongs to it, in {@link #unshare}. */
  int CLONE_FS = 0x200;

  /** Sets a variable of the environment for libraries that are loaded later; 0 if it went well. */
  int setenv(String name, String value, int overwrite);

  /** Gives the thread that calls its own copy of what it shares with others; 0 if it went well. */
  int unshare(int flags);

  /** Changes the working folder; 0 if it went well. */
  int chdir(String folder);
}
