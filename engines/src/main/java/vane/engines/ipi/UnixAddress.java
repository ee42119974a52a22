package vane.engines.ipi;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vane.InputException;

/**
 * A Unix socket: a file through which programs of one machine talk.
 *
 * @param path the file
 */
public record UnixAddress(Path path) implements IpiAddress {
  private static final String PREFIX = "/tmp/ipi_";

  /** What Linux and macOS take, the end of the text left out. */
  private static final int LONGEST_PATH = 103;

  /**
   * Checks the length of the path.
   *
   * @throws InputException if it is too long for a socket
   */
  public UnixAddress {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_PATH) {
      throw new InputException(
          "found the socket "
              + path
              + " of "
              + length
              + " bytes, expected at most "
              + LONGEST_PATH
              + ": systems take no longer names");
    }
  }

  /**
   * The socket that i-PI and ASE mean by a name: {@code /tmp/ipi_NAME}.
   *
   * @param name the name; one that begins with {@code /} is the whole path
   * @return the address
   * @throws InputException if the name is empty or too long
   */
  public static UnixAddress named(String name) {
    if (name.isBlank() || name.indexOf('\0') >= 0) {
      throw new InputException("found the socket '" + name + "', expected a name");
    }
    return new UnixAddress(Path.of(name.startsWith("/") ? name : PREFIX + name));
  }

  @Override
  public SocketChannel connect() throws IOException {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(path));
        return channel;
      } catch (IOException notThere) {
        channel.close();
        throw notThere;
      }
    } catch (UnsupportedOperationException none) {
      throw noUnixSockets(none);
    }
  }

  @Override
  public ServerSocketChannel listen() throws IOException {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        return channel.bind(UnixDomainSocketAddress.of(path));
      } catch (IOException taken) {
        channel.close();
        throw taken;
      }
    } catch (UnsupportedOperationException none) {
      throw noUnixSockets(none);
    }
  }

  private static InputException noUnixSockets(UnsupportedOperationException cause) {
    return new InputException(
        "found a Unix socket, expected a port: this system has no Unix sockets", cause);
  }

  @Override
  public void cleanUp() throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public String advice() {
    return "start the server first, with the same socket, or give --wait more seconds";
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
