package vane.io.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;
import org.apache.commons.compress.utils.ChecksumVerifyingInputStream;
import vane.FileFormatException;

/** What a file holds once it is decompressed. */
public final class Decompression {
  private static final int BUFFER_SIZE = 1 << 16;

  private Decompression() {}

  /**
   * The content of a file, whatever it is compressed by.
   *
   * <p>An archive of NumPy ({@code .npz}) is left as it is: its entries are no files.
   *
   * @param file the file at its beginning; must support marks
   * @param path where it is, for messages and for zip archives, whose list is at their end
   * @return the content; the file itself if it is not compressed
   * @throws BrokenStreamException if its beginning is damaged; the stream throws it later, too
   * @throws ArchiveException if it is a zip archive that does not hold exactly one file
   * @throws FileFormatException if it is a zip archive that comes through a pipe
   * @throws IOException if it cannot be read
   */
  public static InputStream of(InputStream file, Path path) throws IOException {
    file.mark(Compression.LONGEST_MAGIC);
    Compression compression = Compression.of(file.readNBytes(Compression.LONGEST_MAGIC));
    file.reset();
    if (compression == Compression.NONE) {
      return file;
    }
    Compressed source = new Compressed(file);
    try {
      InputStream content =
          switch (compression) {
            case GZIP -> new GZIPInputStream(source, BUFFER_SIZE);
            case BZIP2 -> new BZip2CompressorInputStream(source, true);
            case XZ -> new XZCompressorInputStream(source, true);
            case ZSTD -> new ZstdCompressorInputStream(source);
            default -> archived(source, path);
          };
      return content == source ? file : new Content(content, source, compression);
    } catch (IOException failed) {
      throw source.explained(failed, compression);
    }
  }

  /** The one file of a zip archive. */
  private static InputStream archived(Compressed whole, Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new FileFormatException(
          path, "a zip archive through a pipe", "a file, as its list of files is at its end");
    }
    ZipFile archive = ZipFile.builder().setPath(path).get();
    try {
      List<ZipArchiveEntry> files =
          Collections.list(archive.getEntries()).stream()
              .filter(entry -> !entry.isDirectory())
              .filter(entry -> !entry.getName().startsWith("__MACOSX/"))
              .toList();
      List<String> names = files.stream().map(ZipArchiveEntry::getName).toList();
      if (!names.isEmpty() && names.stream().allMatch(name -> name.endsWith(".npy"))) {
        archive.close();
        return whole;
      }
      if (files.size() != 1) {
        throw new ArchiveException(path, names);
      }
      return new OnlyFile(archive, files.get(0));
    } catch (IOException | RuntimeException failed) {
      archive.close();
      throw failed;
    }
  }

  /** The file of an archive, which is closed with it. */
  private static final class OnlyFile extends FilterInputStream {
    private final ZipFile archive;

    OnlyFile(ZipFile archive, ZipArchiveEntry entry) throws IOException {
      super(
          new ChecksumVerifyingInputStream(
              new CRC32(), archive.getInputStream(entry), entry.getSize(), entry.getCrc()));
      this.archive = archive;
    }

    @Override
    public void close() throws IOException {
      try (archive) {
        super.close();
      }
    }
  }

  /** A compressed file, which knows whether it was the disk that failed. */
  private static final class Compressed extends FilterInputStream {
    private boolean failed;

    Compressed(InputStream file) {
      super(file);
    }

    @Override
    public int read() throws IOException {
      failed = true;
      int result = super.read();
      failed = false;
      return result;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      failed = true;
      int result = super.read(target, offset, length);
      failed = false;
      return result;
    }

    /** What a failure of the decompressor means. */
    IOException explained(IOException failure, Compression compression) {
      return failed ? failure : new BrokenStreamException(compression.label(), failure);
    }
  }

  /** Decompressed content, whose failures say what they are. */
  private static final class Content extends FilterInputStream {
    private final Compressed source;
    private final Compression compression;

    Content(InputStream content, Compressed source, Compression compression) {
      super(content);
      this.source = source;
      this.compression = compression;
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException broken) {
        throw source.explained(broken, compression);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (IOException broken) {
        throw source.explained(broken, compression);
      }
    }
  }
}
