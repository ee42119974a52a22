package vane.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
  @Test
  void aPageWithoutScriptsLetsNoneRun() {
    HtmlPage page = new HtmlPage("A page");
    page.paragraph("<script>alert(1)</script>");
    assertThat(page.html())
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">")
        .doesNotContain("<script");
  }

  @Test
  void aPageWithScriptsLetsTheseRunAndNoOthers() throws Exception {
    HtmlPage page = new HtmlPage("A page");
    page.scripted(
        new ScriptedPart("<b>part</b>\n", "b { color: #d55e00; }\n", List.of("f('Å');", "g();")));
    assertThat(page.html())
        .contains(
            "; script-src 'sha256-" + digest("f('Å');") + "' 'sha256-" + digest("g();") + "'\">")
        .containsSubsequence(
            "b { color: #d55e00; }\n</style>",
            "<b>part</b>\n</main>",
            "<script>f('Å');</script>\n<script>g();</script>\n</body>");
  }

  private static String digest(String script) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a('</SCRIPT>')", "a <!--b", "'<script>'"})
  void aScriptThatWouldEndEarlyIsRefused(String script) {
    assertThatThrownBy(() -> new ScriptedPart("", "", List.of(script)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in a script of a page");
  }
}
