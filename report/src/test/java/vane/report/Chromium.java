package vane.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Chromium without a window, driven by the WebDriver protocol (W3C recommendation). It needs
 * {@code chromium} and {@code chromedriver} on the PATH.
 */
public final class Chromium implements AutoCloseable {
  private static final long LAYOUT_NANOSECONDS = 30_000_000_000L;
  private static final long POLL_NANOSECONDS = 50_000_000L;

  private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String address;
  private final String session;

  /** A browser with its own profile folder, and a screen of so many CSS pixels. */
  public Chromium(Path profile, int width, int height, boolean phone) throws IOException {
    this(profile, width, height, phone, "--disable-3d-apis");
  }

  /**
   * As above.
   *
   * @param threeDimensions how WebGL is drawn, or that it is not
   */
  public Chromium(Path profile, int width, int height, boolean phone, String threeDimensions)
      throws IOException {
    driver = new ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start();
    try {
      address = "http://127.0.0.1:" + port(driver.inputReader());
      session = start(profile, width, height, phone, threeDimensions);
    } catch (IOException | RuntimeException failed) {
      driver.destroy();
      throw failed;
    }
  }

  private static String port(BufferedReader log) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      seen.append(line).append('\n');
      Matcher matcher = STARTED.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IOException("chromedriver did not start: " + seen);
  }

  private String start(Path profile, int width, int height, boolean phone, String threeDimensions)
      throws IOException {
    ObjectNode options = MAPPER.createObjectNode();
    ArrayNode arguments = options.putArray("args");
    List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            threeDimensions,
            "--user-data-dir=" + profile,
            "--window-size=" + width + "," + height)
        .forEach(arguments::add);
    if (phone) {
      ObjectNode metrics = options.putObject("mobileEmulation").putObject("deviceMetrics");
      metrics.put("width", width).put("height", height).put("pixelRatio", 2).put("touch", true);
    }
    ObjectNode capabilities = MAPPER.createObjectNode();
    capabilities.set("goog:chromeOptions", options);
    capabilities.putObject("goog:loggingPrefs").put("browser", "ALL").put("performance", "ALL");
    ObjectNode body = MAPPER.createObjectNode();
    body.putObject("capabilities").set("alwaysMatch", capabilities);
    return post("/session", body).get("sessionId").asText();
  }

  /** Opens a file, waits until it is loaded, and forgets what was logged before. */
  public void open(Path file) throws IOException {
    go("about:blank");
    log("browser");
    log("performance");
    go(file.toAbsolutePath().toUri().toString());
  }

  private void go(String url) throws IOException {
    post("/session/" + session + "/url", MAPPER.createObjectNode().put("url", url));
  }

  /** What the body of a function without arguments returns. */
  public JsonNode evaluate(String function) throws IOException {
    ObjectNode body = MAPPER.createObjectNode().put("script", function);
    body.putArray("args");
    return post("/session/" + session + "/execute/sync", body);
  }

  /** What the page complained about: script errors, broken resources, breaches of its policy. */
  public List<String> complaints() throws IOException {
    List<String> messages = new ArrayList<>();
    log("browser").forEach(entry -> messages.add(entry.get("message").asText()));
    return messages;
  }

  /** The address of everything the page asked for, itself included. */
  public List<String> requests() throws IOException {
    List<String> urls = new ArrayList<>();
    for (JsonNode entry : log("performance")) {
      JsonNode event = MAPPER.readTree(entry.get("message").asText()).get("message");
      if (event.get("method").asText().equals("Network.requestWillBeSent")) {
        urls.add(event.get("params").get("request").get("url").asText());
      }
    }
    return urls;
  }

  private JsonNode log(String type) throws IOException {
    return post("/session/" + session + "/se/log", MAPPER.createObjectNode().put("type", type));
  }

  /** Presses keys one after the other, as the WebDriver protocol names them, where the focus is. */
  void press(String keys) throws IOException {
    ObjectNode body = MAPPER.createObjectNode();
    ObjectNode source = body.putArray("actions").addObject().put("type", "key").put("id", "keys");
    ArrayNode actions = source.putArray("actions");
    keys.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            key -> {
              actions.addObject().put("type", "keyDown").put("value", key);
              actions.addObject().put("type", "keyUp").put("value", key);
            });
    post("/session/" + session + "/actions", body);
  }

  /** Clicks a place of the window, in CSS pixels. */
  void click(int x, int y) throws IOException {
    ObjectNode body = MAPPER.createObjectNode();
    ObjectNode source =
        body.putArray("actions").addObject().put("type", "pointer").put("id", "mouse");
    ArrayNode actions = source.putArray("actions");
    actions.addObject().put("type", "pointerMove").put("x", x).put("y", y).put("duration", 0);
    actions.addObject().put("type", "pointerDown").put("button", 0);
    actions.addObject().put("type", "pointerUp").put("button", 0);
    post("/session/" + session + "/actions", body);
  }

  /** Writes a picture of the whole page, once it is laid out: a busy machine takes a while. */
  public void screenshot(Path file) throws IOException {
    long end = System.nanoTime() + LAYOUT_NANOSECONDS;
    String area = "return window.innerWidth * document.documentElement.clientWidth;";
    while (evaluate(area).asInt() == 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOSECONDS);
    }
    ObjectNode body = MAPPER.createObjectNode().put("cmd", "Page.captureScreenshot");
    body.putObject("params").put("captureBeyondViewport", true);
    JsonNode answer = post("/session/" + session + "/goog/cdp/execute", body);
    Files.write(file, Base64.getDecoder().decode(answer.get("data").asText()));
  }

  private JsonNode post(String path, ObjectNode body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return value(request);
  }

  private JsonNode value(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode value = MAPPER.readTree(response.body()).get("value");
      if (response.statusCode() != 200) {
        throw new IOException(request.uri() + ": " + value);
      }
      return value;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      value(HttpRequest.newBuilder(URI.create(address + "/session/" + session)).DELETE().build());
    } finally {
      driver.destroy();
    }
  }
}
