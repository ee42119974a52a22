package vane.io.safetensors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The SHA-256 of a header, stored in the header's own metadata.
 *
 * <p>It is taken over all bytes of the header, padding included, with the 64 digits of the checksum
 * itself set to '0'.
 */
final class HeaderChecksum {
  /** The key in the metadata. */
  static final String KEY = "vane_header_sha256";

  /** What stands in for the checksum while it is computed. */
  static final String BLANK = "0".repeat(64);

  private HeaderChecksum() {}

  /** Fills in the checksum of a header that holds {@link #BLANK}. */
  static void seal(byte[] header) {
    byte[] digits = digest(header).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, header, place(header, BLANK), digits.length);
  }

  /** Whether the header's checksum is the one that its metadata holds. */
  static boolean matches(byte[] header, String stored) {
    int place = stored.length() == BLANK.length() ? place(header, stored) : -1;
    if (place < 0) {
      return false;
    }
    byte[] blank = header.clone();
    Arrays.fill(blank, place, place + BLANK.length(), (byte) '0');
    return digest(blank).equals(stored);
  }

  /** Where the digits begin, or −1 if the key with this value is not there exactly as written. */
  private static int place(byte[] header, String digits) {
    String text = new String(header, StandardCharsets.ISO_8859_1);
    String before = "\"" + KEY + "\":\"";
    int found = text.indexOf(before + digits + "\"");
    return found < 0 ? -1 : found + before.length();
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
