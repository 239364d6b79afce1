package dev.recloser.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule with one state per worker process.
 *
 * @param <S> the state
 */
abstract class PerProcess<S> implements Rule {

  private final List<S> states = new ArrayList<>();
  private @Nullable Controls controls;

  /** The state of a process at the start. */
  abstract S fresh(int process);

  @Override
  public void begin(Controls world) {
    controls = world;
    for (int process = 0; process < world.processes(); process++) {
      states.add(fresh(process));
    }
  }

  final S of(int process) {
    return states.get(process);
  }

  final Controls controls() {
    if (controls == null) {
      throw new IllegalStateException("begin comes first");
    }
    return controls;
  }
}
