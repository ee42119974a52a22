package vane.engines.ipi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The other side of the protocol, written from its description: says what a test tells it to. */
final class FakeServer implements AutoCloseable {
  private final ServerSocketChannel listening;
  private CompletableFuture<Void> script = CompletableFuture.completedFuture(null);

  /** What a server says and hears on one connection. */
  interface Script {
    void speak(Conversation with) throws IOException;
  }

  private FakeServer(ServerSocketChannel listening) {
    this.listening = listening;
  }

  static FakeServer onLoopback() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    return new FakeServer(channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  static FakeServer onUnixSocket(Path path) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return new FakeServer(channel.bind(UnixDomainSocketAddress.of(path)));
  }

  IpiAddress address() throws IOException {
    SocketAddress local = listening.getLocalAddress();
    return local instanceof InetSocketAddress inet
        ? new TcpAddress("localhost", inet.getPort())
        : new UnixAddress(((UnixDomainSocketAddress) local).getPath());
  }

  /** Accepts one connection, plays the script and closes the connection. */
  FakeServer play(Script lines) {
    script =
        CompletableFuture.runAsync(
            () -> {
              try (SocketChannel channel = listening.accept()) {
                lines.speak(new Conversation(channel));
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            });
    return this;
  }

  /** Waits for the end of the script, and fails as it did. */
  void requireEnd() throws InterruptedException, ExecutionException, TimeoutException {
    script.get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  /** One connection. */
  static final class Conversation {
    private final SocketChannel channel;

    Conversation(SocketChannel channel) {
      this.channel = channel;
    }

    void say(byte[]... pieces) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] piece : pieces) {
        all.writeBytes(piece);
      }
      channel.write(ByteBuffer.wrap(all.toByteArray()));
    }

    ByteBuffer hear(int bytes) throws IOException {
      ByteBuffer heard = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
      while (heard.hasRemaining()) {
        if (channel.read(heard) < 0) {
          throw new IOException("the driver went away after " + heard.position() + " bytes");
        }
      }
      return heard.flip();
    }

    String hearHeader() throws IOException {
      return new String(hear(12).array(), StandardCharsets.US_ASCII);
    }

    double[] hearReals(int count) throws IOException {
      double[] values = new double[count];
      hear(8 * count).asDoubleBuffer().get(values);
      return values;
    }

    int hearInteger() throws IOException {
      return hear(4).getInt();
    }
  }

  static byte[] header(String text) {
    return String.format("%-12s", text).getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] integer(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  static byte[] reals(double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }

  static byte[] init(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return joined(header("INIT"), integer(0), integer(bytes.length), bytes);
  }

  /** Positions in bohr; the inverse of the cell is left at zero. */
  static byte[] posdata(double[] cellColumns, double... positions) {
    return joined(
        header("POSDATA"),
        reals(cellColumns),
        reals(new double[9]),
        integer(positions.length / 3),
        reals(positions));
  }

  static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }
}
