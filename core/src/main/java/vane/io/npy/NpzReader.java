package vane.io.npy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import vane.PlainReason;

/**
 * Reads {@code .npz} files: named arrays in one file, a zip archive of {@code .npy} entries, as
 * {@code numpy.savez} and {@code numpy.savez_compressed} write it.
 *
 * <p>Entries of other kinds are passed over. What holds for {@link NpyReader} holds for each array,
 * and its size and checksum must be those that the archive names.
 */
public final class NpzReader {
  private static final String SUFFIX = ".npy";

  private NpzReader() {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its arrays by name, without {@code .npy}; unmodifiable
   * @throws NpyFormatException if the file is missing, unreadable, cut or something else, holds no
   *     array, or one of them is not what it must be
   */
  public static SortedMap<String, NpyArray> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw bad(file, Files.exists(file) ? "something else" : "no such file");
    }
    SortedMap<String, NpyArray> arrays = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().endsWith(SUFFIX)) {
          String name = entry.getName().replaceFirst("\\.npy$", "");
          arrays.put(name, NpyReader.read(place(file, name), bytes(zip, entry, file)));
        }
      }
    } catch (ZipException | EOFException broken) {
      throw bad(file, "no whole zip archive (" + broken.getMessage() + ")");
    } catch (IOException failed) {
      throw bad(file, "a file that cannot be read (" + PlainReason.ofSystem(failed) + ")");
    }
    if (arrays.isEmpty()) {
      throw bad(file, "an archive without arrays");
    }
    return Collections.unmodifiableSortedMap(arrays);
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    if (entry.getSize() > Integer.MAX_VALUE - 8) {
      throw new NpyFormatException(
          file,
          entry.getName() + " of " + entry.getSize() + " bytes",
          "fewer than 2^31; save it as a .npy file of its own");
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      // One more than there should be: an entry that goes on is found out, and not unpacked.
      bytes = in.readNBytes((int) entry.getSize() + 1);
    }
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    if (bytes.length != entry.getSize() || checksum.getValue() != entry.getCrc()) {
      throw new NpyFormatException(
          file,
          entry.getName() + " cut or changed (its size or checksum is another)",
          String.format("%d bytes with CRC-32 %08x", entry.getSize(), entry.getCrc()));
    }
    return bytes;
  }

  /** How messages name an array. */
  private static Path place(Path file, String name) {
    return file.resolveSibling(file.getFileName() + ", array " + name.replace('/', '_'));
  }

  private static NpyFormatException bad(Path file, String found) {
    return new NpyFormatException(file, found, "a .npz file (numpy.savez)");
  }
}
