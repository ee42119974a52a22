package vane.cli.program;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import vane.io.pipe.Descriptor;

/** The file of an option that writes one; {@code -} is standard output. */
public final class OutputPath implements ITypeConverter<Path> {
  /** A converter. */
  public OutputPath() {}

  @Override
  public Path convert(String text) {
    return text.equals("-") ? Descriptor.STANDARD_OUTPUT : Path.of(text);
  }
}
