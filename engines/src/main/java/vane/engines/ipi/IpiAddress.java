package vane.engines.ipi;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
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
   * Listens here.
   *
   * @return an open channel that blocks
   * @throws IOException if the address is taken or is not one of this machine
   * @throws vane.InputException if there can be no such address
   */
  ServerSocketChannel listen() throws IOException;

  /**
   * Leaves nothing behind after listening has ended.
   *
   * @throws IOException if something cannot be deleted
   */
  void cleanUp() throws IOException;

  /**
   * What must be done so that a server listens here.
   *
   * @return one clause, for messages
   */
  String advice();
}
