package dev.recloser.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded inbox of a collector. A task runs in the collector's turn and is answered when that
 * turn has written the journal and acted at the engine. A full inbox is an answer, not a wait.
 */
final class Inbox {

  /** Runs in the collector's turn; what it returns makes the answer after the turn. */
  @FunctionalInterface
  interface Task<T> {
    Supplier<T> run(Collector collector, Instant now);
  }

  private record Waiting<T>(Task<T> task, CompletableFuture<T> answer) {

    Runnable run(Collector collector, Instant now) {
      try {
        var result = task.run(collector, now);
        return () -> {
          try {
            answer.complete(result.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        };
      } catch (RuntimeException e) {
        return () -> answer.completeExceptionally(e);
      }
    }
  }

  private final ArrayBlockingQueue<Waiting<?>> tasks;
  private final List<Runnable> answers = new ArrayList<>();
  private final List<CompletableFuture<?>> running = new ArrayList<>();
  private @Nullable Waiting<?> next;

  Inbox(int capacity) {
    tasks = new ArrayBlockingQueue<>(capacity);
  }

  /** Hands a task to the collector and waits for the answer, at most {@code millis}. */
  <T> T ask(Task<T> task, long millis) {
    var waiting = new Waiting<>(task, new CompletableFuture<T>());
    if (!tasks.offer(waiting)) {
      throw busy("Too many commands wait for this engine. Try again in a second.");
    }
    try {
      return waiting.answer().get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (tasks.remove(waiting)) {
        throw new ControlException(
            ControlException.Kind.ENGINE_UNAVAILABLE,
            "The engine keeps its collector busy; nothing was done. Try again.",
            e);
      }
      throw new ControlException(
          ControlException.Kind.ENGINE_UNAVAILABLE,
          "No answer yet. It may still happen; look at the state before you act again.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy("Recloser is stopping.");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
  }

  /** Waits for a task, at most {@code millis}; called by the collector's thread between turns. */
  void await(long millis) throws InterruptedException {
    var task = tasks.poll(millis, TimeUnit.MILLISECONDS);
    if (task != null) {
      next = task;
    }
  }

  void runAll(Collector collector, Instant now) {
    var task = next == null ? tasks.poll() : next;
    next = null;
    while (task != null) {
      running.add(task.answer());
      answers.add(task.run(collector, now));
      task = tasks.poll();
    }
  }

  /** The turn is over: everybody gets an answer. */
  void answerAll() {
    answers.forEach(Runnable::run);
    answers.clear();
    running.clear();
  }

  /** The turn failed before it acted: everybody of this turn gets the error. */
  void failAll(RuntimeException error) {
    running.forEach(answer -> answer.completeExceptionally(error));
  }

  private static ControlException busy(String message) {
    return new ControlException(ControlException.Kind.BUSY, message, null);
  }
}
