package dev.recloser.testkit;

import dev.recloser.engine.DeadLetter;
import dev.recloser.engine.DeadLetters;
import dev.recloser.engine.EngineException;
import dev.recloser.engine.EngineException.Kind;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobPage;
import dev.recloser.engine.JobQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dead jobs in memory: outlives the engine that writes it. Thread-safe. */
public final class MemoryDeadLetters implements DeadLetters {

  private final Map<Key, DeadLetter> dead = new LinkedHashMap<>();
  private final Map<Key, DeadLetter> taken = new LinkedHashMap<>();

  private record Key(String queue, String job) {
    static Key of(DeadLetter letter) {
      return new Key(letter.queue(), letter.job().id());
    }
  }

  @Override
  public synchronized void put(DeadLetter letter) {
    taken.remove(Key.of(letter));
    dead.remove(Key.of(letter));
    dead.put(Key.of(letter), letter);
  }

  @Override
  public synchronized JobPage page(String queue, JobQuery query) {
    var jobs = new ArrayList<Job>();
    dead.forEach((key, letter) -> {
      if (key.queue().equals(queue)) {
        jobs.add(letter.job());
      }
    });
    int from = Math.min(start(query), jobs.size());
    int end = Math.min(jobs.size(), from + query.limit());
    return new JobPage(
        jobs.subList(from, end), end < jobs.size() ? "" + end : null, (long) jobs.size());
  }

  private static int start(JobQuery query) {
    var cursor = query.cursor();
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("\\d{1,9}")) {
      throw new EngineException(Kind.REFUSED, "the cursor is not one of ours");
    }
    return Integer.parseInt(cursor);
  }

  @Override
  public synchronized Optional<DeadLetter> take(String queue, String jobId) {
    var letter = dead.remove(new Key(queue, jobId));
    if (letter != null) {
      taken.put(Key.of(letter), letter);
    }
    return Optional.ofNullable(letter);
  }

  @Override
  public synchronized List<DeadLetter> taken() {
    return List.copyOf(taken.values());
  }

  @Override
  public synchronized void forget(DeadLetter letter) {
    taken.remove(Key.of(letter), letter);
  }

  @Override
  public synchronized void giveBack(DeadLetter letter) {
    if (taken.remove(Key.of(letter), letter)) {
      dead.put(Key.of(letter), letter);
    }
  }

  @Override
  public synchronized boolean remove(String queue, String jobId) {
    return dead.remove(new Key(queue, jobId)) != null;
  }

  @Override
  public synchronized long size(String queue) {
    return dead.keySet().stream().filter(key -> key.queue().equals(queue)).count();
  }

  @Override
  public long dropped() {
    return 0;
  }
}
