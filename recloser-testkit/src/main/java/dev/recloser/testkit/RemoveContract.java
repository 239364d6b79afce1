package dev.recloser.testkit;

import static dev.recloser.testkit.Contracts.assertKind;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recloser.engine.Capability;
import dev.recloser.engine.EngineException.Kind;
import org.junit.jupiter.api.Test;

/** Proves {@link Capability#REMOVE}. */
public interface RemoveContract extends EngineContract {

  /** A removed job is gone, for counting and for retrying. */
  @Test
  default void aDeadJobIsRemovedForGood() {
    try (var bench = bench()) {
      var id = bench.deadJob();

      bench.engine().remove(bench.queue(), id);

      assertKind(() -> bench.engine().remove(bench.queue(), id), Kind.NOT_FOUND, "second remove");
      if (bench.can(Capability.RETRY)) {
        assertKind(() -> bench.engine().retry(bench.queue(), id), Kind.NOT_FOUND, "retry");
      }
      if (bench.can(Capability.COUNT)) {
        bench.until(
            "no job is dead",
            () -> {
              var dead = bench.sample().counts().dead();
              return dead == null || dead == 0;
            });
      }
    }
  }

  /** One job goes, the others stay. */
  @Test
  default void onlyTheNamedJobIsRemoved() {
    try (var bench = bench()) {
      var first = bench.deadJob();
      var second = bench.deadJob();

      bench.engine().remove(bench.queue(), first);

      bench.engine().remove(bench.queue(), second);
      assertThat(second).isNotEqualTo(first);
    }
  }

  /** Only a job that is there can be removed. */
  @Test
  default void anUnknownJobIsNotRemoved() {
    try (var bench = bench()) {
      assertKind(
          () -> bench.engine().remove(bench.queue(), "no-such-job"), Kind.NOT_FOUND, "unknown job");
    }
  }
}
