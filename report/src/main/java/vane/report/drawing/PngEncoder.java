package vane.report.drawing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Encodes a picture in the PNG format: 8 bits per channel, no transparency, with the resolution in
 * print. See the W3C recommendation "Portable Network Graphics (PNG) Specification".
 */
final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private PngEncoder() {}

  /** The content of a file. */
  static byte[] bytes(Dots dots, double dotsPerMetre) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(dots.width()).putInt(dots.height());
    header.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
    chunk(out, "IHDR", header.array());
    int resolution = (int) Math.round(dotsPerMetre);
    chunk(
        out,
        "pHYs",
        ByteBuffer.allocate(9).putInt(resolution).putInt(resolution).put((byte) 1).array());
    chunk(out, "IDAT", compressed(dots));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] compressed(Dots dots) {
    int width = dots.width();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    byte[] row = new byte[1 + 3 * width];
    for (int y = 0; y < dots.height(); y++) {
      for (int x = 0; x < width; x++) {
        int colour = dots.colour(x, y);
        row[1 + 3 * x] = (byte) (colour >> 16);
        row[2 + 3 * x] = (byte) (colour >> 8);
        row[3 + 3 * x] = (byte) colour;
      }
      deflater.setInput(row);
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(type);
    sum.update(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(type);
    out.writeBytes(content);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
