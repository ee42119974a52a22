package vane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Pattern;

/** What went wrong, in words that a user can read: without the names of Java's classes. */
public final class PlainReason {
  /** The name of a class of exceptions as its {@code toString} puts it before a message. */
  private static final Pattern CLASS =
      Pattern.compile("\\b(?:[\\w$]+\\.)*[A-Z][\\w$]*(?:Exception|Error)\\b(?::\\s*)?");

  private PlainReason() {}

  /**
   * Why the system refused or failed, without the name of the file.
   *
   * @param failure what the system threw
   * @return a few words on one line
   */
  public static String ofSystem(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file of that name is there already";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (failure instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (failure instanceof FileSystemLoopException) {
      return "its links go round in a circle";
    }
    if (failure instanceof FileSystemException system && system.getReason() != null) {
      return oneLine(system.getReason());
    }
    return text(failure, "the system gives no reason");
  }

  /**
   * The message of any failure.
   *
   * @param failure what was thrown
   * @return one line
   */
  public static String of(Throwable failure) {
    if (failure instanceof FileSystemException system && system.getFile() != null) {
      return system.getFile() + ": " + ofSystem(system);
    }
    if (failure instanceof UncheckedIOException unchecked
        && unchecked.getCause().toString().equals(unchecked.getMessage())) {
      return of(unchecked.getCause());
    }
    if (failure instanceof StackOverflowError) {
      return "the stack is too small for so deep a nesting";
    }
    return text(failure, "nothing more is known");
  }

  private static String text(Throwable failure, String otherwise) {
    String message = failure.getMessage();
    String words = message == null ? "" : oneLine(CLASS.matcher(message).replaceAll(""));
    return words.isEmpty() ? otherwise : words;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
