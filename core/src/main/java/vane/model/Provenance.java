package vane.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import vane.Version;
import vane.audit.StructureFingerprints;

/**
 * Where a model comes from.
 *
 * <p>It holds no time of day, so the same data, settings and seed give the same file, bit for bit.
 *
 * @param data the training files
 * @param seed the seed of every random choice
 * @param vaneVersion the version of Vane that trained the model, or several if others added to it
 * @param jdk the Java runtime that trained the model, or several
 * @param structures the structures that the model was trained on; none if they are not known
 */
public record Provenance(
    List<DataFile> data,
    long seed,
    String vaneVersion,
    String jdk,
    StructureFingerprints structures) {
  /** Between the versions of a training and of one that went on with it. */
  private static final String THEN = ", then ";

  /**
   * Where a model comes from whose structures are not known.
   *
   * @param data the training files
   * @param seed the seed of every random choice
   * @param vaneVersion the version of Vane that trained the model
   * @param jdk the Java runtime that trained the model
   */
  public Provenance(List<DataFile> data, long seed, String vaneVersion, String jdk) {
    this(data, seed, vaneVersion, jdk, StructureFingerprints.NONE);
  }

  /**
   * A training file.
   *
   * @param name the file's name without its folder, with the slice if one was taken
   * @param sha256 the SHA-256 of the file as it is stored, in hexadecimal
   * @param frames the number of frames taken from it
   */
  public record DataFile(String name, String sha256, long frames) {

    /**
     * A training file with its checksum.
     *
     * @param file the file
     * @param text the file with its slice, as the user named it
     * @param frames the number of frames taken from it
     * @return the entry; its name is without the folder
     * @throws IOException if the file cannot be read
     */
    public static DataFile of(Path file, String text, long frames) throws IOException {
      MessageDigest digest = Provenance.sha256();
      try (InputStream in = Files.newInputStream(file)) {
        Provenance.update(digest, in);
      }
      return of(digest, text, frames);
    }

    /** A training file whose bytes a digest has taken; it ends the digest. */
    static DataFile of(MessageDigest digest, String text, long frames) {
      return named(text, HexFormat.of().formatHex(digest.digest()), frames);
    }

    /**
     * A training file whose checksum is known.
     *
     * @param text the file with its slice, as the user named it
     * @param sha256 the SHA-256 in hexadecimal
     * @param frames the number of frames taken from it
     * @return the entry; its name is without the folder
     */
    public static DataFile named(String text, String sha256, long frames) {
      return new DataFile(
          text.substring(text.replace('\\', '/').lastIndexOf('/') + 1), sha256, frames);
    }
  }

  /**
   * The provenance of a model that is trained now, by this program.
   *
   * @param data the training files
   * @param seed the seed of every random choice
   * @return the provenance
   */
  public static Provenance ofThisProgram(List<DataFile> data, long seed) {
    return new Provenance(data, seed, Version.text(), System.getProperty("java.vm.version"));
  }

  /**
   * The same with the structures that the model was trained on.
   *
   * @param fingerprints of the structures
   * @return a new provenance
   */
  public Provenance with(StructureFingerprints fingerprints) {
    return new Provenance(data, seed, vaneVersion, jdk, fingerprints);
  }

  /**
   * Where a model comes from that has learnt more.
   *
   * @param more where the frames come from that were added to it, and what added them
   * @return the files and structures of both, the seed of this one, and the versions of both, in
   *     order, each once
   */
  public Provenance and(Provenance more) {
    List<DataFile> files = new ArrayList<>(data);
    files.addAll(more.data);
    return new Provenance(
        files,
        seed,
        andThen(vaneVersion, more.vaneVersion),
        andThen(jdk, more.jdk),
        structures.and(more.structures));
  }

  private static String andThen(String first, String later) {
    boolean known = first.equals(later) || first.endsWith(THEN + later);
    return known ? first : first + THEN + later;
  }

  /**
   * Takes all bytes of a stream.
   *
   * @param digest grows
   * @param in the stream; not closed
   * @throws IOException if it cannot be read
   */
  public static void update(MessageDigest digest, InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
  }

  /**
   * The digest of files, from its beginning.
   *
   * @return a new SHA-256
   */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Copies the list. */
  public Provenance {
    data = List.copyOf(data);
  }
}
