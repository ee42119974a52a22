package vane.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {
  @Test
  void aPageHasItsPartsInTheirOrder() {
    MarkdownPage page = new MarkdownPage(List.of("library_name: vane"), "Card of m_1.vane");
    page.heading("Part");
    page.paragraph("Words, 2 < 3.");
    page.notice("Fill in.");
    page.list(List.of("one", "two"));
    page.table(new Table("file", "frames").row("a|b.xyz", "3"));
    page.definitions(new DefinitionList().add("seed", "0"));
    page.code("sh", "vane info 'a b'\n");
    page.remark("Small.");
    assertThat(page.text())
        .isEqualTo(
            """
            ---
            library_name: vane
            ---

            # Card of m\\_1.vane

            ## Part

            Words, 2 \\< 3.

            > **Fill in.**

            - one
            - two

            | file | frames |
            | --- | ---: |
            | a\\|b.xyz | 3 |

            | | |
            | --- | --- |
            | seed | 0 |

            ```sh
            vane info 'a b'
            ```

            Small.
            """);
  }

  @Test
  void textCannotBecomeMarkdown() {
    MarkdownPage page = new MarkdownPage(List.of(), "[x](y)");
    page.paragraph("one\n# two `three` <b> \\ $x$");
    page.code("text", "```\nfence");
    assertThat(page.text())
        .isEqualTo(
            """
            # \\[x\\](y)

            one \\# two \\`three\\` \\<b\\> \\\\ \\$x\\$

            ````text
            ```
            fence
            ````
            """);
  }
}
