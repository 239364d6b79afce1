package dev.recloser.engines.artemis.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Whose a pause is. The broker keeps the pause of a queue but not its owner, so each hold of
 * Recloser has a small file beside the journal: first line whether somebody else's durable pause
 * lies under it, then the reason.
 */
final class Holds {

  /**
   * One hold.
   *
   * @param foreignPause whether somebody else had paused the queue durably
   * @param reason why Recloser holds it
   */
  record Hold(boolean foreignPause, String reason) {}

  private static final String FOREIGN = "foreign";
  private static final String OWN = "own";

  private final Path folder;

  Holds(Path folder) {
    this.folder = folder;
  }

  void write(String queue, Hold hold) {
    Path file = file(queue);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    String text = (hold.foreignPause() ? FOREIGN : OWN) + "\n" + hold.reason() + "\n";
    try {
      Files.createDirectories(folder);
      Files.writeString(
          draft,
          text,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.DSYNC);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the owner of the pause of " + queue, e);
    }
  }

  Optional<Hold> read(String queue) {
    Path file = file(queue);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      boolean foreign = !lines.isEmpty() && lines.getFirst().equals(FOREIGN);
      String reason = String.join("\n", lines.subList(Math.min(1, lines.size()), lines.size()));
      return Optional.of(new Hold(foreign, reason));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the owner of the pause of " + queue, e);
    }
  }

  void remove(String queue) {
    try {
      Files.deleteIfExists(file(queue));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the owner of the pause of " + queue, e);
    }
  }

  /** Queue names may hold any character and be longer than a file name. */
  private Path file(String queue) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(queue.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
