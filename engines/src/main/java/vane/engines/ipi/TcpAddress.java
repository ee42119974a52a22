package vane.engines.ipi;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import vane.InputException;

/**
 * A port of a machine.
 *
 * @param host its name or number
 * @param port 1 to 65535
 */
public record TcpAddress(String host, int port) implements IpiAddress {
  /** The port that ASE takes unless told otherwise. */
  public static final int DEFAULT_PORT = 31415;

  private static final int CONNECT_TIMEOUT_MILLIS = 5000;

  /**
   * Checks the port.
   *
   * @throws InputException if there is no such port
   */
  public TcpAddress {
    if (port < 1 || port > 65535) {
      throw new InputException("found the port " + port + ", expected 1 to 65535");
    }
  }

  @Override
  public SocketChannel connect() throws IOException {
    IOException refused = new ConnectException("no address");
    for (InetAddress address : addresses()) {
      SocketChannel channel = SocketChannel.open();
      try {
        // Without it, small messages wait for the acknowledgement of those before them.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().connect(new InetSocketAddress(address, port), CONNECT_TIMEOUT_MILLIS);
        return channel;
      } catch (IOException notThere) {
        channel.close();
        refused = notThere;
      }
    }
    throw refused;
  }

  @Override
  public ServerSocketChannel listen() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      // Otherwise the port stays taken for a minute after a server ended.
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(new InetSocketAddress(addresses()[0], port));
    } catch (IOException taken) {
      channel.close();
      throw taken;
    }
  }

  @Override
  public void cleanUp() {
    // A port is free again by itself.
  }

  private InetAddress[] addresses() {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException unknown) {
      throw new InputException(
          "found the host " + host + ", expected the name or number of a machine that is known",
          unknown);
    }
  }

  @Override
  public String advice() {
    return "start the server first, with the same port, or give --wait more seconds";
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
