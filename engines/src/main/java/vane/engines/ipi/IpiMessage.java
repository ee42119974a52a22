package vane.engines.ipi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Messages to be written. */
final class IpiMessage {
  private static final int PRINTABLE_FROM = 0x20;
  private static final int PRINTABLE_TO = 0x7e;
  private static final int LONGEST_QUOTE = 100;

  private IpiMessage() {}

  /** A message that is a header alone. */
  static ByteBuffer header(String text) {
    return withHeader(text, 0).flip();
  }

  /**
   * A message that begins with a header.
   *
   * @param text the header
   * @param more how many bytes will follow it
   * @return a buffer to put these bytes into; little-endian, to be flipped
   */
  static ByteBuffer withHeader(String text, int more) {
    ByteBuffer message =
        ByteBuffer.allocate(IpiConnection.HEADER_BYTES + more).order(ByteOrder.LITTLE_ENDIAN);
    message.put(text.getBytes(StandardCharsets.US_ASCII));
    while (message.position() < IpiConnection.HEADER_BYTES) {
      message.put((byte) ' ');
    }
    return message;
  }

  /** A text of the other side, safe to show. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(LONGEST_QUOTE)
        .forEach(c -> shown.append(c >= PRINTABLE_FROM && c <= PRINTABLE_TO ? (char) c : '?'));
    return shown.toString();
  }
}
