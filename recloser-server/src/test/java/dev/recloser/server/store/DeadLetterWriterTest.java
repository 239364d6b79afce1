package dev.recloser.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.DeadLetter;
import dev.recloser.engine.Job;
import dev.recloser.engine.JobState;
import dev.recloser.testkit.Await;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadLetterWriterTest {

  private final Queue<String> written = new ConcurrentLinkedQueue<>();
  private final CountDownLatch storeAnswers = new CountDownLatch(1);

  private static DeadLetter letter(String id, int size) {
    var job = new Job(id, JobState.DEAD, "FAILURE", 1, null, null, null, Map.of());
    return new DeadLetter("mail", job, Instant.EPOCH, id, "x".repeat(size));
  }

  private void write(List<DeadLetterWriter.Entry> batch) {
    batch.forEach(entry -> written.add(entry.letter().job().id()));
  }

  private void writeSlowly(List<DeadLetterWriter.Entry> batch) {
    try {
      storeAnswers.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    write(batch);
  }

  @Test
  void aStoreThatHangsHoldsUpNobodyAndWhatDoesNotFitIsCounted() {
    try (var writer = new DeadLetterWriter(this::writeSlowly)) {
      int more = DeadLetterWriter.MOST + 1_000;
      for (int i = 0; i < more; i++) {
        writer.put("jobs", letter("job-" + i, 0));
      }
      assertThat(writer.dropped("jobs")).isBetween(1L, 1_000L);
      assertThat(writer.dropped("other")).isZero();

      storeAnswers.countDown();

      long kept = more - writer.dropped("jobs");
      Await.polling().until("the others are written", () -> written.size() == kept);
    }
  }

  @Test
  void largeLettersFillTheBufferToo() {
    try (var writer = new DeadLetterWriter(this::writeSlowly)) {
      for (int i = 0; i < 200; i++) {
        writer.put("jobs", letter("job-" + i, 250_000));
      }

      assertThat(writer.dropped("jobs")).isGreaterThan(50);
      storeAnswers.countDown();
    }
  }

  @Test
  void aStoreThatFailsIsTriedAgain() {
    var tries = new AtomicInteger();
    try (var writer =
        new DeadLetterWriter(batch -> {
          if (tries.incrementAndGet() < 2) {
            throw new IllegalStateException("disk full");
          }
          write(batch);
        })) {
      writer.put("jobs", letter("a", 0));

      Await.polling().until("it is written", () -> written.contains("a"));
    }
  }
}
