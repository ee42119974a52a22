package vane.engines.ipi;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Where a server of the protocol listens. */
public sealed interface IpiAddress permits TcpAddress, UnixAddress {

  /**
   * Connects once.
   *
   * @return an open channel that blocks
   * @throws IOException if nobody listens there
   * @throws vane.InputException if there can be no such address
   */
  SocketChannel connect() throws IOException;

  /**
   * What must be done so that a server listens here.
   *
   * @return one clause, for messages
   */
  String advice();
}
