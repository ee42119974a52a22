package vane.engines.ipi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * An open connection to a server, or of a server to its client: reads exact numbers of bytes,
 * whatever pieces they come in, and writes whole messages.
 *
 * <p>Not safe for use by several threads.
 */
public final class IpiConnection implements AutoCloseable {
  /** The length of a header in bytes. */
  static final int HEADER_BYTES = 12;

  private static final long RETRY_MILLIS = 100;
  private static final int BUFFER_BYTES = 1 << 16;

  private final IpiAddress server;

  /** Who is on the other side, for errors. */
  private final String peer;

  private final SocketChannel channel;
  private final ByteBuffer input =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).flip();

  /** The message that is being read, for errors. */
  private String message = "a header";

  private IpiConnection(IpiAddress server, String peer, SocketChannel channel) {
    this.server = server;
    this.peer = peer;
    this.channel = channel;
  }

  /**
   * Connects to a server. Tries again for a while, as servers start slowly.
   *
   * @param server where it listens
   * @param wait how long to try; zero for once
   * @return the connection; the caller closes it
   * @throws IpiConnectionException if nobody listens there
   * @throws vane.InputException if there can be no such address
   */
  public static IpiConnection open(IpiAddress server, Duration wait) {
    long begin = System.nanoTime();
    while (true) {
      try {
        return new IpiConnection(server, "server " + server, server.connect());
      } catch (IOException refused) {
        if (System.nanoTime() - begin >= wait.toNanos()) {
          throw new IpiConnectionException(
              server,
              "found no server at "
                  + server
                  + " within "
                  + wait.toMillis() / 1000.0
                  + " s ("
                  + refused.getMessage()
                  + "): "
                  + server.advice(),
              refused);
        }
      }
      pause(server);
    }
  }

  /**
   * The connection of a server to a client that has come.
   *
   * @param server where the server listens
   * @param channel the open channel; it blocks
   */
  static IpiConnection ofClient(IpiAddress server, SocketChannel channel) {
    return new IpiConnection(server, "client at " + server, channel);
  }

  private static void pause(IpiAddress server) {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IpiConnectionException(
          server, "interrupted while waiting for a server at " + server, interrupted);
    }
  }

  /**
   * Where the server listens.
   *
   * @return its address
   */
  public IpiAddress server() {
    return server;
  }

  /**
   * Reads the header of the next message, and waits for it.
   *
   * @return the header without its padding; empty if the other side has closed the connection
   * @throws IpiConnectionException if the connection ends within the header
   */
  Optional<String> header() {
    message = "a header";
    if (!input.hasRemaining() && !readMore()) {
      return Optional.empty();
    }
    byte[] text = bytes(HEADER_BYTES);
    message = new String(text, StandardCharsets.ISO_8859_1).replaceFirst(" +$", "");
    return Optional.of(message);
  }

  /**
   * Reads a count.
   *
   * @param what what is counted, for the message
   * @param most the largest count that makes sense
   * @throws IpiProtocolException if it is negative or larger
   */
  int count(String what, int most) {
    int count = integer();
    if (count < 0 || count > most) {
      throw wrong("a count of " + count + " " + what + " in " + message, "0 to " + most);
    }
    return count;
  }

  /** Reads an integer. */
  int integer() {
    require(Integer.BYTES);
    return input.getInt();
  }

  /**
   * Reads real numbers.
   *
   * @param length how many
   * @param unit what each is multiplied with
   * @param what what they are, for the message
   * @throws IpiProtocolException if one of them is not finite
   */
  double[] reals(int length, double unit, String what) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      require(Double.BYTES);
      values[i] = input.getDouble() * unit;
      if (!Double.isFinite(values[i])) {
        throw wrong(
            values[i] + " as number " + i + " of the " + what + " in " + message, "finite numbers");
      }
    }
    return values;
  }

  /** Reads bytes. */
  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; ) {
      require(1);
      int piece = Math.min(input.remaining(), length - done);
      input.get(bytes, done, piece);
      done += piece;
    }
    return bytes;
  }

  /** Passes over bytes. */
  void skip(int length) {
    bytes(length);
  }

  /** Makes sure that so many bytes lie in the buffer. */
  private void require(int bytes) {
    while (input.remaining() < bytes) {
      if (!readMore()) {
        throw new IpiConnectionException(
            server, "the " + peer + " closed the connection in the middle of " + message, null);
      }
    }
  }

  /** Adds what has come to the buffer; false at the end of the connection. */
  private boolean readMore() {
    input.compact();
    try {
      return channel.read(input) >= 0;
    } catch (IOException reset) {
      // One who ends without having read everything resets the connection.
      return false;
    } finally {
      input.flip();
    }
  }

  /**
   * Writes bytes.
   *
   * @param output from its position to its limit; afterwards empty
   * @throws IpiConnectionException if the other side is gone
   */
  void write(ByteBuffer output) {
    try {
      while (output.hasRemaining()) {
        channel.write(output);
      }
    } catch (IOException gone) {
      throw new IpiConnectionException(
          server, "the " + peer + " was gone before the answer to " + message + " was sent", gone);
    }
  }

  /** An error that names the other side. */
  IpiProtocolException wrong(String found, String expected) {
    return new IpiProtocolException(peer, found, expected);
  }

  /** Closes the connection. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException closing) {
      throw new IpiConnectionException(
          server, "cannot close the connection to the " + peer, closing);
    }
  }
}
