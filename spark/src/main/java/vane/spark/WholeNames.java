package vane.spark;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes file names as the user gave them. Java's paths drop the second slash of {@code
 * hdfs://host/run.xyz}, and messages name files by such paths.
 */
final class WholeNames extends PrintWriter {
  private static final Pattern URI = Pattern.compile("([A-Za-z][\\w+.-]*)://([^/]*)/.*");

  /** What stands for the beginning of a name, and the beginning itself. */
  private final Map<Pattern, String> beginnings = new LinkedHashMap<>();

  /**
   * A writer.
   *
   * @param to where it writes
   * @param args the arguments of the command, the names among them
   */
  WholeNames(PrintWriter to, List<String> args) {
    super(to, true);
    for (String arg : args) {
      Matcher uri = URI.matcher(arg);
      if (uri.matches()) {
        String host = uri.group(2).isEmpty() ? "" : Pattern.quote(uri.group(2) + "/");
        beginnings.put(
            Pattern.compile(Pattern.quote(uri.group(1) + ":/") + "(?!/)" + host),
            Matcher.quoteReplacement(uri.group(1) + "://" + uri.group(2) + "/"));
      }
    }
  }

  @Override
  public void write(String text, int offset, int length) {
    String whole = text.substring(offset, offset + length);
    for (Map.Entry<Pattern, String> each : beginnings.entrySet()) {
      whole = each.getKey().matcher(whole).replaceAll(each.getValue());
    }
    super.write(whole, 0, whole.length());
  }
}
