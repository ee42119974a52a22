package vane.spark.frames;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.security.AccessControlException;
import vane.io.compression.Decompression;
import vane.io.xyz.FileAccessException;
import vane.io.xyz.FrameSearch;

/** What a file on a Hadoop file system holds, from any place on. */
final class FileContent implements FrameSearch.Content {
  private static final int BUFFER_SIZE = 1 << 16;

  private final Path name;
  private final org.apache.hadoop.fs.Path file;
  private final Configuration hadoop;
  private final boolean compressed;

  private FileContent(
      Path name, org.apache.hadoop.fs.Path file, Configuration hadoop, boolean compressed) {
    this.name = name;
    this.file = file;
    this.hadoop = hadoop;
    this.compressed = compressed;
  }

  /** A file of which it is not known whether it is compressed: its first bytes tell. */
  static FileContent of(String name, String uri, Configuration hadoop) throws IOException {
    FileContent content = of(name, uri, hadoop, false);
    try (InputStream stored = new BufferedInputStream(content.open(), BUFFER_SIZE);
        InputStream plain = Decompression.of(stored, content.name)) {
      return of(name, uri, hadoop, plain != stored);
    }
  }

  static FileContent of(String name, String uri, Configuration hadoop, boolean compressed) {
    return new FileContent(Path.of(name), new org.apache.hadoop.fs.Path(uri), hadoop, compressed);
  }

  /** The name of the file in messages. */
  Path name() {
    return name;
  }

  boolean isCompressed() {
    return compressed;
  }

  /** The bytes of the file as they are stored. */
  FSDataInputStream open() throws IOException {
    try {
      return file.getFileSystem(hadoop).open(file);
    } catch (FileNotFoundException missing) {
      throw new FileAccessException(
          name,
          "no such file on "
              + InetAddress.getLocalHost().getHostName()
              + ", expected it on every machine that works",
          missing);
    } catch (AccessControlException denied) {
      throw new FileAccessException(name, "not permitted to read the file", denied);
    }
  }

  /** The decompressed content; of a compressed file all that comes before is decompressed, too. */
  @Override
  public InputStream from(long offset) throws IOException {
    FSDataInputStream stored = open();
    try {
      if (!compressed) {
        stored.seek(offset);
        return stored;
      }
      InputStream content = Decompression.of(new BufferedInputStream(stored, BUFFER_SIZE), name);
      content.skipNBytes(offset);
      return content;
    } catch (IOException | RuntimeException failed) {
      stored.close();
      throw failed;
    }
  }
}
