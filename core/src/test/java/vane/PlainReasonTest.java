package vane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class PlainReasonTest {
  @Test
  void whatTheSystemSaysComesWithoutClasses() {
    assertThat(PlainReason.ofSystem(new NoSuchFileException("a.xyz")))
        .isEqualTo("no such file or folder");
    assertThat(PlainReason.ofSystem(new AccessDeniedException("a.xyz"))).isEqualTo("no permission");
    assertThat(PlainReason.ofSystem(new FileSystemException("a", null, "Is a\n directory")))
        .isEqualTo("Is a directory");
    assertThat(PlainReason.ofSystem(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(PlainReason.ofSystem(new IOException())).isEqualTo("the system gives no reason");
  }

  @Test
  void wrappedFailuresNameTheirFile() {
    assertThat(PlainReason.of(new UncheckedIOException(new NoSuchFileException("a.xyz"))))
        .isEqualTo("a.xyz: no such file or folder");
    assertThat(PlainReason.of(new UncheckedIOException("a.xyz: broken", new IOException("x"))))
        .isEqualTo("a.xyz: broken");
  }

  @Test
  void namesOfClassesInMessagesGo() {
    assertThat(PlainReason.of(new IllegalStateException(new IOException("disk"))))
        .isEqualTo("disk");
    assertThat(PlainReason.of(new RuntimeException("a: java.lang.OutOfMemoryError")))
        .isEqualTo("a:");
    assertThat(PlainReason.of(new NullPointerException())).isEqualTo("nothing more is known");
  }
}
