package vane.spark.frames;

import java.io.Serializable;

/**
 * A part of a file. The frames whose first byte is in it belong to it.
 *
 * @param name the file in messages
 * @param uri the file
 * @param table whether it holds rows of a table, and not text
 * @param from its first byte
 * @param to the byte behind its last; the largest number for the end of the file
 * @param entry where its first frame begins; -1 if that must be guessed
 */
record FileSplit(String name, String uri, boolean table, long from, long to, long entry)
    implements Serializable {
  static final long UNKNOWN = -1;

  FileSplit withEntry(long known) {
    return new FileSplit(name, uri, table, from, to, known);
  }
}
