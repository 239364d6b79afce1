package dev.recloser.engines.redis.celery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which queues Recloser holds, and which workers it told to stop taking from them: Celery itself
 * forgets that. One small file, replaced as a whole and forced to the disk before a worker hears
 * anything. Not safe for several threads.
 */
final class Journal {

  /**
   * One hold, or what is left of it.
   *
   * @param reason why
   * @param held false when it was released, but not every worker could be told
   * @param workers the main process of each worker that is to take from the queue again, by host
   */
  record Hold(String reason, boolean held, Map<String, Long> workers) {
    Hold {
      workers = Map.copyOf(workers);
    }
  }

  /** The file's content. */
  record Holds(int version, Map<String, Hold> queues) {}

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int VERSION = 1;

  private final Path folder;
  private final Path file;
  private Map<String, Hold> queues = Map.of();
  private boolean read;

  Journal(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("holds.json");
  }

  /** All holds. */
  Map<String, Hold> all() {
    if (!read) {
      queues = load();
      read = true;
    }
    return queues;
  }

  /** The hold of a queue. */
  Optional<Hold> hold(String queue) {
    return Optional.ofNullable(all().get(queue)).filter(Hold::held);
  }

  /** Adds or replaces entries, durably. */
  void put(Map<String, Hold> changes) {
    var next = new LinkedHashMap<>(all());
    next.putAll(changes);
    if (!next.equals(queues)) {
      write(next);
    }
  }

  /** Forgets a queue, durably. */
  void remove(String queue) {
    var next = new LinkedHashMap<>(all());
    if (next.remove(queue) != null) {
      write(next);
    }
  }

  private Map<String, Hold> load() {
    try {
      return Files.exists(file)
          ? Map.copyOf(JSON.readValue(Files.readAllBytes(file), Holds.class).queues())
          : Map.of();
    } catch (IOException | JacksonException e) {
      throw new IllegalStateException("cannot read the journal of holds " + file, e);
    }
  }

  private void write(Map<String, Hold> next) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    byte[] bytes = JSON.writeValueAsBytes(new Holds(VERSION, next));
    try {
      Files.createDirectories(folder);
      try (var channel =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the journal of holds " + file, e);
    }
    queues = Map.copyOf(next);
  }

  /** A rename is on the disk when its folder is. */
  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
