package vane.site;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The templates beside this class, in Mustache. What they show is escaped. */
final class Templates {
  private final Map<String, Template> compiled = new HashMap<>();

  String render(String name, Object shown) {
    return compiled
        .computeIfAbsent(name, each -> Mustache.compiler().compile(resource(each + ".mustache")))
        .execute(shown);
  }

  /** The text of a file beside this class. */
  static String resource(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
