package vane;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Vane that is running, as model files and {@code vane --version} name it. */
public final class Version {
  private static final String TEXT = read();

  private Version() {}

  /**
   * The version.
   *
   * @return for example {@code 0.1.0} or {@code 0.1.0-SNAPSHOT}
   */
  public static String text() {
    return TEXT;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read Vane's own version", unreadable);
    }
    return properties.getProperty("version");
  }
}
