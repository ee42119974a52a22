package vane.cli.program;

/** Shows nothing: for {@code --quiet}. */
final class SilentProgress implements Progress {
  @Override
  public void advance(long units) {}

  @Override
  public void close() {}
}
