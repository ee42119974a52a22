package vane.io.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary files beside their targets: {@code .name.PID-N.tmp}, and what of them programs left
 * that were killed.
 *
 * <p>A program holds a lock on its temporary files while it lives, so that another one, perhaps in
 * a container or on another machine with process numbers of its own, leaves them alone.
 */
final class Leftovers {
  private Leftovers() {}

  /** The N-th temporary file of this process for a target. */
  static Path temporary(Path target, int number) {
    return target.resolveSibling(
        beginning(target) + ProcessHandle.current().pid() + "-" + number + ".tmp");
  }

  private static String beginning(Path target) {
    return "." + target.getFileName() + ".";
  }

  /** Makes a temporary file and locks it. */
  static FileChannel openNew(Path temporary) throws IOException {
    return locked(
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  /** Opens a temporary file that is there and locks it. */
  static FileChannel open(Path temporary) throws IOException {
    return locked(FileChannel.open(temporary, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  private static FileChannel locked(FileChannel channel) {
    try {
      // Held until the channel is closed; nobody else can have it, as the file is new.
      channel.tryLock();
    } catch (IOException noLocks) {
      // A disk without locks: the number of the process must do.
      assert channel.isOpen();
    }
    return channel;
  }

  /** Deletes the temporary files of a target whose programs have ended. */
  static void deleteOf(Path target) {
    Pattern name = Pattern.compile(Pattern.quote(beginning(target)) + "([0-9]{1,18})-[0-9]+\\.tmp");
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            target.getParent(), each -> name.matcher(each.getFileName().toString()).matches())) {
      for (Path each : found) {
        Matcher matcher = name.matcher(each.getFileName().toString());
        if (matcher.matches() && isLeft(each, Long.parseLong(matcher.group(1)))) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException | DirectoryIteratorException refused) {
      // They only take room: what cannot be deleted must not stop the work.
      assert target.isAbsolute();
    }
  }

  private static boolean isLeft(Path temporary, long process) {
    boolean own = process == ProcessHandle.current().pid();
    if (!Files.isRegularFile(temporary, LinkOption.NOFOLLOW_LINKS)
        || !own && ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException inUseHere) {
      return false;
    } catch (IOException noLocks) {
      return !own;
    }
  }
}
